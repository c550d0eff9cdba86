/** Finds the command, gives it its context and turns what comes out into an exit code. Knows no process. */

import { isTerminalError, messageOf } from '../../protocol/errors.js';
import { type Command, type CommandContext, EXIT, usageError } from './command.js';

/** Loads a command's module; each is loaded only when it is used, so that a missing driver hurts nobody else. */
export type Loaders = Readonly<Record<string, () => Promise<{ readonly command: Command }>>>;

/** The outside of a run. */
export type Surroundings = Pick<CommandContext, 'out' | 'err' | 'signal' | 'env'>;

/** Runs `argv` (without node and script) and resolves to the exit code; errors have then been explained on stderr. */
export async function dispatch(
  argv: readonly string[],
  loaders: Loaders,
  around: Surroundings,
): Promise<number> {
  try {
    return await runNamed(argv, loaders, around);
  } catch (error) {
    around.err(`zhanggui: ${messageOf(error).split('\n')[0]}`);
    return isTerminalError(error, 'cli/usage') ? EXIT.usage : EXIT.failure;
  }
}

async function runNamed(argv: readonly string[], loaders: Loaders, around: Surroundings): Promise<number> {
  const [name, ...rest] = argv;
  if (name === '--help' || name === '-h' || name === 'help') {
    around.out(await overview(loaders));
    return EXIT.ok;
  }
  const load =
    name === undefined ? undefined : Object.entries(loaders).find(([known]) => known === name)?.[1];
  if (load === undefined) {
    const names = Object.keys(loaders).join(', ');
    throw usageError(
      `${name === undefined ? 'no command given' : `unknown command "${name}"`}; commands: ${names}`,
    );
  }
  const { command } = await load();
  const { args, json, help } = takeGlobals(rest);
  if (help) {
    around.out(command.help);
    return EXIT.ok;
  }
  const emit = (event: object) => {
    if (json) around.out(JSON.stringify(event));
  };
  return command.run({ ...around, args, json, emit });
}

/** `--json` and `--help` belong to every command and may stand anywhere before `--`. */
function takeGlobals(rest: readonly string[]): { args: string[]; json: boolean; help: boolean } {
  const end = rest.indexOf('--');
  const head = end < 0 ? rest : rest.slice(0, end);
  const tail = end < 0 ? [] : rest.slice(end);
  return {
    args: [...head.filter((arg) => arg !== '--json' && arg !== '--help' && arg !== '-h'), ...tail],
    json: head.includes('--json'),
    help: head.includes('--help') || head.includes('-h'),
  };
}

async function overview(loaders: Loaders): Promise<string> {
  const lines = await Promise.all(
    Object.entries(loaders).map(async ([name, load]) => `  ${name.padEnd(10)}${await summaryOf(load)}`),
  );
  return ['zhanggui COMMAND [--help] [--json] …', '', ...lines].join('\n');
}

/** A command that cannot be loaded here (a native library is missing) still stands in the list, and says why. */
async function summaryOf(load: Loaders[string]): Promise<string> {
  try {
    return (await load()).command.summary;
  } catch (error) {
    return `not available here: ${messageOf(error).split('\n')[0]}`;
  }
}
