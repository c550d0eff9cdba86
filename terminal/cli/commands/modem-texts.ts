/** What the `modem` command prints of the texts that come in: DELIVERs joined to whole texts, and status reports. */

import type { InboundText } from '../../../drivers/modem/types.js';
import { messageOf } from '../../../protocol/errors.js';
import {
  concatKey,
  type Deliver,
  decodePdu,
  joinParts,
  type StatusReport,
} from '../../../protocol/sms/index.js';

export interface TextPrinter {
  take(text: InboundText): void;
  /** Prints what never became whole, so that nothing taken off the SIM goes unseen. */
  flush(): void;
}

interface Gathered {
  readonly first: Deliver;
  readonly parts: Deliver[];
  readonly pdus: string[];
}

export function createTextPrinter(emit: (event: object) => void): TextPrinter {
  const gathered = new Map<string, Gathered>();

  const print = ({ first, parts, pdus }: Gathered) => {
    const joined = first.concat === undefined ? undefined : joinParts(parts);
    const missing = joined === undefined || joined.complete ? undefined : joined.missing;
    const text = joined?.text ?? first.text;
    emit({
      event: 'sms',
      from: first.number,
      text,
      time: first.timestamp,
      parts: parts.length,
      missing,
      pdus,
    });
  };
  const takeDeliver = (deliver: Deliver, pdu: string) => {
    const key = concatKey(deliver);
    if (key === undefined) return print({ first: deliver, parts: [deliver], pdus: [pdu] });
    const group = gathered.get(key) ?? { first: deliver, parts: [], pdus: [] };
    group.parts.push(deliver);
    group.pdus.push(pdu);
    gathered.set(key, group);
    if (!joinParts(group.parts).complete) return;
    gathered.delete(key);
    print(group);
  };
  const takeReport = ({ number, reference, delivery, timestamp, discharge }: StatusReport) =>
    emit({ event: 'report', to: number, ref: reference, ...delivery, time: timestamp, discharge });

  return {
    take({ pdu, store, index }) {
      try {
        const message = decodePdu(pdu);
        if (message.type === 'SMS-DELIVER') takeDeliver(message, pdu);
        else if (message.type === 'SMS-STATUS-REPORT') takeReport(message);
        else emit({ event: 'fault', reason: 'not-inbound', pdu, store, index });
      } catch (error) {
        emit({ event: 'fault', reason: 'undecodable', message: messageOf(error), pdu, store, index });
      }
    },
    flush() {
      for (const group of gathered.values()) print(group);
      gathered.clear();
    },
  };
}
