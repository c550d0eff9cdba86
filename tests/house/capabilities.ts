/** The folders of terminal/ that are business capabilities see only each other's index.ts, and in no circle. */

import { type Import, importsOf } from './imports.js';
import type { Rule, Source, Violation } from './source.js';

/** Folders of terminal/ that are no capability. */
const SHARED = new Set(['kernel', 'ui', 'cli']);

/** `terminal/cards/commands.ts` → `cards`; undefined outside a capability. */
function capabilityOf(path: string): string | undefined {
  const name = /^terminal\/([^/]+)\//.exec(path)?.[1];
  return name === undefined || SHARED.has(name) ? undefined : name;
}

function importsBetween(sources: readonly Source[]): { one: Import; from: string; to: string }[] {
  return sources.flatMap(importsOf).flatMap((one) => {
    const from = capabilityOf(one.from.path);
    const to = one.ours ? capabilityOf(one.target) : undefined;
    return from === undefined || to === undefined || from === to ? [] : [{ one, from, to }];
  });
}

/** Imports of another capability's inside. */
export const capabilityDoors: Rule = (sources) =>
  importsBetween(sources)
    .filter(({ one, to }) => one.target !== `terminal/${to}/index.ts`)
    .map(({ one, to }) => ({
      path: one.from.path,
      line: one.line,
      what: `imports ${one.target}`,
      instead: `import terminal/${to}/index.ts, and export there what others may use`,
    }));

/** Imports that close a circle of capabilities. */
export const capabilityCircles: Rule = (sources) => {
  const edges = importsBetween(sources);
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    edges.some((edge) => {
      if (edge.from !== from || seen.has(edge.to)) return false;
      return edge.to === to || reaches(edge.to, to, seen.add(edge.to));
    });
  return edges
    .filter(({ from, to }) => reaches(to, from, new Set()))
    .map(
      ({ one, from, to }): Violation => ({
        path: one.from.path,
        line: one.line,
        what: `${from} imports ${to}, which imports ${from} again`,
        instead: 'let one of them listen to the other’s events, or move what both need into a third',
      }),
    );
};
