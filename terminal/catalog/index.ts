export type { CatalogEvents } from './events.js';
export { type Product, productByBarcode, productCount, products } from './queries.js';
export { catalogTables } from './tables.js';
