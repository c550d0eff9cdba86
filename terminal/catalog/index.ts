export type { CatalogEvents } from './events.js';
export { type Product, productByBarcode } from './queries.js';
