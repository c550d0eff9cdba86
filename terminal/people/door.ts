/**
 * The door between the keypad and the journal: it knows who stands there, writes their name on what they do, and lets nothing
 * through that they may not do. All else that writes (devices, timers, the office) passes untouched.
 *
 * INVARIANTS
 * - What a commit needs is read from its events, inside its decision: no screen can forget to ask, and no right can be lost between
 *   the question and the commit.
 * - Who does it is whoever was here when it was asked for, however long the disk takes.
 * - What is more than they may goes through only with the PIN of somebody who may; both names and the reason are in the commit.
 * - Until the first employee is signed up, everybody may do everything, as the staff.
 */
import type { Unsubscribe } from '../../drivers/device.js';
import type { Clock } from '../../drivers/host/types.js';
import { isTerminalError, TerminalError } from '../../protocol/errors.js';
import { approvalGiven } from '../approvals/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Cause, Decide, Kernel } from '../kernel/kernel.js';
import { STAFF } from '../staff.js';
import type { PeopleEvents } from './events.js';
import { isWithin } from './limits.js';
import { type PinAnswer, type TriedPin, tryPin } from './pin.js';
import { type Employee, employeeById, hasEmployees, limitsOf, rightsOf } from './queries.js';
import { rightsNeeded } from './required.js';
import type { Right } from './rights.js';

/** What somebody may not do alone. */
export interface WantedGrant {
  readonly who: Employee;
  readonly rights: readonly Right[];
}

/** Given by a PIN that was just typed. */
export interface Grant {
  /** Employee id of who gives it. */
  readonly by: string;
  readonly reason: string;
}

export interface Door {
  /** The kernel for everybody who works for the keypad. */
  readonly kernel: Kernel;
  /** `open`: there are no employees yet. `locked`: nobody is logged in. */
  state(): 'open' | 'locked' | 'in';
  /** Who is logged in. */
  here(): Employee | undefined;
  may(right: Right): boolean;
  login(employee: string, pin: string): Promise<PinAnswer>;
  /** Whether this is their PIN; counts wrong ones as `login` does. */
  prove(employee: string, pin: string): Promise<PinAnswer>;
  /** Nobody is here from now on. Resolves when it is written down. */
  lock(why: 'key' | 'idle'): Promise<void>;
  /** Somebody came or went. */
  onChange(listener: () => void): Unsubscribe;
  /** Who asks for a PIN when somebody wants more than they may; without one it is refused. */
  askWith(ask: (wanted: WantedGrant) => Promise<Grant | undefined>): void;
}

/** Who has it may put a PIN to what another may not do alone. */
const APPROVE: Right = 'people.approve';

type Ask = (wanted: WantedGrant) => Promise<Grant | undefined>;

/** Who is here, as the database says after commit `seq`. */
interface Standing {
  readonly seq: number;
  readonly id: string | undefined;
  readonly here: Employee | undefined;
  readonly rights: ReadonlySet<Right>;
  /** There are no employees. */
  readonly isOpen: boolean;
}

