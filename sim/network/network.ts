/**
 * The phone network behind the simulated modem: people who call and text, and who are called and texted.
 *
 * INVARIANTS
 * - A text to the handset is never lost here: without room or coverage it waits, in order, until `memoryAvailable`.
 * - Nothing happens inside the call that asks for it except refusals: what the handset is told comes by the clock,
 *   apart from `call`, `hangUp` and `text`, which are the far end acting now.
 */
import { TerminalError } from '../../protocol/errors.js';
import { addressOf } from '../modem/pdu/address.js';
import { hexToBytes } from '../modem/pdu/cursor.js';
import { encodeTimestamp } from '../modem/pdu/timestamp.js';
import { decodeSubmit, encodeDeliver, encodeReport, type Submit } from '../modem/pdu/tpdu.js';
import { textToUserData } from '../modem/pdu/user-data.js';
import { createSentTexts } from './sent.js';
import { createSwitchboard } from './switchboard.js';
import type { Handset, Network, NetworkOptions } from './types.js';

const CHINA_QUARTERS = 32;

export function createNetwork(options: NetworkOptions): Network {
  const { clock, zoneQuarters = CHINA_QUARTERS } = options;
  const sentTexts = createSentTexts();
  const waiting: Uint8Array[] = [];
  let handset: Handset | undefined;
  let nextReference = 1;

  const timestamp = (): Uint8Array => encodeTimestamp(clock.now(), zoneQuarters);
  const deliverWaiting = (): number => {
    for (let next = waiting[0]; next && handset?.deliver(next) === 'accepted'; next = waiting[0])
      waiting.shift();
    return waiting.length;
  };
  const report = (submit: Submit, reference: number): void => {
    const accepted = timestamp();
    clock.after(options.reportAfterMs ?? 1000, () => {
      const status = options.reportStatus ?? 0;
      const recipient = submit.destination;
      waiting.push(
        encodeReport({ reference, recipient, timestamp: accepted, discharge: timestamp(), status }),
      );
      deliverWaiting();
    });
  };

  return {
    ...createSwitchboard(options, () => handset),
    operator: options.operator ?? { name: 'CHINA MOBILE', shortName: 'CMCC', code: '46000' },
    serviceCentre: options.serviceCentre ?? '+8613800100500',
    zoneQuarters,
    attach: (newest) => {
      handset = newest;
    },
    submit: (tpdu, reference) => {
      const submit = decodeSubmit(tpdu);
      sentTexts.add(submit, tpdu, reference, clock.now());
      if (submit.wantsReport) report(submit, reference);
    },
    memoryAvailable: () => void deliverWaiting(),
    text: (from, text) => {
      if (from === '') throw new TerminalError('sim/number', 'a text needs a sender');
      const originator = addressOf(from);
      const parts = textToUserData(text, nextReference);
      nextReference = (nextReference % 255) + 1;
      waiting.push(...parts.map((data) => encodeDeliver({ originator, timestamp: timestamp(), data })));
      return deliverWaiting();
    },
    inject: (tpduHex) => {
      waiting.push(hexToBytes(tpduHex));
      return deliverWaiting();
    },
    sent: sentTexts.list,
  };
}
