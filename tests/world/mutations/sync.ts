/** Sync and office: wrong changes. */
import type { Mutation } from './mutation.js';

export const SYNC_MUTATIONS: readonly Mutation[] = [
  {
    name: 'the terminal believes the broker',
    file: 'terminal/sync/service.js',
    from: "void closing(send({ v: SYNC_VERSION, kind: 'commits', first, last }, bytes));",
    to: "void closing(send({ v: SYNC_VERSION, kind: 'commits', first, last }, bytes)); acked = last; session.out = [];",
  },
  {
    name: 'the terminal forgets how far the office is and goes on from its own end',
    file: 'terminal/sync/service.js',
    from: 'kernel.tail(isProven ? acked : acked - 1)',
    to: 'kernel.tail(kernel.end().seq)',
  },
  {
    name: 'a gap that the office tells of is ignored',
    file: 'terminal/sync/service.js',
    from: 'takeAck(message.through, message.gap === true)',
    to: 'takeAck(message.through, false)',
  },
  {
    name: 'the place in the feed is not journaled',
    file: 'terminal/sync/commands.js',
    from: 'events: [...events(), advanced]',
    to: 'events: events()',
  },
  {
    name: 'an item of the feed is taken again',
    file: 'terminal/sync/commands.js',
    from: 'if (n <= cursor)',
    to: 'if (n < cursor)',
  },
  {
    name: 'an item beyond the next one is taken',
    file: 'terminal/sync/commands.js',
    from: 'if (from > cursor + 1)',
    to: 'if (false)',
  },
  {
    name: 'the tail reads past what is durable',
    file: 'terminal/kernel/journal/tail.js',
    from: 'return last.segment === segment ? Math.min(CHUNK, Math.max(0, last.offset - offset)) : CHUNK;',
    to: 'return CHUNK;',
  },
  {
    name: 'the office acknowledges before its commit',
    file: 'office/fleet/terminal.js',
    from: 'const outcome = await ingest.take({ terminal: access.terminal, first, last, body });',
    to: "ack({ v: 1, kind: 'ack', through: last });\n            const outcome = await ingest.take({ terminal: access.terminal, first, last, body });",
  },
  {
    name: 'the office moves its place before its commit',
    file: 'office/ingest/ingest.js',
    from: 'await commits.append(group.rows, clock.now());',
    to: 'for (const [terminal, through] of group.through) stored.set(terminal, through);\n            await commits.append(group.rows, clock.now());',
    equivalent: 'the place is read again when its commit fails, and is only asked between groups',
  },
  {
    name: 'the office takes what comes after a gap',
    file: 'office/ingest/ingest.js',
    from: 'if (batch.first === through + 1)',
    to: 'if (batch.first > through)',
  },
  {
    name: 'the office keeps a repeated batch again',
    file: 'office/ingest/ingest.js',
    from: 'if (batch.last <= through)',
    to: 'if (false)',
  },
  {
    name: 'the office forgets the source of an item',
    file: 'office/feed/feed.js',
    from: '...(source !== undefined && { source })',
    to: '',
    equivalent: 'what is published twice is then two items, each taken once; once per source is a unit test',
  },
  {
    name: 'the office believes that a page that was sent has come',
    file: 'office/fleet/terminal.js',
    from: 'await options.remember(access.terminal, notes);',
    to: 'await options.remember(access.terminal, notes);\n        if (notes.sent !== undefined && cursor > 0)\n            return sendPage();',
  },
];
