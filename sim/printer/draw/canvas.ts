/** Dots on a roll of paper: as wide as the print head, as long as needed. */

export interface Canvas {
  readonly width: number;
  /** Rows so far. */
  height(): number;
  /** Makes the paper at least `rows` long. */
  extend(rows: number): void;
  set(x: number, y: number): void;
  fill(x: number, y: number, width: number, height: number): void;
  get(x: number, y: number): boolean;
}

export function createCanvas(width: number): Canvas {
  const rows: Uint8Array[] = [];
  const extend = (count: number) => {
    while (rows.length < count) rows.push(new Uint8Array(width));
  };
  const set = (x: number, y: number) => {
    if (x < 0 || x >= width || y < 0) return;
    extend(y + 1);
    const row = rows[y];
    if (row !== undefined) row[x] = 1;
  };
  return {
    width,
    height: () => rows.length,
    extend,
    set,
    fill(x, y, w, h) {
      for (let dy = 0; dy < h; dy++) for (let dx = 0; dx < w; dx++) set(x + dx, y + dy);
    },
    get: (x, y) => rows[y]?.[x] === 1,
  };
}
