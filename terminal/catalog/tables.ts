import { defineTables } from '../kernel/capability.js';
import type { CatalogEvents } from './events.js';

export const catalogTables = defineTables<CatalogEvents>({
  name: 'catalog',
  version: 1,
  schema: `CREATE TABLE products (sku TEXT PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL, barcode TEXT) WITHOUT ROWID;
    CREATE INDEX products_barcode ON products (barcode) WHERE barcode IS NOT NULL`,
  apply: {
    'catalog.product-set': (db, { sku, name, price, barcode = null }) => {
      db.run('INSERT OR REPLACE INTO products VALUES (?, ?, ?, ?)', sku, name, price, barcode);
    },
    'catalog.product-removed': (db, { sku }) => db.run('DELETE FROM products WHERE sku = ?', sku),
  },
});
