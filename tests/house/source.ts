/** What the house rules look at: a TypeScript file, parsed, with its path from the root of the checkout. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface Source {
  /** From the root, with `/`: `drivers/modem/modem.ts`. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** One place where a rule is broken, and what to do about it. */
export interface Violation {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly what: string;
  readonly instead: string;
}

/** A rule is a function from all sources to what is wrong with them. */
export type Rule = (sources: readonly Source[]) => Violation[];

const ROOMS = ['protocol', 'drivers', 'terminal', 'office', 'sim', 'tests'];

/** A source as if it stood at `path`; the rules' own tests plant their cases with it. */
export function sourceFrom(path: string, text: string): Source {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
}

/** Every .ts file of the rooms below `root`, in a fixed order. */
export function readSources(root: string): Source[] {
  return ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `${room}/${path}`)
      .sort()
      .map((path) => sourceFrom(path, readFileSync(join(root, path), 'utf8'))),
  );
}

/** `path:line what: instead`, as an editor can follow it. */
export function format(violation: Violation): string {
  return `${violation.path}:${violation.line} ${violation.what}: ${violation.instead}`;
}

export function lineOf(source: Source, position: number): number {
  return source.tree.getLineAndCharacterOfPosition(position).line + 1;
}

/** Calls `visit` for every node of the file, parents before children. */
export function walk(source: Source, visit: (node: ts.Node) => void): void {
  const step = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, step);
  };
  step(source.tree);
}

/** True when `path` is one of `places`: a file, or a folder when the place ends in `/`. */
export function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));
}
