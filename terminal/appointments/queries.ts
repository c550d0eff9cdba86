import type { Reader } from '../kernel/database.js';

export interface Appointment {
  readonly id: string;
  /** Number key; empty when nobody left one. */
  readonly key: string;
  readonly about: string;
  readonly state: 'requested' | 'confirmed' | 'cancelled' | 'kept' | 'missed';
  /** ms since 1970 UTC; null when no time was named. */
  readonly due: number | null;
  readonly reminded: number;
}

const COLUMNS = 'id, key, about, state, due, reminded';
const OPEN = "state IN ('requested', 'confirmed')";

export function appointmentById(state: Reader, id: string): Appointment | undefined {
  return state.one<Appointment>(`SELECT ${COLUMNS} FROM appointments WHERE id = ?`, id);
}

/** Open ones: those without a time first, for somebody must ask; then by time. */
export function schedule(state: Reader, offset: number, limit: number): Appointment[] {
  return state.all<Appointment>(
    `SELECT ${COLUMNS} FROM appointments WHERE ${OPEN} ORDER BY due IS NOT NULL, due, no LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
}

export function openAppointmentCount(state: Reader): number {
  return state.value<number>(`SELECT count(*) FROM appointments WHERE ${OPEN}`) ?? 0;
}

/** Requests that staff has not answered. */
export function requestedCount(state: Reader): number {
  return state.value<number>("SELECT count(*) FROM appointments WHERE state = 'requested'") ?? 0;
}

export function openAppointmentsOf(state: Reader, key: string): Appointment[] {
  return state.all<Appointment>(
    `SELECT ${COLUMNS} FROM appointments WHERE key = ? AND key <> '' AND ${OPEN} ORDER BY due IS NULL, due, no`,
    key,
  );
}

/** Confirmed, not reminded, and due from `from` to before `to`. */
export function toRemind(state: Reader, from: number, to: number): Appointment[] {
  return state.all<Appointment>(
    `SELECT ${COLUMNS} FROM appointments WHERE state = 'confirmed' AND reminded = 0 AND due >= ? AND due < ? ORDER BY due, no`,
    from,
    to,
  );
}

/** Everything but what was cancelled, due from `from` to before `to`, in the order of time. */
export function appointmentsBetween(state: Reader, from: number, to: number): Appointment[] {
  return state.all<Appointment>(
    `SELECT ${COLUMNS} FROM appointments WHERE due >= ? AND due < ? AND state <> 'cancelled' ORDER BY due, no`,
    from,
    to,
  );
}

/** Closer together than this two appointments get in each other's way. */
const CLASH_MS = 30 * 60_000;

/** Confirmed ones that are too close to `when`, but for `except` itself. */
export function clashing(state: Reader, when: number, except = ''): Appointment[] {
  return state.all<Appointment>(
    `SELECT ${COLUMNS} FROM appointments WHERE due > ? AND due < ? AND state = 'confirmed' AND id <> ? ORDER BY due, no`,
    when - CLASH_MS,
    when + CLASH_MS,
    except,
  );
}

/** How often somebody with this number did not come. */
export function missedTimes(state: Reader, key: string): number {
  const sql = "SELECT count(*) FROM appointments WHERE key = ? AND key <> '' AND state = 'missed'";
  return state.value<number>(sql, key) ?? 0;
}
