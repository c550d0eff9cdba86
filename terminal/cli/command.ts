/**
 * What a command of the `zhanggui` program is, and the one way in which commands read their arguments. Commands write only
 * through their context, so that tests run them without a process.
 */

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { messageOf, TerminalError } from '../../protocol/errors.js';

export interface CommandContext {
  /** What stands after the command's name, without `--json` and `--help`. */
  readonly args: readonly string[];
  /** `--json` was given: stdout carries JSON Lines and nothing else. */
  readonly json: boolean;
  /** One line on stdout. */
  out(line: string): void;
  /** One line on stderr. */
  err(line: string): void;
  /** One JSON line on stdout, in --json mode only. */
  emit(event: object): void;
  /** Aborted by Ctrl-C (SIGINT) and SIGTERM; a command then closes what it opened and returns. */
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole help text. */
  readonly help: string;
  /** Resolves to the exit code: 0 success, 1 a failure already explained on stderr. A thrown TerminalError is explained by the dispatcher. */
  run(context: CommandContext): Promise<number>;
}

export const EXIT = { ok: 0, failure: 1, usage: 2 } as const;

export type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

/** How many positional arguments a command takes; `max` defaults to `min`. */
export interface PositionalRule {
  readonly min: number;
  readonly max?: number;
}

type ParsedArguments<O extends OptionsConfig> = ReturnType<
  typeof parseArgs<{ options: O; strict: true; allowPositionals: true }>
>;

/** Wrong usage: the program prints the sentence and exits 2. */
export function usageError(message: string, context: Readonly<Record<string, unknown>> = {}): TerminalError {
  return new TerminalError('cli/usage', message, { context });
}

/**
 * Reads `args` with node:util parseArgs, strictly.
 * @throws TerminalError `cli/usage` for an unknown option, a missing value or a wrong number of positional arguments.
 */
export function parseArguments<const O extends OptionsConfig>(
  args: readonly string[],
  options: O,
  positional: PositionalRule = { min: 0 },
): ParsedArguments<O> {
  const parsed = parseStrictly(args, options);
  const { min, max = min } = positional;
  const given = parsed.positionals.length;
  if (given < min) throw usageError(`an argument is missing: ${given} given, ${min} wanted`, { given, min });
  if (given > max) throw usageError(`unexpected argument: ${parsed.positionals[max]}`, { given, max });
  return parsed;
}

function parseStrictly<const O extends OptionsConfig>(
  args: readonly string[],
  options: O,
): ParsedArguments<O> {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new TerminalError('cli/usage', messageOf(error), { cause: error });
  }
}

/**
 * A whole number from an option, or undefined when the option was not given.
 * @throws TerminalError `cli/usage` when it is not a whole number from `min` to `max`.
 */
export function integerOption(
  name: string,
  value: string | undefined,
  min: number,
  max: number,
): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^-?\d+$/.test(value) && number >= min && number <= max) return number;
  throw usageError(`--${name} wants a whole number from ${min} to ${max}, not "${value}"`, { name, value });
}

/**
 * The value of an option that must be given.
 * @throws TerminalError `cli/usage` when it is missing or empty.
 */
export function requiredOption(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw usageError(`--${name} is missing`, { name });
  return value;
}
