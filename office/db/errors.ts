/** Whatever a database library throws, as our own error. */

import { messageOf, TerminalError } from '../../protocol/errors.js';

/** Runs `work`; what it throws becomes TerminalError `database/failed`, our own errors pass. */
export async function databaseError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TerminalError) throw error;
    throw new TerminalError('database/failed', `the office's database: ${messageOf(error)}`, {
      cause: error,
      retry: 'retry',
    });
  }
}
