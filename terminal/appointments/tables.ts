import { defineTables } from '../kernel/capability.js';
import type { AppointmentsEvents } from './events.js';

export const appointmentsTables = defineTables<AppointmentsEvents>({
  name: 'appointments',
  version: 2,
  // state: requested, confirmed, cancelled, kept, missed; due: NULL when no time was named.
  schema: `CREATE TABLE appointments (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL, about TEXT NOT NULL,
      state TEXT NOT NULL, due INTEGER, reminded INTEGER NOT NULL, at INTEGER NOT NULL);
    CREATE INDEX appointments_open ON appointments (due) WHERE state IN ('requested', 'confirmed');
    CREATE INDEX appointments_due ON appointments (due) WHERE due IS NOT NULL;
    CREATE INDEX appointments_key ON appointments (key) WHERE key <> ''`,
  apply: {
    'appointments.requested': (db, { appointment, key, about, when }, { at }) => {
      db.run(
        "INSERT INTO appointments (id, key, about, state, due, reminded, at) VALUES (?, ?, ?, 'requested', ?, 0, ?)",
        ...[appointment, key, about, when ?? null, at],
      );
    },
    'appointments.confirmed': (db, { appointment, when, about }) => {
      db.run(
        "UPDATE appointments SET state = 'confirmed', due = ?, about = ?, reminded = 0 WHERE id = ?",
        ...[when, about, appointment],
      );
    },
    'appointments.cancelled': (db, { appointment }) => setState(db, appointment, 'cancelled'),
    'appointments.reminded': (db, { appointment }) => {
      db.run('UPDATE appointments SET reminded = 1 WHERE id = ?', appointment);
    },
    'appointments.kept': (db, { appointment }) => setState(db, appointment, 'kept'),
    'appointments.missed': (db, { appointment }) => setState(db, appointment, 'missed'),
  },
});

function setState(db: { run(sql: string, ...params: string[]): void }, id: string, state: string): void {
  db.run('UPDATE appointments SET state = ? WHERE id = ?', state, id);
}
