/**
 * Signing people up and changing what they may do.
 *
 * INVARIANTS
 * - The first employee is an owner, and there is always one who may log in: nobody can lock the shop out.
 * - Nobody gives a role that may more than they themselves, nor touches somebody who may.
 * - A PIN is never in an event.
 */
import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { hashPin, mayBePin } from '../secrets/index.js';
import type { PeopleEvents } from './events.js';
import { LIMIT_MAX, LIMITABLE } from './limits.js';
import { activeEmployees, departments, type Employee, employeeById, employees, rightsOf } from './queries.js';
import { isGiven, type Limits, OWNER, type Right, roleById } from './rights.js';

type PeopleEvent = EventOf<PeopleEvents>;

export interface NewPin {
  readonly pin: string;
  /** Hex, from the machine's randomness. */
  readonly salt: string;
}

export interface Joining extends NewPin {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  /** Empty for none. */
  readonly department: string;
  /** Employee who does it; undefined while there is none. */
  readonly by: string | undefined;
}

/** Throws `command/person-name`, `command/person-pin`, `command/person-above` and, for the first one, nothing else: it is an owner. */
export function join(state: Reader, { id, role, department, by, ...facts }: Joining): Decision<void> {
  const all = employees(state);
  const first = all.length === 0;
  const name = nameFrom(facts.name);
  if (!first) mustReach(state, by, roleById(state, role)?.rights ?? []);
  const no = Math.max(0, ...all.map((one) => one.no)) + 1;
  const kept = keptPin(facts);
  return decided({
    ...{ type: 'people.joined', v: 1, employee: id, no, name, department },
    ...{ role: first ? OWNER : role, ...kept },
  });
}

export interface PersonChange {
  readonly employee: string;
  readonly name: string;
  readonly role: string;
  readonly department: string;
  readonly by: string | undefined;
}

/** Throws `command/person-name`, `command/person-above`, `command/last-owner`. */
export function changePerson(state: Reader, { by, ...wanted }: PersonChange): Decision<void> {
  const person = mustReachPerson(state, by, wanted.employee);
  mustReach(state, by, roleById(state, wanted.role)?.rights ?? []);
  if (wanted.role !== OWNER) mustNotBeLast(state, person);
  return decided({ type: 'people.changed', v: 1, ...wanted, name: nameFrom(wanted.name) });
}

/** Throws `command/person-above`, `command/last-owner`. */
export function setActive(
  state: Reader,
  employee: string,
  active: boolean,
  by: string | undefined,
): Decision<void> {
  const person = mustReachPerson(state, by, employee);
  if (person.active === active) return decided();
  if (!active) mustNotBeLast(state, person);
  return decided({ type: active ? 'people.returned' : 'people.left', v: 1, employee });
}

/** A new PIN from somebody who may; it ends a wait after wrong ones. Throws `command/person-above`, `command/person-pin`. */
export function setPin(
  state: Reader,
  employee: string,
  wanted: NewPin,
  by: string | undefined,
): Decision<void> {
  mustReachPerson(state, by, employee);
  return decided({ type: 'people.pin-set', v: 1, employee, ...keptPin(wanted) });
}

/** One's own. Who knows the old one was asked before. Throws `command/person-pin`. */
export function changeOwnPin(employee: string, wanted: NewPin): PeopleEvent {
  return { type: 'people.pin-changed', v: 1, employee, ...keptPin(wanted) };
}

export interface WantedRole {
  readonly role: string;
  readonly name: string;
  readonly rights: readonly Right[];
  /** Fen in a day, of rights that it has not whole; none when left out. */
  readonly limits?: Limits;
  readonly by: string | undefined;
}

