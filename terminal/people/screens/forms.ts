/** The forms about people and PINs. */
import { TerminalError } from '../../../protocol/errors.js';
import type { App } from '../../app.js';
import { saltFrom } from '../../secrets/index.js';
import { STAFF } from '../../staff.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { changeOwnPin, changePerson, join, setIdle, setPin } from '../commands.js';
import { departments, type Employee, idleMinutes } from '../queries.js';
import { OWNER, roles } from '../rights.js';
import { roleName } from './words.js';

const PIN = { kind: 'phone', required: true, secret: true } as const;
const NEW_PIN = {
  pin: { ...PIN, label: 'people.pin' },
  again: { ...PIN, label: 'people.pin.again' },
} as const;
const NAME = { kind: 'text', label: 'people.name', required: true, limit: 20, name: true } as const;

interface Twice {
  readonly pin: string;
  readonly again: string;
}

/** What is wrong with a PIN that was typed twice. */
function differs({ pin, again }: Twice, { t }: ScreenContext) {
  return pin === again ? undefined : ({ field: 'again', text: t('people.pin.differs') } as const);
}

function saved({ nav, t }: ScreenContext, words = 'people.saved'): undefined {
  nav.pop();
  nav.notice(t(words), 'good');
}

/** The owner, while there is nobody; who makes it is logged in. */
export function createFirstForm(app: App): Screen {
  return createFormScreen({
    name: 'people.first',
    help: 'people.first.help',
    fields: { name: NAME, ...NEW_PIN },
    async submit({ name, ...twice }, context) {
      const wrong = differs(twice, context);
      if (wrong) return wrong;
      const { pin } = twice;
      const id = app.kernel.ids.next();
      const joining = {
        id,
        name,
        pin,
        salt: saltFrom(app.random),
        role: OWNER,
        department: '',
        by: undefined,
      };
      await app.kernel.transact(STAFF, (state) => join(state, joining));
      await app.door.login(id, pin);
      return saved(context, 'people.first.made');
    },
  });
}

const nobody = { value: '', label: 'people.department.none' } as const;

/** `person` is changed; without one somebody new comes. */
export function createPersonForm(app: App, person: Employee | undefined, { t }: ScreenContext): Screen {
  const { state } = app.kernel;
  const places = departments(state).map(({ id, name }) => ({ value: id, label: name }));
  const ranks = roles(state).map((role) => ({ value: role.id, label: roleName(role, t) }));
  return createFormScreen({
    name: 'people.person',
    help: 'people.person.help',
    fields: {
      name: { ...NAME, initial: person?.name ?? '' },
      role: { kind: 'choice', label: 'people.role', choices: ranks, initial: person?.role ?? 'cashier' },
      department: {
        ...{ kind: 'choice', label: 'people.department', choices: [nobody, ...places] },
        initial: person?.department ?? '',
      },
      ...(person === undefined && NEW_PIN),
    },
    async submit(values, context) {
      const { name, role, department } = values;
      const facts = { name, role, department, by: app.door.here()?.id };
      if (person) {
        await app.kernel.transact(STAFF, (now) => changePerson(now, { employee: person.id, ...facts }));
        return saved(context);
      }
      const twice = values as unknown as Twice;
      const wrong = differs(twice, context);
      if (wrong) return wrong as never;
      const joining = { ...facts, id: app.kernel.ids.next(), pin: twice.pin, salt: saltFrom(app.random) };
      await app.kernel.transact(STAFF, (now) => join(now, joining));
      return saved(context);
    },
  });
}

/** A new PIN for somebody who forgot theirs. */
export function createResetForm(app: App, { id }: Employee): Screen {
  return createFormScreen({
    name: 'people.person-pin',
    help: 'people.person-pin.help',
    fields: NEW_PIN,
    async submit(twice, context) {
      const wrong = differs(twice, context);
      if (wrong) return wrong;
      const wanted = { pin: twice.pin, salt: saltFrom(app.random) };
      await app.kernel.transact(STAFF, (state) => setPin(state, id, wanted, app.door.here()?.id));
      return saved(context);
    },
  });
}

export function createOwnPinForm(app: App): Screen {
  return createFormScreen({
    name: 'people.own-pin',
    help: 'people.own-pin.help',
    fields: { old: { ...PIN, label: 'people.pin.old' }, ...NEW_PIN },
    async submit({ old, ...twice }, context) {
      const wrong = differs(twice, context);
      if (wrong) return wrong;
      const me = app.door.here();
      if (!me) throw new TerminalError('command/nobody-here', 'nobody is logged in');
      const event = changeOwnPin(me.id, { pin: twice.pin, salt: saltFrom(app.random) });
      if (!(await app.door.prove(me.id, old)).right)
        return { field: 'old', text: context.t('people.pin.wrong') };
      await app.kernel.transact(STAFF, () => ({ events: [event], result: undefined }));
      return saved(context);
    },
  });
}

export function createIdleForm(app: App): Screen {
  return createFormScreen({
    name: 'people.idle',
    help: 'people.idle.help',
    fields: {
      minutes: {
        ...{ kind: 'number', label: 'people.idle.minutes', required: true, min: 0, max: 240 },
        initial: idleMinutes(app.kernel.state),
      },
    },
    async submit({ minutes }, context) {
      await app.kernel.transact(STAFF, () => setIdle(minutes));
      return saved(context);
    },
  });
}
