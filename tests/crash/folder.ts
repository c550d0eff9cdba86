/** The terminal's folder as a stranger reads it: what a killed process left is what the operating system has. */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { DATA, type Medium } from '../../sim/world/books.js';

const JOURNAL = `${DATA}/journal/`;

/** The journal of a real data folder; there may be none yet. */
export function folderMedium(dir: string): Medium {
  let looks = 0;
  return {
    paths: () => names(`${dir}/journal`).map((name) => `${JOURNAL}${name}`),
    kept: (path, from = 0) => readFrom(`${dir}/journal/${path.slice(JOURNAL.length)}`, from),
    keptFile: () => undefined,
    keptVersion: () => looks++,
  };
}

function names(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

function readFrom(path: string, from: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(Math.max(0, fstatSync(file).size - from));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from));
  } finally {
    closeSync(file);
  }
}
