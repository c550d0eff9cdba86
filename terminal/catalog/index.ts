export type { CatalogEvents } from './events.js';
export { type Product, productByBarcode, products } from './queries.js';
