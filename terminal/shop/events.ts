/** The shop as its head office describes it. */
export interface ShopEvents {
  'shop.described': { v: 1; name: string; signature: string; phone?: string; address?: string };
}
