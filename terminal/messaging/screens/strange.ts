/** What came in and is no text: picture messages, data for the card, and what cannot be read. Kept, so that nobody is missed without a word. */
import type { App } from '../../app.js';
import { cells } from '../../ui/lines.js';
import type { Format, Screen, Translate } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { decode } from '../incoming.js';
import { quarantine, quarantineCount, type Strange } from '../queries.js';

/** The WAP push port (WAP-259, IANA 2948): a picture message that lies ready announces itself there. */
const WAP_PUSH = 2948;

interface Told {
  /** Of the words `messaging.strange.…`. */
  readonly kind: 'picture' | 'data' | 'unreadable' | 'hidden';
  readonly from: string;
}

function tell({ pdu }: Strange, format: Format): Told {
  if (pdu === '') return { kind: 'hidden', from: '' };
  const decoded = decode(pdu);
  if (decoded?.type !== 'SMS-DELIVER') return { kind: 'unreadable', from: '' };
  const from = decoded.numberType === 'alphanumeric' ? decoded.number : format.phone(decoded.number);
  return { kind: decoded.ports?.destination === WAP_PUSH ? 'picture' : 'data', from };
}

export function createStrangeList(app: App): Screen {
  const { state } = app.kernel;
  const words = ({ kind, from }: Told, t: Translate): string => `${t(`messaging.strange.${kind}`)} ${from}`;
  return createListScreen<Strange>({
    name: 'messaging.strange',
    help: 'messaging.strange.help',
    empty: 'messaging.strange.empty',
    page: (offset, limit) => ({ rows: quarantine(state, offset, limit), total: quarantineCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.no === other.no },
    row: (one, { t, format, size }) =>
      cells([
        [format.dateTime(one.at), 11],
        [words(tell(one, format), t), Math.max(4, size.columns - 15)],
      ]),
    async open(one, { nav, t, format }) {
      const told = tell(one, format);
      const title = `${format.dateTime(one.at)}  ${words(told, t)}`;
      await nav.message({ title, text: `${t(`messaging.strange.${told.kind}.what`)}\n${one.pdu}` });
    },
  });
}
