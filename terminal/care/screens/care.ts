/** The day's approval list, and the rules behind it. */
import { isHomeTill } from '../../allowance/index.js';
import type { App } from '../../app.js';
import { fillForCustomer } from '../../campaigns/index.js';
import { customerById } from '../../customers/index.js';
import { bodyOf } from '../../messaging/index.js';
import { shopOf } from '../../shop/index.js';
import { STAFF } from '../../staff.js';
import { cells, EMPTY, line, pair, paragraph } from '../../ui/lines.js';
import type { Nav, Outcome, Screen, ScreenContext, Translate } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { createMenuScreen } from '../../ui/widgets/menu.js';
import { createTextScreen } from '../../ui/widgets/text-area.js';
import { approve, approveAll, decline, recall, setRule } from '../commands.js';
import { careRules, type OpenWish, proposed, proposedCount } from '../queries.js';
import type { CareRule } from '../rules.js';

export function createCareMenu(app: App, path: string): Screen {
  const { state } = app.kernel;
  return createMenuScreen({
    name: 'care.menu',
    help: 'care.menu.help',
    path,
    items: [
      {
        label: 'care.today',
        note: ({ t }) => {
          const count = proposedCount(state);
          if (count === 0) return isHomeTill(state) ? undefined : t('care.elsewhere');
          return t('care.waiting', { count });
        },
        open: (nav, child) => nav.push(createToday(app, child)),
      },
      { label: 'care.rules', open: (nav, child) => nav.push(createRules(app, child)) },
    ],
  });
}

/** Columns of the longest name. */
const NAME = 12;

/** What a rule is called. */
function ruleName(rule: CareRule | undefined, t: Translate): string {
  if (!rule) return '';
  return rule.holiday ? t(`care.holiday.${rule.holiday}`) : t(`care.kind.${rule.kind}`);
}

function createToday(app: App, path: string): Screen {
  const { state } = app.kernel;
  const ruleOf = (wish: OpenWish): CareRule | undefined =>
    careRules(state).find(({ id }) => id === wish.rule);

  async function all({ nav, t }: ScreenContext): Promise<void> {
    const count = proposedCount(state);
    if (count === 0 || !(await nav.confirm(t('care.all.sure', { count })))) return;
    const done = await app.kernel.transact(STAFF, approveAll);
    nav.notice(t('care.approved', done), 'good');
  }

  async function takeBack({ nav, t }: ScreenContext): Promise<void> {
    if (!(await nav.confirm(t('care.recall.sure')))) return;
    const done = await app.kernel.transact(STAFF, recall);
    nav.notice(t('care.recalled', done), 'good');
  }

  const mayTakeBack = (): boolean => recall(state).result.count > 0;

  return createListScreen<OpenWish>({
    name: 'care.today',
    help: 'care.today.help',
    path,
    empty: isHomeTill(state) ? 'care.today.empty' : 'care.today.elsewhere',
    page: (offset, limit) => ({ rows: proposed(state, offset, limit), total: proposedCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.occasion === other.occasion },
    row: (wish, { t, format, size }) =>
      cells([
        [ruleName(ruleOf(wish), t), NAME],
        [customerById(state, wish.customer)?.name ?? '', Math.max(6, size.columns - NAME - 18)],
        [format.phone(wish.key), 14],
      ]),
    open: (wish, { nav }) => nav.push(createWish(app, wish)),
    key({ name }, _, context): Outcome | Promise<Outcome> {
      if (name === '1') return all(context);
      return name === '3' && mayTakeBack() ? takeBack(context) : 'unused';
    },
    hints: ({ t }, row) => [
      { key: 'ok', label: t('ui.hint.open') },
      ...(row ? [{ key: '1', label: t('care.all') } as const] : []),
      ...(mayTakeBack() ? [{ key: '3', label: t('care.recall') } as const] : []),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

/** What one person would read, and the question whether to send it. */
function createWish(app: App, wish: OpenWish): Screen {
  const { state } = app.kernel;
  const { occasion, customer, key: number } = wish;
  const rule = (): CareRule | undefined => careRules(state).find(({ id }) => id === wish.rule);

  async function settle(answer: typeof approve, nav: Nav): Promise<void> {
    await app.kernel.transact(STAFF, (current) => answer(current, occasion));
    nav.pop();
  }

  return {
    name: 'care.wish',
    help: 'care.wish.help',
    view: ({ t, format, size }) => {
      const { name, signature } = shopOf(state);
      const when = { shop: name, now: app.clock.now() };
      const words = fillForCustomer(state, rule()?.text ?? '', customer, when) ?? '';
      return {
        body: [
          pair(customerById(state, customer)?.name ?? '', format.phone(number), size.columns),
          line(ruleName(rule(), t), 'dim'),
          EMPTY,
          ...paragraph(bodyOf(words, 'care', signature), size.columns),
        ],
        hints: [
          { key: '1', label: t('care.yes') },
          { key: '2', label: t('care.no') },
          { key: 'cancel', label: t('ui.hint.back') },
        ],
      };
    },
    key({ name }, { nav }) {
      if (name === '1') return settle(approve, nav);
      return name === '2' ? settle(decline, nav) : 'unused';
    },
  };
}

function createRules(app: App, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<CareRule>({
    name: 'care.rules',
    help: 'care.rules.help',
    path,
    page: (offset, limit) => {
      const all = careRules(state);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (rule, { t, size }) =>
      cells([
        [ruleName(rule, t), NAME],
        [t(rule.on ? (rule.auto ? 'care.auto' : 'care.asks') : 'care.off'), 9],
        [rule.text, Math.max(4, size.columns - NAME - 14)],
      ]),
    open: (rule, { nav }) => nav.push(createRuleForm(app, rule)),
  });
}

const YES_NO = [
  { value: true, label: 'care.yes-word' },
  { value: false, label: 'care.no-word' },
];

/** On or off and when; then the words. */
function createRuleForm(app: App, rule: CareRule): Screen {
  return createFormScreen({
    name: 'care.rule',
    help: 'care.rule.help',
    fields: {
      on: { kind: 'choice', label: 'care.rule.on', choices: YES_NO, initial: rule.on },
      auto: { kind: 'choice', label: 'care.rule.auto', choices: YES_NO, initial: rule.auto },
      days: { kind: 'number', label: 'care.rule.days', initial: rule.days, min: 0, max: 400 },
    },
    does: 'care.rule.words',
    submit: ({ days = rule.days, ...values }, { nav }) =>
      nav.replace(createRuleWords(app, { ...rule, ...values, days })),
  });
}

const WORDS_LENGTH_MAX = 200;

function createRuleWords(app: App, rule: CareRule): Screen {
  return createTextScreen({
    name: 'care.rule.words',
    help: 'care.rule.words.help',
    initial: rule.text,
    limit: WORDS_LENGTH_MAX,
    async done(text, { nav, t }) {
      await app.kernel.transact(STAFF, (state) => setRule(state, { ...rule, text }));
      nav.notice(t('care.rule.saved'), 'good');
      nav.pop();
    },
  });
}
