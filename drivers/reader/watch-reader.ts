/** One PC/SC reader inside the child: a card comes, is read, and leaves, told in this order. */

import { EventEmitter } from 'node:events';
import type { PcscReader } from 'nfc-pcsc';
import { isTerminalError } from '../../protocol/errors.js';
import type { Clock } from '../host/types.js';
import type { ChildMessage } from './messages.js';
import { readLater, readTwice, type Visit } from './patient-read.js';
import type { BadTap } from './types.js';

/**
 * @param fatal called when this reader's state can no longer be trusted: the process must end and be started again.
 */
export function watchReader(
  reader: PcscReader,
  send: (message: ChildMessage) => void,
  fatal: (error: unknown) => void,
  clock: Clock,
): void {
  const { name } = reader;
  // nfc-pcsc would SELECT an application, and refuse phones for want of one.
  reader.autoProcessing = false;
  let visit: Visit | undefined;
  let queue: Promise<void> = Promise.resolve();

  const read = async (visitor: Visit) => {
    send({ kind: 'present', reader: name });
    try {
      send({ kind: 'read', reader: name, card: await readTwice(reader, visitor, clock) });
    } catch (error) {
      send({ kind: 'bad', reader: name, reason: reasonOf(error) });
      const card = isTerminalError(error, 'reader/card-left') && (await readLater(reader, visitor, clock));
      if (card) send({ kind: 'read', reader: name, card });
    }
  };
  const begin = (connected: boolean) => {
    const visitor: Visit = { atr: reader.card?.atr, connected, gone: false };
    visit = visitor;
    queue = queue.then(() => read(visitor));
  };

  catchNamelessErrors(reader, (error) => {
    // A failed disconnect leaves nfc-pcsc with a dead connection that it would use for the next card.
    if (error.name === 'DisconnectError') fatal(error);
    else begin(false);
  });
  reader.on('card', () => begin(true));
  reader.on('card.off', () => {
    if (visit !== undefined) visit.gone = true;
    queue = queue.then(() => send({ kind: 'off', reader: name }));
  });
  reader.on('error', fatal);
}

function reasonOf(error: unknown): BadTap['reason'] {
  if (isTerminalError(error, 'reader/no-answer')) return 'no-answer';
  return isTerminalError(error, 'card/') ? 'no-uid' : 'left-too-early';
}

/** nfc-pcsc tells failures with `emit(error)`, an event whose name is the error: no listener could ever be added for it. */
function catchNamelessErrors(reader: EventEmitter, listener: (error: Error) => void): void {
  reader.emit = (event: string | symbol, ...rest: unknown[]) => {
    const nameless: unknown = event;
    if (!(nameless instanceof Error)) return EventEmitter.prototype.emit.call(reader, event, ...rest);
    listener(nameless);
    return true;
  };
}
