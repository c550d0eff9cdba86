/** Money: wrong changes. */
import type { Mutation } from './mutation.js';

export const MONEY_MUTATIONS: readonly Mutation[] = [
  {
    name: 'points are booked with the wrong sign',
    file: 'terminal/counter/commands.js',
    from: 'cause: sale, amounts: { points } }',
    to: 'cause: sale, amounts: { points: -points } }',
  },
  {
    name: 'the kept sum forgets what was there',
    file: 'terminal/ledger/tables.js',
    from: 'balance = balance + excluded.balance',
    to: 'balance = excluded.balance',
  },
  {
    name: 'a payment asks for no proof',
    file: 'terminal/counter/commands.js',
    from: 'if (amount === 0)',
    to: 'if (amount >= 0)',
  },
  {
    name: 'a proof is good again and again',
    file: 'terminal/proof/tables.js',
    from: 'UPDATE proof_passes SET used = 1',
    to: 'UPDATE proof_passes SET used = 0',
  },
  {
    name: 'a lost card opens its customer',
    file: 'terminal/cards/queries.js',
    from: "card?.state === 'valid' ?",
    to: 'card ?',
  },
  {
    name: 'the older mark of a card counts',
    file: 'terminal/cards/tables.js',
    from: 'excluded.stamp) > (card_marks.state',
    to: 'excluded.stamp) < (card_marks.state',
  },
  {
    name: 'the table adds one point too many',
    file: 'terminal/ledger/tables.js',
    from: 'entry ?? 1, amount, ',
    to: 'entry ?? 1, amount + 1, ',
  },
  {
    name: 'a serial number is given twice',
    file: 'terminal/counter/tables.js',
    from: 'UPDATE sale_serial SET last = last + 1',
    to: 'UPDATE sale_serial SET last = last + (last % 7 <> 3)',
  },
  {
    name: 'a sale comes without its receipt',
    file: 'terminal/counter/commands.js',
    from: 'queueReceipt(wanted.job, receipt),',
    to: '',
  },
  {
    name: 'sales are ordered by the wall clock',
    file: 'terminal/counter/tables.js',
    from: "db.run('UPDATE sale_serial SET last = last + 1');",
    to: "db.run('UPDATE sale_serial SET last = max(last, (SELECT count(*) FROM sales WHERE at <= ?)) + 1', at);",
    equivalent: 'the count never passes the serial that goes up with each sale',
  },
];
