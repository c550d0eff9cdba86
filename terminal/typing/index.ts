/** Words that were learned while people typed, kept over a restart. */
import type { Log } from '../../drivers/host/types.js';
import { messageOf } from '../../protocol/errors.js';
import type { Kernel } from '../kernel/kernel.js';
import { STAFF } from '../staff.js';
import { createLearned, type Learned } from '../ui/ime/learned.js';
import type { TypingEvents } from './events.js';

type LearnedEvent = { readonly type: 'typing.learned' } & TypingEvents['typing.learned'];

export function keptWords({ state, transact }: Kernel, log: Log): Learned {
  const known = state.all<{ text: string; times: number }>('SELECT text, times FROM learned_words');
  return createLearned(
    known.map(({ text, times }) => [text, times] as const),
    (text) => {
      const event: LearnedEvent = { type: 'typing.learned', v: 1, text };
      transact(STAFF, () => ({ events: [event], result: undefined })).catch((error: unknown) =>
        log.warn({ error: messageOf(error) }, 'a learned word was not kept'),
      );
    },
  );
}
