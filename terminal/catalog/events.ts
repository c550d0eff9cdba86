/** Products and prices, as the head office sends them. Prices in fen. */
export interface CatalogEvents {
  'catalog.product-set': { v: 1; sku: string; name: string; price: number; barcode?: string };
  'catalog.product-removed': { v: 1; sku: string };
}
