/** Where a text from the network goes: into a memory with +CMTI, or straight to the host (3GPP TS 27.005, 3.4.1). */
import type { Cancel } from '../../drivers/host/types.js';
import { encodeServiceCentre } from './pdu/address.js';
import { codingOf } from './pdu/coding.js';
import { bytesToHex } from './pdu/cursor.js';
import { decodeDeliver } from './pdu/tpdu.js';
import { directText } from './text-mode.js';
import type { ModemCore } from './types.js';

const ACKNOWLEDGE_MS = 15_000;
const STATUS_REPORT = 2;

export interface Incoming {
  deliver(tpdu: Uint8Array): 'accepted' | 'full' | 'absent';
  /** +CNMA; false when nothing waits for it. */
  acknowledge(): boolean;
  reset(): void;
}

export function createIncoming(modem: ModemCore): Incoming {
  const { settings, store } = modem;
  let unacknowledged: Cancel | undefined;

  const keep = (pdu: string, notice: '+CMTI' | '+CDSI' | undefined): 'accepted' | 'full' => {
    const memory = settings.memories[2];
    const index = store.add(memory, 0, pdu);
    if (index === undefined) {
      if (modem.options.fullUrc !== undefined) modem.urc(modem.options.fullUrc);
      return 'full';
    }
    if (notice) modem.urc(`${notice}: "${memory}",${index}`);
    return 'accepted';
  };
  /** In phase 2+ the host owes an acknowledgement; without it routing goes off and the text is kept after all. */
  const route = (pdu: string, isReport: boolean): 'accepted' => {
    modem.urc(directText(pdu, isReport, settings));
    if (settings.service === 0) return 'accepted';
    unacknowledged = modem.clock.after(modem.options.acknowledgeMs ?? ACKNOWLEDGE_MS, () => {
      unacknowledged = undefined;
      settings.indications.texts = 0;
      settings.indications.reports = 0;
      keep(pdu, undefined);
    });
    return 'accepted';
  };
  const deliverText = (tpdu: Uint8Array, pdu: string): 'accepted' | 'full' => {
    const { texts } = settings.indications;
    const messageClass = classOf(tpdu);
    const isDirect =
      messageClass !== 'unreadable' &&
      ((texts === 2 && messageClass !== 2) || (texts === 3 && messageClass === 3));
    if (isDirect) return route(pdu, false);
    return keep(pdu, texts === 0 ? undefined : '+CMTI');
  };
  const deliverReport = (pdu: string): 'accepted' | 'full' => {
    const { reports } = settings.indications;
    if (reports === 1) return route(pdu, true);
    return reports === 2 ? keep(pdu, '+CDSI') : 'accepted';
  };

  return {
    deliver: (tpdu) => {
      if (!modem.registered()) return 'absent';
      if (unacknowledged) return 'full';
      const pdu = bytesToHex(encodeServiceCentre(modem.network.serviceCentre)) + bytesToHex(tpdu);
      return ((tpdu[0] ?? 0) & 3) === STATUS_REPORT ? deliverReport(pdu) : deliverText(tpdu, pdu);
    },
    acknowledge: () => {
      if (!unacknowledged) return false;
      unacknowledged();
      unacknowledged = undefined;
      modem.clock.after(0, () => modem.network.memoryAvailable());
      return true;
    },
    reset: () => {
      unacknowledged?.();
      unacknowledged = undefined;
    },
  };
}

/** A PDU that cannot be read is stored like any other, for the host to find. */
function classOf(tpdu: Uint8Array): number | 'unreadable' | undefined {
  try {
    return codingOf(decodeDeliver(tpdu).data.dcs).class;
  } catch {
    return 'unreadable';
  }
}
