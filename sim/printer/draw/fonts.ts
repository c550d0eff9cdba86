/**
 * The printer's fonts, 12×24 dots for ASCII and 24×24 for Chinese, as real receipt printers have them: from Debian's
 * xfonts-base (12x24, and gb24st, the Song face of GB 2312), and xfonts-unifont for characters beyond GB 2312.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Cell } from '../types.js';
import { type BitmapFont, type Glyph, parsePcf } from './pcf.js';

const unzip = promisify(gunzip);

const FOLDERS = ['/usr/share/fonts/X11/misc'];
const PACKAGES = {
  '12x24.pcf.gz': 'xfonts-base',
  'gb24st.pcf.gz': 'xfonts-base',
  'unifont.pcf.gz': 'xfonts-unifont',
} as const;
type FontFile = keyof typeof PACKAGES;

/** A glyph, and by how much it is enlarged to fill a cell of 24 dots. */
export interface Face {
  readonly glyph: Glyph;
  readonly enlarge: number;
}

export interface Fonts {
  /** Undefined: no font has it, or the fonts are not there. */
  face(cell: Cell): Face | undefined;
  /** Debian packages to install so that everything is drawn. */
  readonly missing: readonly string[];
}

/** Reads the fonts from `folders`; what is not there is named in `missing`, and drawn as empty boxes. */
export async function loadFonts(folders: readonly string[] = FOLDERS): Promise<Fonts> {
  const [ascii, chinese, universal] = await Promise.all([
    loadFont(folders, '12x24.pcf.gz'),
    loadFont(folders, 'gb24st.pcf.gz'),
    loadFont(folders, 'unifont.pcf.gz'),
  ]);
  const lacking: FontFile[] = [];
  if (ascii === undefined) lacking.push('12x24.pcf.gz');
  if (chinese === undefined) lacking.push('gb24st.pcf.gz');
  if (universal === undefined) lacking.push('unifont.pcf.gz');
  return {
    missing: [...new Set(lacking.map((file) => PACKAGES[file]))],
    face(cell) {
      const [high = 0, low] = cell.code;
      const own =
        low === undefined
          ? ascii?.glyph(0, high)
          : chinese?.glyph(high & 0x7f, inGb2312(high, low) ? low & 0x7f : 0);
      if (own !== undefined) return { glyph: own, enlarge: 1 };
      const point = cell.char.codePointAt(0) ?? 0;
      const other = point > 0xffff ? undefined : universal?.glyph(point >> 8, point & 0xff);
      return other === undefined ? undefined : { glyph: other, enlarge: 1.5 };
    },
  };
}

function inGb2312(high: number, low: number): boolean {
  return high >= 0xa1 && high <= 0xf7 && low >= 0xa1;
}

async function loadFont(folders: readonly string[], file: FontFile): Promise<BitmapFont | undefined> {
  for (const folder of folders) {
    const packed = await readFile(join(folder, file)).catch(() => undefined);
    if (packed !== undefined) return parsePcf(await unzip(packed));
  }
  return undefined;
}
