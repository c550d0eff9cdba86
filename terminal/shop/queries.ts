import type { Reader } from '../kernel/database.js';

export interface Shop {
  readonly name: string;
  /** Stands in 【】 before every text; without the brackets. */
  readonly signature: string;
  readonly phone: string | null;
  readonly address: string | null;
}

const UNNAMED: Shop = { name: '掌柜', signature: '掌柜', phone: null, address: null };

export function shopOf(state: Reader): Shop {
  return state.one<Shop>('SELECT name, signature, phone, address FROM shop') ?? UNNAMED;
}
