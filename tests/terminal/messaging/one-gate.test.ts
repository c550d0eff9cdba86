/** No text goes round the gate: who may give a part to the modem, and who may put a text into the outbox. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readSources } from '../../house/source.js';

const SHIPPED = readSources(process.cwd()).filter(({ path }) => /^(terminal|drivers|office)\//.test(path));

const filesWith = (pattern: RegExp): string[] =>
  SHIPPED.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

/** A technician's tool: it opens a modem that no terminal uses, has no customers, and sends one text that somebody typed. */
const TECHNICIAN = 'terminal/cli/commands/modem.ts';

test('only the sender gives texts to the modem', () => {
  const outside = filesWith(/\.sendPart\s*\(/).filter(
    (path) => !path.startsWith('drivers/') && path !== TECHNICIAN,
  );
  assert.equal(outside, ['terminal/messaging/sender.ts']);
});

test('only queueText, behind the gate, makes a text for the outbox', () => {
  assert.equal(filesWith(/type:\s*'messaging\.queued'/), ['terminal/messaging/outgoing.ts']);
});

test('only the outbox is written to by the events of messaging', () => {
  assert.equal(filesWith(/INTO texts\b/), ['terminal/messaging/tables.ts']);
});

test.run();
