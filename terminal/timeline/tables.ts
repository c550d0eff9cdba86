/**
 * Who changed a customer's record, and which fields of it. What stood in them is not kept: a person whose data is erased leaves
 * nothing here. The registration stands with the customer.
 */
import type { CustomersEvents } from '../customers/index.js';
import { defineTables } from '../kernel/capability.js';
import type { Writer } from '../kernel/database.js';
import type { CommitHead } from '../kernel/events.js';

export const timelineTables = defineTables<object, CustomersEvents>({
  name: 'timeline',
  version: 2,
  // by_import: a table changed it, or the undo of one.
  schema: `CREATE TABLE record_changes (no INTEGER PRIMARY KEY, customer INTEGER NOT NULL, what TEXT NOT NULL,
      fields TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL,
      by_import INTEGER NOT NULL);
    CREATE INDEX record_changes_customer ON record_changes (customer, at)`,
  apply: {},
  follow: {
    'customers.changed': (db, { customer, fields }, head) =>
      keep(db, customer, 'changed', head, Object.keys(fields).sort().join(' ')),
    'customers.phone-added': (db, { customer }, head) => keep(db, customer, 'phone-added', head),
    'customers.phone-removed': (db, { customer }, head) => keep(db, customer, 'phone-removed', head),
    'customers.item-added': (db, { customer, kind }, head) => keep(db, customer, 'item-added', head, kind),
    'customers.item-removed': (db, { customer }, head) => keep(db, customer, 'item-removed', head),
    'customers.handed-over': (db, { customer, owner }, head) =>
      keep(db, customer, 'handed-over', head, owner),
    'customers.merged': (db, { customer }, head) => keep(db, customer, 'merged', head),
    'customers.unmerged': (db, { customer }, head) => keep(db, customer, 'unmerged', head),
    'customers.removed': (db, { customer }, head) => keep(db, customer, 'removed', head),
    'customers.restored': (db, { customer }, head) => keep(db, customer, 'restored', head),
  },
});

/** What comes with the registration itself is no change. */
function keep(
  db: Writer,
  customer: string,
  what: string,
  { actor, at, origin }: Pick<CommitHead, 'actor' | 'at' | 'origin'>,
  fields = '',
): void {
  db.run(
    `INSERT INTO record_changes (customer, what, fields, actor, at, by_import)
       SELECT no, ?2, ?3, ?4, ?5, ?6 FROM customers WHERE id = ?1 AND created <> ?5`,
    ...[customer, what, fields, actor, at, origin === 'import' ? 1 : 0],
  );
}
