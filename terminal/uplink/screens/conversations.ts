/** Texts as conversations: a thread for each number, and the reply. */
import type { App } from '../../app.js';
import { customersByPhone } from '../../customers/index.js';
import type { Go } from '../../go.js';
import type { EventOf } from '../../kernel/capability.js';
import { bodyShown, type MessagingEvents, senderShown } from '../../messaging/index.js';
import { STAFF } from '../../staff.js';
import { cells, pair, paragraph, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext, Translate } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import {
  type Conversation,
  conversationCount,
  conversations,
  type Said,
  saidWith,
  unreadOf,
} from '../queries.js';

/** Texts of one conversation that are shown. */
const SHOWN = 100;

export function createConversations(app: App, go: Go, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<Conversation>({
    name: 'uplink.list',
    help: 'uplink.list.help',
    path,
    empty: 'uplink.list.empty',
    page: (offset, limit) => ({ rows: conversations(state, offset, limit), total: conversationCount(state) }),
    live: {
      onChange: app.kernel.onCommit,
      same: (one, other) => one.key === other.key && one.sender === other.sender,
    },
    row: (one, context) => [
      span(one.unread > 0 ? '● ' : '  ', 'warning'),
      ...cells([
        [nameOf(app, one, context), 14],
        [lastOf(one, context.t), Math.max(4, context.size.columns - 28)],
        [[span(context.format.date(one.at), 'dim')], 5],
      ]),
    ],
    open: (one, { nav }) => nav.push(createConversation(app, go, one)),
  });
}

function lastOf({ blocked, last }: Conversation, t: Translate): string {
  return (blocked === 1 ? `[${t('uplink.blocked')}] ` : '') + bodyShown(last, t);
}

function nameOf(
  app: App,
  { key, sender }: Conversation,
  { t, format }: Pick<ScreenContext, 't' | 'format'>,
): string {
  if (key === '') return senderShown(sender, t);
  return customersByPhone(app.kernel.state, key)[0]?.name ?? format.phone(key);
}

function createConversation(app: App, go: Go, one: Conversation): Screen {
  const { state } = app.kernel;
  let back = 0;
  let forget = (): void => undefined;

  async function markRead(): Promise<void> {
    await app.kernel.transact(STAFF, (current) => ({
      events: unreadOf(current, one).map(
        (text): EventOf<MessagingEvents> => ({ type: 'messaging.read', v: 1, text }),
      ),
      result: undefined,
    }));
  }

  return {
    name: 'uplink.one',
    help: 'uplink.one.help',
    async enter({ nav }) {
      forget();
      forget = app.kernel.onCommit(() => nav.refresh());
      await markRead();
    },
    closed: () => forget(),
    view: (context) => {
      const lines = threadLines(saidWith(state, one, SHOWN), context);
      back = Math.min(back, Math.max(0, lines.length - context.size.rows));
      const end = lines.length - back;
      return {
        title: [span(nameOf(app, one, context), 'title')],
        body: lines.slice(Math.max(0, end - context.size.rows), end),
        hints: [
          ...(one.key === '' ? [] : [{ key: 'ok', label: context.t('uplink.reply') } as const]),
          ...(one.key === '' ? [] : [{ key: '2', label: context.t('uplink.customer') } as const]),
          { key: 'cancel', label: context.t('ui.hint.back') },
        ],
      };
    },
    key(key, { nav }) {
      if (key.name === 'up' || key.name === 'down') {
        back = Math.max(0, back + (key.name === 'up' ? 3 : -3));
        return nav.refresh();
      }
      if (one.key === '') return 'unused';
      if (key.name === 'ok') return go.compose(nav, { key: one.key, template: '', cause: 'staff' });
      if (key.name !== '2') return 'unused';
      const known = customersByPhone(state, one.key)[0];
      return known ? go.customer(nav, known.no) : go.register(nav, one.key);
    },
  };
}

/** The oldest on top, as people read. */
function threadLines(said: readonly Said[], { t, format, size }: ScreenContext): Line[] {
  return [...said].reverse().flatMap(({ from, body, at, state }) => {
    const ours = from === 'shop';
    const word = state === null ? '' : t(`messaging.state.${state}`);
    const head = pair(
      [
        span(t(ours ? 'uplink.us' : 'uplink.them'), ours ? 'dim' : 'strong'),
        span(` ${format.dateTime(at)}`, 'dim'),
      ],
      [span(word, state === 'failed' || state === 'unknown' ? 'warning' : 'dim')],
      size.columns,
    );
    return [head, ...paragraph(bodyShown(body, t), size.columns - 2).map((row) => [span('  '), ...row])];
  });
}
