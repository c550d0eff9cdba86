/** One lottery from its entries to its prizes. */
import type { App } from '../../app.js';
import type { Reader } from '../../kernel/database.js';
import { STAFF } from '../../staff.js';
import { EMPTY, line, pair, paragraph, span } from '../../ui/lines.js';
import type { Hint, Line, Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { cancelLottery, drawLottery, freezeLottery, redeemPrize } from '../commands.js';
import { entriesOf, entryCount, type Lottery, lotteryById, winnersOf } from '../queries.js';

/** Number keys that are told of a commitment. */
export type Tell = (state: Reader) => readonly string[];

const SECRET_BYTES = 32;

export function createLotteryScreen(app: App, id: string, tell: Tell): Screen {
  const shown = (): Lottery | undefined => lotteryById(app.kernel.state, id);
  let forget = (): void => undefined;
  return {
    name: 'lottery.one',
    help: 'lottery.one.help',
    enter({ nav }) {
      forget();
      forget = app.kernel.onCommit(() => nav.refresh());
    },
    closed: () => forget(),
    view: (context) => ({ body: bodyOf(app, shown(), context), hints: hintsOf(shown(), context) }),
    key(key, context) {
      const { nav } = context;
      const state = shown()?.state;
      if (key.name === '2' && state === 'open') return nav.push(createFreezeForm(app, id, tell));
      if (key.name === '3' && state === 'frozen') return nav.push(createDrawForm(app, id));
      if (key.name === '4' && state === 'drawn') return nav.push(createRedeemForm(app, id));
      if (key.name === '5' && state === 'open') return cancel(app, id, context);
      return 'unused';
    },
  };
}

async function cancel(app: App, id: string, { nav, t }: ScreenContext): Promise<Outcome> {
  if (!(await nav.confirm(t('lottery.cancel.ask')))) return undefined;
  await app.kernel.transact(STAFF, (state) => cancelLottery(state, id));
  nav.notice(t('lottery.cancelled'), 'good');
  return undefined;
}

function createFreezeForm(app: App, id: string, tell: Tell): Screen {
  return createFormScreen({
    name: 'lottery.freeze',
    help: 'lottery.freeze.help',
    does: 'lottery.freeze',
    fields: { source: { kind: 'text', label: 'lottery.source', required: true, limit: 40 } },
    async submit({ source }, { nav, t, format, clock }) {
      if (!(await nav.confirm(t('lottery.freeze.ask')))) return;
      const secret = (): string => Buffer.from(app.random.bytes(SECRET_BYTES)).toString('hex');
      const now = clock.now();
      const secrets = { seed: secret(), codes: secret() };
      const rest = { source, nextId: app.kernel.ids.next, now, time: format.dateTime(now) };
      await app.kernel.transact(STAFF, (state) =>
        freezeLottery(state, id, { ...secrets, ...rest, tell: tell(state) }),
      );
      nav.notice(t('lottery.frozen'), 'good');
      nav.pop();
    },
  });
}

function createDrawForm(app: App, id: string): Screen {
  return createFormScreen({
    name: 'lottery.draw',
    help: 'lottery.draw.help',
    does: 'lottery.draw',
    fields: { number: { kind: 'text', label: 'lottery.public', required: true, limit: 40, digits: true } },
    async submit({ number }, { nav, t, format, clock }) {
      if (!(await nav.confirm(t('lottery.draw.ask', { number })))) return;
      const now = clock.now();
      const drawing = { number, nextId: app.kernel.ids.next, now, time: format.dateTime(now) };
      await app.kernel.transact(STAFF, (state) => drawLottery(state, id, drawing));
      nav.notice(t('lottery.drawn'), 'good');
      nav.pop();
    },
  });
}

function createRedeemForm(app: App, id: string): Screen {
  return createFormScreen({
    name: 'lottery.redeem',
    help: 'lottery.redeem.help',
    does: 'lottery.redeem',
    fields: {
      entry: { kind: 'number', label: 'lottery.entry', required: true, min: 1 },
      code: { kind: 'phone', label: 'lottery.code', required: true },
    },
    async submit({ entry, code }, { nav, t, format, clock }) {
      const redeeming = { entry, code, job: app.kernel.ids.next(), time: format.dateTime(clock.now()) };
      const { prize } = await app.kernel.transact(STAFF, (state) => redeemPrize(state, id, redeeming));
      await nav.message({ text: t('lottery.handed-out', { prize }), style: 'good' });
      nav.pop();
    },
  });
}

function bodyOf(app: App, lottery: Lottery | undefined, context: ScreenContext): Line[] {
  if (!lottery) return [];
  const { t, format, size } = context;
  const { state } = app.kernel;
  const until = lottery.state === 'open' ? t('lottery.until', { time: format.dateTime(lottery.closes) }) : '';
  const lines: Line[] = [
    pair([span(lottery.title, 'title')], t(`lottery.state.${lottery.state}`), size.columns),
    pair(t('lottery.entries', { count: entryCount(state, lottery.id) }), until, size.columns),
    ...lottery.prizes.map(({ name, count }) => line(t('lottery.prize-row', { name, count }))),
  ];
  if (lottery.commitment !== null)
    lines.push(
      EMPTY,
      line(t('lottery.commitment'), 'dim'),
      ...paragraph(lottery.commitment, size.columns, 'strong'),
    );
  return lottery.state === 'drawn' ? [...lines, EMPTY, ...winnerLines(app, lottery, context)] : lines;
}

function winnerLines(app: App, { id, prizes, public: number }: Lottery, { t, size }: ScreenContext): Line[] {
  const masks = new Map(entriesOf(app.kernel.state, id).map(({ entry, mask }) => [entry, mask]));
  const rows = winnersOf(app.kernel.state, id).map(({ entry, prize, redeemed }) => {
    const words = { prize: prizes[prize]?.name ?? '', entry, phone: masks.get(entry) ?? '' };
    const done = redeemed !== null;
    const mark = span(t(done ? 'lottery.redeemed' : 'lottery.waiting'), done ? 'good' : 'warning');
    return pair(t('lottery.winner', words), [mark], size.columns);
  });
  return [pair(t('lottery.public'), number ?? '', size.columns), ...rows];
}

function hintsOf(lottery: Lottery | undefined, { t }: ScreenContext): Hint[] {
  const back: Hint = { key: 'cancel', label: t('ui.hint.back') };
  switch (lottery?.state) {
    case 'open':
      return [
        { key: '2', label: t('lottery.freeze'), right: 'votes.run' },
        { key: '5', label: t('lottery.cancel'), right: 'votes.run' },
        back,
      ];
    case 'frozen':
      return [{ key: '3', label: t('lottery.draw'), right: 'votes.run' }, back];
    case 'drawn':
      return [{ key: '4', label: t('lottery.redeem') }, back];
    case 'cancelled':
    case undefined:
      return [back];
  }
}
