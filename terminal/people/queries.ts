import type { Reader } from '../kernel/database.js';
import { type Limits, type Right, roleById } from './rights.js';

export interface Employee {
  /** The actor of what they do, in the journal. */
  readonly id: string;
  /** What they are called by at the keypad, 1, 2, 3 … */
  readonly no: number;
  readonly name: string;
  /** Empty for none. */
  readonly department: string;
  readonly role: string;
  readonly active: boolean;
}

const COLUMNS = 'id, no, name, department, role, active';

type Row = Omit<Employee, 'active'> & { readonly active: number };
const employeeOf = (row: Row): Employee => ({ ...row, active: row.active === 1 });

/** Everybody who ever worked here, by number. */
export function employees(state: Reader): Employee[] {
  return state.all<Row>(`SELECT ${COLUMNS} FROM employees ORDER BY no`).map(employeeOf);
}

/** Who may log in, by number. */
export function activeEmployees(state: Reader): Employee[] {
  return employees(state).filter(({ active }) => active);
}

export function employeeById(state: Reader, id: string): Employee | undefined {
  const row = state.one<Row>(`SELECT ${COLUMNS} FROM employees WHERE id = ?`, id);
  return row && employeeOf(row);
}

/** Of an employee, also one who left; undefined for any other actor: the staff as one, the office, the program itself. */
export function employeeName(state: Reader, id: string): string | undefined {
  return state.value<string>('SELECT name FROM employees WHERE id = ?', id);
}

/** Until somebody is signed up, everybody may do everything. */
export function hasEmployees(state: Reader): boolean {
  return state.value<number>('SELECT 1 FROM employees LIMIT 1') === 1;
}

export function rightsOf(state: Reader, { role, active }: Employee): readonly Right[] {
  return active ? (roleById(state, role)?.rights ?? []) : [];
}

/** What they may up to an amount in a day. */
export function limitsOf(state: Reader, { role, active }: Employee): Limits {
  return active ? (roleById(state, role)?.limits ?? {}) : {};
}

export interface Department {
  readonly id: string;
  readonly name: string;
}

export function departments(state: Reader): Department[] {
  return state.all<Department>('SELECT id, name FROM departments ORDER BY name, id');
}

/** Minutes without a key after which the terminal locks; 0 for never. */
export function idleMinutes(state: Reader): number {
  return state.value<number>('SELECT idle_minutes FROM people_rules') ?? 0;
}

/** Wrong PINs in a row that make everybody wait before the next try. */
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 60_000;
const WAIT_MS_MAX = 60 * 60_000;

/**
 * How long nobody may try a PIN with this name, ms; 0: now. One minute after the third wrong one, twice as long after each
 * further one, an hour at most. Wrong PINs are events: a restart forgets none. A clock that was set far back ends the wait.
 */
export function waitFor(state: Reader, employee: string, now: number): number {
  const { wrong, at } = state.one<{ wrong: number; at: number }>(
    'SELECT wrong, wrong_at AS at FROM employees WHERE id = ?',
    employee,
  ) ?? { wrong: 0, at: 0 };
  if (wrong < FREE_TRIES) return 0;
  const wait = Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** Math.min(wrong - FREE_TRIES, 10));
  const passed = Math.abs(now - at);
  return passed < wait ? wait - passed : 0;
}
