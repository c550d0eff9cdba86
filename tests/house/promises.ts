/**
 * Promises that nobody waits for, found with the type checker. Biome's noFloatingPromises guesses types and is blind to
 * promises that come out of Node's modules and packages (`rm(path)`, `client.endAsync()`); this one is not.
 */

import ts from 'typescript';
import type { Violation } from './source.js';

const FLOATING = 'await it, return it, or say `void` and handle its errors inside';
const MISUSED = 'the caller ignores the promise: wrap it in a function that handles its errors';

/** Floating promises, and async callbacks given where nobody waits for them, in the files of `program` that `wanted` names. */
export function floatingPromises(
  program: ts.Program,
  wanted: (file: string) => string | undefined,
): Violation[] {
  const checker = program.getTypeChecker();
  return program.getSourceFiles().flatMap((file) => {
    const path = file.isDeclarationFile ? undefined : wanted(file.fileName);
    return path === undefined ? [] : inFile(file, path, checker);
  });
}

function inFile(file: ts.SourceFile, path: string, checker: ts.TypeChecker): Violation[] {
  const found: Violation[] = [];
  const add = (node: ts.Node, what: string, instead: string) => {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    found.push({ path, line, what, instead });
  };
  const step = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && floats(node.expression, checker)) {
      add(node, `nobody waits for ${firstWords(node, file)}`, FLOATING);
    }
    if (ts.isCallExpression(node)) {
      for (const callback of ignoredCallbacks(node, checker)) {
        add(callback, `an async callback of ${firstWords(node.expression, file)}`, MISUSED);
      }
    }
    ts.forEachChild(node, step);
  };
  step(file);
  return found;
}

/** The beginning of a piece of code, on one line. */
function firstWords(node: ts.Node, file: ts.SourceFile): string {
  const text = node.getText(file).replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function floats(expression: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isParenthesizedExpression(expression)) return floats(expression.expression, checker);
  if (ts.isAwaitExpression(expression) || ts.isVoidExpression(expression)) return false;
  if (ts.isBinaryExpression(expression) && isAssignment(expression)) return false;
  if (isCaught(expression)) return false;
  return hasPromise(checker.getTypeAtLocation(expression), checker);
}

function isAssignment(expression: ts.BinaryExpression): boolean {
  const kind = expression.operatorToken.kind;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** `….catch(f)` and `….then(f, g)` handle their errors. */
function isCaught(expression: ts.Expression): boolean {
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return false;
  const name = expression.expression.name.text;
  if (name === 'finally') return isCaught(expression.expression.expression);
  return (
    (name === 'catch' && expression.arguments.length > 0) ||
    (name === 'then' && expression.arguments.length > 1)
  );
}

function hasPromise(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.flags & ts.TypeFlags.Any) return false;
  if (type.isUnion()) return type.types.some((part) => hasPromise(part, checker));
  if (type.getProperty('then') !== undefined) return true;
  return (
    checker.isArrayType(type) &&
    checker.getTypeArguments(type as ts.TypeReference).some((part) => hasPromise(part, checker))
  );
}

/** Async functions among the arguments whose parameter returns void: what they throw goes nowhere. */
function ignoredCallbacks(call: ts.CallExpression, checker: ts.TypeChecker): ts.Expression[] {
  const signature = checker.getResolvedSignature(call);
  if (signature === undefined) return [];
  return call.arguments.filter((argument, index) => {
    if (!ts.isArrowFunction(argument) && !ts.isFunctionExpression(argument)) return false;
    const given = checker.getTypeAtLocation(argument).getCallSignatures()[0];
    const parameter = signature.parameters[Math.min(index, signature.parameters.length - 1)];
    if (given === undefined || parameter === undefined) return false;
    const wanted = checker
      .getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, call))
      .getCallSignatures();
    const ignores =
      wanted.length > 0 && wanted.every((one) => (one.getReturnType().flags & ts.TypeFlags.Void) !== 0);
    return ignores && hasPromise(given.getReturnType(), checker);
  });
}
