/** Rules for a customer's name. */
import { printable } from '../../protocol/text/columns.js';

/** Characters; longer ones come from a wrong paste or from mischief. */
export const NAME_LENGTH_MAX = 40;

/** What may be shown, printed and texted of a name: no control characters, no emoji, at most NAME_LENGTH_MAX characters. */
export function cleanName(name: string): string {
  const clean = printable(name).trim();
  const characters = [...clean];
  if (characters.length === 0) return '（无名）';
  return characters.length <= NAME_LENGTH_MAX
    ? clean
    : `${characters.slice(0, NAME_LENGTH_MAX - 1).join('')}…`;
}

/** 王小明 → 王*明, 王明 → 王*, Amy → A*y: for receipts and the customer display. */
export function maskName(name: string): string {
  const characters = [...name];
  if (characters.length <= 1) return name;
  if (characters.length === 2) return `${characters[0]}*`;
  return `${characters[0]}*${characters.at(-1)}`;
}
