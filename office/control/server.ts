/** The control port: lines over TCP, on this machine only. */

import type { Duplex } from 'node:stream';
import type { Log } from '../../drivers/host/types.js';
import type { Listen, Listener } from '../listener.js';
import { type Desk, runControlLine } from './commands.js';

const LINE_MAX = 64 * 1024;

/** @throws TerminalError `office/listen` */
export async function startControl(port: number, open: Listen, desk: Desk, log: Log): Promise<Listener> {
  return open({ host: '127.0.0.1', port }, (socket) => {
    socket.on('error', (error) => log.debug({ err: error }, 'control'));
    serve(socket, desk);
  });
}

/** Answers come in the order of the lines. */
function serve(socket: Duplex, desk: Desk): void {
  let pending = '';
  let last = Promise.resolve();
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const lines = (pending + text).split('\n');
    pending = lines.pop() ?? '';
    if (pending.length > LINE_MAX) socket.destroy();
    for (const line of lines) {
      if (line.trim() === '') continue;
      last = last
        .then(() => runControlLine(line, desk))
        .then((answer) => void (socket.writable && socket.write(`${answer}\n`)));
    }
  });
}
