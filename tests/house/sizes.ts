/** Files and functions that a person can hold in mind. */

import ts from 'typescript';
import { lineOf, type Rule, type Source, type Violation, walk } from './source.js';

const FILE_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 70;

export const fileSizes: Rule = (sources) =>
  sources.flatMap((source) => {
    const lines = source.text.split('\n').length - 1;
    if (lines <= FILE_LINES_MAX) return [];
    const instead = `${FILE_LINES_MAX} at most: find the second idea in it and give it a file`;
    return [{ path: source.path, line: 1, what: `${lines} lines`, instead }];
  });

/** A function's lines are its own: those of a function inside it count there, so that a closure is judged like a class. */
export const functionSizes: Rule = (sources) => sources.flatMap(longFunctionsOf);

function longFunctionsOf(source: Source): Violation[] {
  const found: Violation[] = [];
  walk(source, (node) => {
    if (!hasBody(node)) return;
    const lines = spanOf(node, source) - innerLinesOf(node, source);
    if (lines <= FUNCTION_LINES_MAX) return;
    const line = lineOf(source, node.getStart(source.tree));
    const instead = `${FUNCTION_LINES_MAX} at most: name its steps`;
    found.push({ path: source.path, line, what: `a function with ${lines} lines of its own`, instead });
  });
  return found;
}

/** Lines of the outermost functions inside `node`, but one each for the place where they stand. */
function innerLinesOf(node: ts.Node, source: Source): number {
  let lines = 0;
  ts.forEachChild(node, (child) => {
    lines += hasBody(child) ? spanOf(child, source) - 1 : innerLinesOf(child, source);
  });
  return lines;
}

function hasBody(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

function spanOf(node: ts.Node, source: Source): number {
  return lineOf(source, node.getEnd()) - lineOf(source, node.getStart(source.tree)) + 1;
}
