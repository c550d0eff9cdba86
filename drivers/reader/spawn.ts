/** The real child process of the reader. */

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Log } from '../host/types.js';
import type { ReaderChild } from './supervisor.js';

/** A native library that fails prints whole pages; the first lines tell. */
const STDERR_CHARACTERS_MAX = 500;

/**
 * Starts `child.js`, beside this file, with no console of its own: what its libraries print must not reach a screen, what they
 * complain about goes to the log.
 */
export function spawnReaderChild(log: Log): ReaderChild {
  const child = fork(fileURLToPath(new URL('./child.js', import.meta.url)), [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  });
  child.stderr?.setEncoding('utf8');
  child.stderr?.on('data', (text: string) => {
    log.debug({ stderr: text.slice(0, STDERR_CHARACTERS_MAX) }, 'card reader process');
  });
  return {
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      let told = false;
      const tell = (how: string) => {
        if (!told) listener(how);
        told = true;
      };
      child.once('exit', (code, signal) => tell(signal ?? `exit ${code}`));
      child.once('error', (error) => tell(error.message));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
