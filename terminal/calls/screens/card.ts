/** The card of one call: who it is, before the second ring; and whom we call. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { type Profile, profileLines, profilesByPhone } from '../../profile/index.js';
import { line, pair, rule, span } from '../../ui/lines.js';
import type { Hint, Line, Nav, Outcome, Screen, ScreenContext } from '../../ui/types.js';
import type { LiveCall } from '../desk.js';
import { block, chooseCallBack, createNoteScreen } from './actions.js';
import { openMatters } from './matters.js';
import { callerNumber, takesTexts } from './words.js';

export const CARD = 'calls.card';

/** Shows `call` and follows it; when it has been answered and ends, the text to the caller takes the card's place. */
export function createCallCard(app: App, go: Go, call: LiveCall): Screen {
  let shown = call;
  let profiles: { readonly key: string; readonly list: readonly Profile[] } | undefined;
  let chosen = 0;
  let answered = call.state === 'answered';
  let forget = (): void => {};

  /** Looked up once for a number; again when the card comes back to the top. */
  function found(): readonly Profile[] {
    if (profiles?.key !== shown.key)
      profiles = {
        key: shown.key,
        list: profilesByPhone(app.kernel.state, shown.key, { now: app.clock.now(), zone: app.timezone }),
      };
    return profiles.list;
  }

  const profile = (): Profile | undefined => found()[chosen % Math.max(1, found().length)];

  function follow({ nav }: ScreenContext): void {
    forget();
    const fresh = app.kernel.onCommit(() => {
      profiles = undefined; // Somebody was registered, a sale was made: the card shows it.
      nav.refresh();
    });
    const followed = app.desk.onChange((change, changed) => {
      if (changed.id !== shown.id) return nav.refresh();
      if (changed.blocked) return nav.pop();
      shown = changed;
      answered ||= changed.state === 'answered';
      nav.refresh();
      if (change !== 'ended') return;
      if (changed.direction === 'out') return nav.pop(); // Back to the call that was called back: how did it go?
      if (answered && takesTexts(changed.key)) nav.replace(composeAfter(changed));
      else if (!answered) giveWay(nav);
    });
    forget = () => {
      fresh();
      followed();
    };
  }

  /** Nobody is at the other end any more: the card is about who rings still. */
  function giveWay(nav: Nav): void {
    const [next] = app.desk.live();
    if (!next) return;
    shown = next;
    answered = next.state === 'answered';
    chosen = 0;
    nav.refresh();
  }

  /** The next of the calls that go on, in turn. */
  function nextCall(nav: Nav): Outcome {
    const live = app.desk.live();
    const next = live[(live.findIndex(({ id }) => id === shown.id) + 1) % Math.max(1, live.length)];
    if (!next || next.id === shown.id) return 'unused';
    go.callCard(nav, next);
    return undefined;
  }

  function composeAfter(ended: LiveCall): Screen {
    return go.makeCompose({ key: ended.key, template: 'hang-up', cause: 'call' });
  }

  return {
    name: CARD,
    help: 'calls.card.help',
    enter(context) {
      profiles = undefined;
      shown = app.desk.live().find(({ id }) => id === shown.id) ?? shown;
      follow(context);
    },
    closed() {
      forget();
      go.cardGone();
    },
    view: (context) => ({
      title: titleOf(shown, othersThan(app, shown), context),
      body: bodyOf(app, shown, profile(), context),
      hints: hintsOf(
        { call: shown, profile: profile(), people: found().length, others: othersThan(app, shown) },
        context,
      ),
    }),
    key(key, context) {
      const { nav } = context;
      const customer = profile();
      switch (key.name) {
        case 'ok':
          return rings(shown) ? app.desk.answer() : 'unused';
        case '9':
          return isOver(shown) ? 'unused' : app.desk.hangUp();
        case 'down':
          return nextCall(nav);
        case '1':
          return customer || shown.key === '' ? 'unused' : go.register(nav, shown.key);
        case '2':
          return go.sale(nav, customer?.customer.no);
        case '3':
          chosen += 1;
          return found().length > 1 ? undefined : 'unused';
        case '5':
          return takesTexts(shown.key)
            ? go.compose(nav, { key: shown.key, template: 'hang-up', cause: 'call' })
            : 'unused';
        case '4':
          return nav.push(createNoteScreen(app, shown.id));
        case '6':
          return shown.key === '' ? 'unused' : chooseCallBack(app, shown.id, context);
        case '7':
          return block(app, shown.key, context);
        case '8':
          if (shown.state !== 'answered') return 'unused';
          return go.news(context, newsTo(shown.key, customer));
        case '0':
          return customer ? go.noteFor(nav, customer.customer.no, shown.id) : 'unused';
        default:
          return 'unused';
      }
    },
  };
}

