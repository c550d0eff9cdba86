import type { Reader } from '../kernel/database.js';

export interface Product {
  readonly sku: string;
  readonly name: string;
  /** fen */
  readonly price: number;
  readonly barcode: string | null;
}

export function productCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM products') ?? 0;
}

export function products(state: Reader, offset: number, limit: number): Product[] {
  return state.all<Product>('SELECT * FROM products ORDER BY sku LIMIT ? OFFSET ?', limit, offset);
}

export function productByBarcode(state: Reader, barcode: string): Product | undefined {
  return state.one<Product>('SELECT * FROM products WHERE barcode = ?', barcode);
}