/** Throws `command/person-name`, `command/person-above`, `command/role-fixed` for the owner's, `command/role-limit`. */
export function setRole(state: Reader, { role, name, rights, limits = {}, by }: WantedRole): Decision<void> {
  if (role === OWNER) throw fixedRole();
  const before = roleById(state, role);
  mustReach(state, by, [
    ...rights,
    ...limited(limits),
    ...(before ? [...before.rights, ...limited(before.limits)] : []),
  ]);
  for (const right of limited(limits)) checkLimit(right, limits[right], rights);
  const kept = isGiven(role) ? '' : nameFrom(name);
  const some = limited(limits).length > 0 && { limits };
  return decided({ type: 'people.role-set', v: 1, role, name: kept, rights, ...some });
}

const limited = (limits: Limits): Right[] => Object.keys(limits) as Right[];

function checkLimit(right: Right, fen: number | undefined, rights: readonly Right[]): void {
  const isRight =
    LIMITABLE.includes(right) &&
    Number.isSafeInteger(fen) &&
    fen !== undefined &&
    fen > 0 &&
    fen <= LIMIT_MAX;
  if (!isRight || rights.includes(right))
    throw new TerminalError('command/role-limit', 'this right has no such limit');
}

/** Throws `command/role-fixed` for one that comes with the program, `command/role-used` for one that somebody has. */
export function removeRole(state: Reader, role: string): Decision<void> {
  if (isGiven(role)) throw fixedRole();
  if (employees(state).some((one) => one.role === role))
    throw new TerminalError('command/role-used', 'somebody has this role');
  return decided({ type: 'people.role-removed', v: 1, role });
}

/** Throws `command/person-name`, also for a name that another department has. */
export function setDepartment(state: Reader, department: string, wanted: string): Decision<void> {
  const name = nameFrom(wanted);
  if (departments(state).some((one) => one.name === name && one.id !== department)) throw wrongName();
  return decided({ type: 'people.department-set', v: 1, department, name });
}

export function removeDepartment(department: string): Decision<void> {
  return decided({ type: 'people.department-removed', v: 1, department });
}

const IDLE_MINUTES_MAX = 240;

/** 0: it never locks by itself. Throws `command/idle-minutes` outside of 0…240. */
export function setIdle(minutes: number): Decision<void> {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > IDLE_MINUTES_MAX)
    throw new TerminalError('command/idle-minutes', 'minutes are a whole number from 0 to 240');
  return decided({ type: 'people.idle-set', v: 1, minutes });
}

function decided(...events: PeopleEvent[]): Decision<void> {
  return { events, result: undefined };
}

function keptPin({ pin, salt }: NewPin): { readonly salt: string; readonly hash: string } {
  if (!mayBePin(pin))
    throw new TerminalError('command/person-pin', 'a PIN has 4 to 8 digits, not all the same');
  return { salt, hash: hashPin(pin, salt) };
}

function nameFrom(text: string): string {
  const name = printable(text).trim();
  if (name === '') throw wrongName();
  return name;
}

/** Until there is somebody, everybody may. */
function mustReach(state: Reader, by: string | undefined, rights: readonly Right[]): void {
  const doer = by === undefined ? undefined : employeeById(state, by);
  if (!doer && employees(state).length === 0) return;
  const own = doer ? rightsOf(state, doer) : [];
  if (!rights.every((right) => own.includes(right)))
    throw new TerminalError('command/person-above', 'this may more than whoever does it');
}

function mustReachPerson(state: Reader, by: string | undefined, id: string): Employee {
  const person = employeeById(state, id);
  if (!person) throw new TerminalError('command/person-unknown', 'there is no such employee');
  mustReach(state, by, roleById(state, person.role)?.rights ?? []);
  return person;
}

function mustNotBeLast(state: Reader, { id, role, active }: Employee): void {
  if (role !== OWNER || !active) return;
  if (activeEmployees(state).every((one) => one.role !== OWNER || one.id === id))
    throw new TerminalError('command/last-owner', 'the last owner must stay');
}

const wrongName = () => new TerminalError('command/person-name', 'a name of its own is needed');
const fixedRole = () => new TerminalError('command/role-fixed', 'this role comes with the program');
