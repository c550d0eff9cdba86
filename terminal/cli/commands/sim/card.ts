/** `zhanggui sim card`: a card laid on the virtual PC/SC reader until Ctrl-C. */

import { layCard } from '../../../../sim/card/card.js';
import { CARD_TYPES, type CardType } from '../../../../sim/card/models.js';
import { VPCD_PORT } from '../../../../sim/card/vpcd.js';
import {
  type Command,
  EXIT,
  integerOption,
  parseArguments,
  requiredOption,
  usageError,
} from '../../command.js';

const HELP = `zhanggui sim card --uid HEX [--type ntag215|classic1k|phone] [--ndef HEX] [--port ${VPCD_PORT}]
  Lays a card on the virtual PC/SC reader (Debian: pcscd, vsmartcard-vpcd; started by sh deploy/pcscd) until Ctrl-C.
  --uid   4, 7 or 10 bytes; --type phone may go without and draws a random id
  --ndef  the NDEF message in the memory of an ntag215
  --port  where vpcd listens`;

const UID = /^(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{14}|[0-9a-fA-F]{20})$/;

export const command: Command = {
  name: 'card',
  summary: 'lay a card on the virtual PC/SC reader',
  help: HELP,
  async run({ args, json, out, emit, signal }) {
    const { values } = parseArguments(args, {
      uid: { type: 'string' },
      type: { type: 'string', default: 'ntag215' },
      ndef: { type: 'string' },
      port: { type: 'string' },
    });
    const type = cardType(values.type);
    const uid = type === 'phone' ? values.uid : requiredOption('uid', values.uid);
    if (uid !== undefined && !UID.test(uid))
      throw usageError(`--uid wants 4, 7 or 10 bytes in hex, not "${uid}"`);
    const port = integerOption('port', values.port, 1, 65_535);
    const card = await layCard({
      type,
      ...(uid === undefined ? {} : { uid }),
      ...(port === undefined ? {} : { port }),
      ...(values.ndef === undefined ? {} : { ndef: Uint8Array.from(Buffer.from(values.ndef, 'hex')) }),
    });
    if (json) emit({ event: 'laid', type, uid });
    else out(`${type} ${uid ?? 'with a random id'} lies on the reader; Ctrl-C takes it away`);
    const lift = () => void card.lift();
    if (signal.aborted) lift();
    signal.addEventListener('abort', lift, { once: true });
    await card.gone;
    emit({ event: 'lifted' });
    return EXIT.ok;
  },
};

function cardType(value: string): CardType {
  const type = CARD_TYPES.find((known) => known === value);
  if (type === undefined) throw usageError(`--type wants one of ${CARD_TYPES.join(', ')}, not "${value}"`);
  return type;
}
