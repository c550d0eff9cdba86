/** Questions that a modem may refuse, and settings with fall-backs. */
import { isTerminalError } from '../../protocol/errors.js';
import type { Channel } from './channel.js';
import { type Command, query } from './command.js';

/** The lines of the reply, or undefined when the modem refused. Silence and a lost port still throw. */
export async function askIfAble(
  channel: Channel,
  command: Command,
  urgent = false,
): Promise<readonly string[] | undefined> {
  try {
    return await channel.ask(command, urgent);
  } catch (error) {
    if (isTerminalError(error, 'at/')) return undefined;
    throw error;
  }
}

/** Sends one after the other until the modem takes one; that one, or undefined when it takes none. */
export async function firstTaken(channel: Channel, texts: readonly string[]): Promise<string | undefined> {
  for (const text of texts) {
    if ((await askIfAble(channel, query(text))) !== undefined) return text;
  }
  return undefined;
}

/** Some modules refuse three arguments, some two (gammu#829). */
function storeSettings(store: string): string[] {
  const name = `"${store}"`;
  return [`AT+CPMS=${name},${name},${name}`, `AT+CPMS=${name},${name}`, `AT+CPMS=${name}`];
}

/** Makes `store` the one that is read, deleted from and filled. False when the modem refuses. */
export async function selectStore(channel: Channel, store: string): Promise<boolean> {
  return (await firstTaken(channel, storeSettings(store))) !== undefined;
}
