import type { CounterEvents } from '../counter/index.js';
import { defineTables } from '../kernel/capability.js';
import type { Writer } from '../kernel/database.js';
import type { CommitHead } from '../kernel/events.js';
import type { PrepaidEvents } from '../prepaid/index.js';
import type { AuditEvents } from './events.js';

type Followed = Pick<CounterEvents, 'counter.sold' | 'counter.refunded'> &
  Pick<PrepaidEvents, 'prepaid.recharged' | 'prepaid.recharge-refunded'>;

/** Who looked is read from the journal itself; who took how much is summed often, and kept. */
export const auditTables = defineTables<AuditEvents, Followed>({
  name: 'audit',
  version: 2,
  // takings.amount: fen, refunds as they were given; actor: as in the commit
  schema: `CREATE TABLE takings (at INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, amount INTEGER NOT NULL);
    CREATE INDEX takings_at ON takings (at)`,
  apply: { 'audit.looked': () => undefined, 'audit.exported': () => undefined },
  follow: {
    'counter.sold': (db, { amount }, commit) => keep(db, commit, 'sale', amount),
    'counter.refunded': (db, { amount }, commit) => keep(db, commit, 'refund', amount),
    'prepaid.recharged': (db, { amount }, commit) => keep(db, commit, 'recharge', amount),
    'prepaid.recharge-refunded': (db, { cash }, commit) => keep(db, commit, 'refund', cash),
  },
});

function keep(db: Writer, { at, actor }: CommitHead, kind: string, amount: number): void {
  db.run('INSERT INTO takings VALUES (?, ?, ?, ?)', at, actor, kind, amount);
}
