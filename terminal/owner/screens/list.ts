/** The numbers that may order by text, and the daily summary. */
import type { App } from '../../app.js';
import { refundLimit } from '../../approvals/index.js';
import type { Decide } from '../../kernel/kernel.js';
import { saltFrom } from '../../secrets/index.js';
import { STAFF } from '../../staff.js';
import { cells, line, span } from '../../ui/lines.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { enrol, removeOwner, setRefundLimit, setSummary, unlockNumber } from '../commands.js';
import { type Owner, owners, PIN_TRIES, summaryMinute } from '../queries.js';

export function createOwnerList(app: App, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<Owner>({
    name: 'owner.list',
    help: 'owner.list.help',
    path,
    empty: 'owner.list.empty',
    page: (offset, limit) => {
      const all = owners(state);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.key === other.key },
    row: ({ name, key, wrong }, { t, format, size }) => {
      const locked = wrong >= PIN_TRIES;
      return cells([
        [name, Math.max(4, size.columns - 28)],
        [format.phone(key), 14],
        [[span(t(locked ? 'owner.locked' : 'owner.ready'), locked ? 'warning' : 'good')], 8],
      ]);
    },
    totals: ({ t }) => {
      const minute = summaryMinute(state);
      return line(minute === undefined ? '' : t('owner.summary.at', { time: clockText(minute, ':') }), 'dim');
    },
    key: (key, owner, { nav }) => {
      if (key.name === '2') return nav.push(createEnrolForm(app));
      if (key.name === '5') return nav.push(createSummaryForm(app));
      if (!owner) return 'unused';
      if (key.name === '6') return nav.push(createLimitForm(app));
      if (key.name === '3')
        return nav.push(
          createPinForm(app, 'owner.unlock', (pin) => (now) => unlockNumber(now, owner.key, pin)),
        );
      if (key.name === '4')
        return nav.push(
          createPinForm(app, 'owner.remove', (pin) => (now) => removeOwner(now, owner.key, pin)),
        );
      return 'unused';
    },
    hints: ({ t }, owner) => [
      { key: '2', label: t('owner.enrol') },
      ...(owner ? [{ key: '3', label: t('owner.unlock'), more: owner.wrong < PIN_TRIES } as const] : []),
      ...(owner ? [{ key: '4', label: t('owner.remove'), more: true } as const] : []),
      { key: '5', label: t('owner.summary') },
      ...(owner ? [{ key: '6', label: t('owner.limit'), more: true } as const] : []),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

const PIN = { kind: 'phone', label: 'owner.pin', required: true, secret: true } as const;

function createEnrolForm(app: App): Screen {
  return createFormScreen({
    name: 'owner.enrol',
    help: 'owner.enrol.help',
    fields: {
      name: { kind: 'text', label: 'owner.name', required: true, limit: 20, name: true },
      phone: { kind: 'phone', label: 'owner.phone', required: true },
      pin: PIN,
      ...(owners(app.kernel.state).length > 0 && { by: { ...PIN, label: 'owner.by' } }),
    },
    async submit(values, { nav, t }) {
      const salt = saltFrom(app.random);
      await app.kernel.transact(STAFF, (state) => enrol(state, { by: '', ...values, salt }));
      nav.notice(t('owner.enrolled'), 'good');
      nav.pop();
    },
  });
}

function createPinForm(
  app: App,
  name: 'owner.unlock' | 'owner.remove',
  decide: (pin: string) => Decide<void>,
): Screen {
  return createFormScreen({
    name,
    help: `${name}.help`,
    fields: { pin: PIN },
    async submit({ pin }, { nav, t }) {
      await app.kernel.transact(STAFF, decide(pin));
      nav.notice(t('owner.done'), 'good');
      nav.pop();
    },
  });
}

function createLimitForm(app: App): Screen {
  const limit = refundLimit(app.kernel.state);
  return createFormScreen({
    name: 'owner.limit',
    help: 'owner.limit.help',
    fields: {
      amount: {
        ...{ kind: 'money', label: 'owner.limit.amount', min: 0 },
        ...(limit !== undefined && { initial: limit }),
      },
      pin: PIN,
    },
    async submit({ amount, pin }, { nav, t }) {
      await app.kernel.transact(STAFF, (state) => setRefundLimit(state, amount, pin));
      nav.notice(t('owner.done'), 'good');
      nav.pop();
    },
  });
}

function createSummaryForm(app: App): Screen {
  const minute = summaryMinute(app.kernel.state);
  return createFormScreen({
    name: 'owner.summary',
    help: 'owner.summary.help',
    fields: {
      time: {
        kind: 'phone',
        label: 'owner.summary.time',
        initial: minute === undefined ? '' : clockText(minute, ''),
      },
    },
    async submit({ time }, { nav, t, clock }) {
      const [, hours, minutes] = /^([01]\d|2[0-3])([0-5]\d)$/.exec(time) ?? [];
      if (time !== '' && hours === undefined) return { field: 'time', text: t('owner.summary.wrong') };
      const at = hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
      await app.kernel.transact(STAFF, () => setSummary(at, clock.now(), app.timezone));
      nav.notice(t('owner.done'), 'good');
      nav.pop();
      return undefined;
    },
  });
}

/** 1290 is `21:30`. */
function clockText(minute: number, between: string): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}${between}${two(minute % 60)}`;
}
