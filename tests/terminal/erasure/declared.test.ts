/** Nobody adds an event without saying what is personal in it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ALL_TABLES } from '../../../terminal/capabilities.js';
import { DECLARED } from '../../../terminal/erasure/declared.js';
import { createPersonal } from '../../../terminal/kernel/personal.js';

test('each event is declared in terminal/erasure/declared.ts', () => {
  const types = ALL_TABLES.flatMap(({ apply }) => Object.keys(apply));
  const missing = types.filter((type) => !Object.hasOwn(DECLARED, type));
  assert.equal(missing, [], 'say in terminal/erasure/declared.ts what of it is personal, or NOBODY');
});

test('the declared values are found in an event, also in lists, and only where they are', () => {
  const personal = createPersonal(ALL_TABLES);
  const recipients = [
    { customer: 'c1', key: '+8613800138000' },
    { customer: 'c2', key: '+8613900139000' },
  ];
  const events = [
    { type: 'counter.sold', v: 1, amount: 100 },
    { type: 'campaigns.gathered', v: 1, recipients },
    { type: 'messaging.pdu-kept', v: 1, hash: 'h', pdu: '00', outcome: 'text' },
  ];
  const wanted = ['/1/recipients/0/key', '/1/recipients/1/key', '/2/hash', '/2/pdu'];
  assert.equal(personal(events), wanted);
});

test.run();