/** Somebody waits for us to answer. */
function rings({ state, direction }: LiveCall): boolean {
  return state === 'ringing' && direction === 'in';
}

/** Hanging up now would end somebody else's call. */
function isOver({ state }: LiveCall): boolean {
  return state === 'ended' || state === 'missed';
}

function othersThan(app: App, call: LiveCall): number {
  return app.desk.live().filter(({ id }) => id !== call.id).length;
}

function newsTo(key: string, profile: Profile | undefined) {
  return profile ? { key, customerNo: profile.customer.no } : { key };
}

function titleOf(call: LiveCall, others: number, { t, format, size }: ScreenContext): Line {
  const state =
    call.state !== 'ringing'
      ? t(`calls.${call.state}`)
      : rings(call)
        ? t('calls.ringing', { rings: call.rings })
        : t('calls.calling');
  const left = [span('☎ ', 'title'), span(callerNumber(call, t, format), 'strong'), span(`  ${state}`)];
  return others === 0
    ? left
    : pair(left, [span(t('calls.others', { count: others }), 'warning')], size.columns);
}

function bodyOf(app: App, call: LiveCall, profile: Profile | undefined, context: ScreenContext): Line[] {
  const { t, format, size, clock } = context;
  const matters = openMatters(app.kernel.state, call, context);
  if (profile) {
    const [name = [], money = [], ...rest] = profileLines(profile, { t, format, size, now: clock.now() });
    return [name, money, ...matters, ...rest];
  }
  if (call.key === '') return [line(callerNumber(call, t, format), 'strong')];
  return [line(t('calls.unknown'), 'strong'), ...matters, rule(size.columns)];
}

interface HintFacts {
  readonly call: LiveCall;
  readonly profile: Profile | undefined;
  /** People with this number. */
  readonly people: number;
  /** Other calls that go on. */
  readonly others: number;
}

function hintsOf({ call, profile, people, others }: HintFacts, { t }: ScreenContext): Hint[] {
  const hints: Hint[] = [];
  if (rings(call)) hints.push({ key: 'ok', label: t('calls.answer') });
  if (!profile && call.key !== '') hints.push({ key: '1', label: t('calls.register') });
  hints.push({ key: '2', label: t('calls.sale') });
  if (people > 1) hints.push({ key: '3', label: t('calls.next-customer') });
  if (others > 0) hints.push({ key: 'down', label: t('calls.next-call') });
  if (takesTexts(call.key)) hints.push({ key: '5', label: t('calls.text') });
  hints.push({ key: '4', label: t('calls.note'), more: true });
  if (call.key !== '') {
    hints.push({ key: '6', label: t('calls.when'), more: true });
    hints.push({ key: '7', label: t('calls.block'), right: 'calls.block', more: true });
  }
  if (call.state === 'answered') hints.push({ key: '8', label: t('calls.news'), more: true });
  if (profile) hints.push({ key: '0', label: t('followups.write'), more: true });
  if (!isOver(call)) hints.push({ key: '9', label: t('calls.hang-up'), more: rings(call) });
  hints.push({ key: 'cancel', label: t('calls.put-away') });
  return hints;
}
