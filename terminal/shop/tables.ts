import { defineTables } from '../kernel/capability.js';
import type { ShopEvents } from './events.js';

export const shopTables = defineTables<ShopEvents>({
  name: 'shop',
  version: 1,
  schema: `CREATE TABLE shop (one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL, signature TEXT NOT NULL,
    phone TEXT, address TEXT)`,
  apply: {
    'shop.described': (db, event) => {
      const { name, signature, phone = null, address = null } = event;
      db.run('INSERT OR REPLACE INTO shop VALUES (1, ?, ?, ?, ?)', name, signature, phone, address);
    },
  },
});
