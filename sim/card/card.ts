/** A card laid on the virtual PC/SC reader, with the faults of real ones. */

import { TerminalError } from '../../protocol/errors.js';
import { type CardType, createModel } from './models.js';
import { type Connection, enterField, type VirtualCard, VPCD_PORT } from './vpcd.js';

export interface CardFaults {
  /** The card is pulled away instead of answering its n-th APDU; 1 is the first. */
  readonly leaveAtApdu?: number;
  /** The card is seen, but answers no APDU. */
  readonly mute?: boolean;
}

export interface CardOptions {
  /** Hex, 4, 7 or 10 bytes. A phone may go without: it draws a random id, first byte 08. */
  readonly uid?: string;
  readonly type?: CardType;
  /** A card of another kind, with what it remembers: ntag424.ts. */
  readonly model?: VirtualCard;
  /** NDEF message in the memory of an ntag215, bytes as on the card. */
  readonly ndef?: Uint8Array;
  /** A phone that gives no id: 6A 81. */
  readonly withoutId?: boolean;
  readonly host?: string;
  /** Where vpcd listens; 35963 unless configured otherwise. */
  readonly port?: number;
  readonly faults?: CardFaults;
}

export interface LaidCard {
  /** Takes the card away. */
  lift(): Promise<void>;
  /** Resolves when the card is gone: lifted, left by a fault, or the reader went away. */
  readonly gone: Promise<void>;
  /** APDUs that reached the card. */
  readonly apdus: readonly Uint8Array[];
}

/**
 * Lays a card on the reader.
 * @throws TerminalError `sim/bad-uid`; `sim/no-virtual-reader` when no vpcd listens.
 */
export async function layCard(options: CardOptions): Promise<LaidCard> {
  const {
    type = 'ntag215',
    host = '127.0.0.1',
    port = VPCD_PORT,
    faults = {},
    uid,
    ndef,
    withoutId,
  } = options;
  const model =
    options.model ??
    createModel(type, {
      ...(uid === undefined && type === 'phone' ? {} : { uid: parseUid(uid ?? '') }),
      ...(ndef === undefined ? {} : { ndef }),
      ...(withoutId === undefined ? {} : { withoutId }),
    });
  const apdus: Uint8Array[] = [];
  let connection: Connection | undefined;
  const card: VirtualCard = {
    ...model,
    answer(apdu) {
      apdus.push(Uint8Array.from(apdu));
      if (apdus.length === faults.leaveAtApdu) {
        void connection?.close();
        return undefined;
      }
      return faults.mute === true ? undefined : model.answer(apdu);
    },
  };
  connection = await enterField(card, host, port);
  return { lift: connection.close, gone: connection.closed, apdus };
}

function parseUid(uid: string): Uint8Array {
  const digits = uid.replaceAll(/[\s:]/g, '');
  if (!/^[0-9a-fA-F]+$/.test(digits) || ![8, 14, 20].includes(digits.length)) {
    throw new TerminalError('sim/bad-uid', `a card id is 4, 7 or 10 bytes in hex, not "${uid}"`, {
      context: { uid },
    });
  }
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}