export function createDoor(kernel: Kernel, clock: Pick<Clock, 'now'>): Door {
  const { state } = kernel;
  const listeners = new Set<() => void>();
  let id: string | undefined;
  /** A job that somebody began goes on in their name when the terminal has locked meanwhile. */
  let last: string | undefined;
  let ask: Ask = () => Promise.resolve(undefined);

  let known: Standing | undefined;

  /** Asked for each number on the screen: looked up once after each commit. */
  function standing(): Standing {
    const { seq } = kernel.end();
    if (known?.seq === seq && known.id === id) return known;
    const employee = id === undefined ? undefined : employeeById(state, id);
    const here = employee?.active === true ? employee : undefined;
    const some = here ? (Object.keys(limitsOf(state, here)) as Right[]) : [];
    const rights = new Set(here ? [...rightsOf(state, here), ...some] : []);
    known = { seq, id, here, rights, isOpen: !here && !hasEmployees(state) };
    return known;
  }

  function become(next: string | undefined): void {
    id = next;
    last = next ?? last;
    for (const listener of listeners) listener();
  }

  async function transact<R>(cause: Cause, decide: Decide<R>): Promise<R> {
    const who = cause.origin === 'import' ? (id ?? last) : id;
    const named = who === undefined ? cause : { ...cause, actor: who };
    try {
      return await kernel.transact(named, gated(decide, { who, now: clock.now() }));
    } catch (error) {
      const doer = who === undefined ? undefined : employeeById(state, who);
      if (!isTerminalError(error, 'command/right-missing') || !doer) throw error;
      const grant = await ask({ who: doer, rights: error.context.rights as Right[] });
      if (!grant) throw error;
      return kernel.transact(
        { ...named, approver: grant.by },
        gated(decide, { who, now: clock.now(), grant }),
      );
    }
  }

  function tryAs(tried: Omit<TriedPin, 'now'>, then: readonly DomainEvent[]): Promise<PinAnswer> {
    const cause: Cause = { ...STAFF, actor: tried.employee };
    return kernel.transact(cause, (now) => tryPin(now, { ...tried, now: clock.now() }, then));
  }

  return {
    kernel: {
      ...kernel,
      transact: (cause, decide) =>
        cause.actor === STAFF.actor ? transact(cause, decide) : kernel.transact(cause, decide),
    },
    state() {
      const { here, isOpen } = standing();
      if (here) return 'in';
      return isOpen ? 'open' : 'locked';
    },
    here: () => standing().here,
    may: (right) => standing().rights.has(right) || standing().isOpen,
    async login(employee, pin) {
      const answer = await tryAs({ employee, pin }, [loggedIn(employee)]);
      if (answer.right) become(employee);
      return answer;
    },
    prove: (employee, pin) => tryAs({ employee, pin }, [unlocked(employee)]),
    async lock(why) {
      if (id === undefined) return;
      const employee = id;
      become(undefined);
      const event: EventOf<PeopleEvents> = { type: 'people.logged-out', v: 1, employee, why };
      await kernel.transact({ ...STAFF, actor: employee }, () => ({ events: [event], result: undefined }));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    askWith(asker) {
      ask = asker;
    },
  };
}

function loggedIn(employee: string): EventOf<PeopleEvents> {
  return { type: 'people.logged-in', v: 1, employee };
}

function unlocked(employee: string): EventOf<PeopleEvents> {
  return { type: 'people.unlocked', v: 1, employee };
}

/** Who does it, when, and who allows it. */
interface Doing {
  readonly who: string | undefined;
  readonly now: number;
  readonly grant?: Grant;
}

/** The same decision, refused with `command/right-missing` or `command/nobody-here` when it is more than `who` may, with `grant`. */
function gated<R>(decide: Decide<R>, doing: Doing): Decide<R> {
  const { who, grant } = doing;
  return (state) => {
    const decision = decide(state);
    const rights = missing(state, decision.events, doing);
    if (rights.length === 0) return decision;
    if (who === undefined) throw new TerminalError('command/nobody-here', 'nobody is logged in');
    if (!grant || !mayGive(state, grant.by, rights))
      throw new TerminalError('command/right-missing', 'this is more than this person may', {
        context: { rights, right: rights[0] },
      });
    return { ...decision, events: [...decision.events, approvalGiven({ ...grant, rights })] };
  };
}

function mayGive(state: Reader, by: string, rights: readonly Right[]): boolean {
  const employee = employeeById(state, by);
  const own = employee ? rightsOf(state, employee) : [];
  return [...rights, APPROVE].every((right) => own.includes(right));
}

function missing(state: Reader, events: readonly DomainEvent[], { who, now }: Doing): Right[] {
  if (events.length === 0 || !hasEmployees(state)) return [];
  const employee = who === undefined ? undefined : employeeById(state, who);
  const rights = employee ? rightsOf(state, employee) : [];
  const limits = employee ? limitsOf(state, employee) : {};
  return rightsNeeded(events).filter((right) => {
    const limit = limits[right];
    const isAllowed =
      limit !== undefined &&
      who !== undefined &&
      isWithin(state, events, { right, limit, employee: who, now });
    return !rights.includes(right) && !isAllowed;
  });
}
