/** Texts from the host: sent, stored, sent from the store (3GPP TS 27.005, 3.5 and 4). */
import { fromWire } from '../charset.js';
import { CMS, cms, ok } from '../outcome.js';
import { addressOf, encodeServiceCentre } from '../pdu/address.js';
import { codingOf } from '../pdu/coding.js';
import { bytesToHex, hexToBytes, pduError } from '../pdu/cursor.js';
import { packSeptets, textToSeptets } from '../pdu/septets.js';
import { decodeSubmit, encodeSubmit } from '../pdu/tpdu.js';
import { readUserData, type UserData } from '../pdu/user-data.js';
import { openPdu, STATUS_WORDS } from '../text-mode.js';
import type { Command, CommandTable, Handler, ModemCore, Outcome, Settings } from '../types.js';
import { numberAt } from './shapes.js';

const SEND_MS = 1500;
const TEXT_OCTETS_MAX = 140;

const send: Handler = (command, modem) => {
  if (command.kind === 'test') return ok();
  const isBad = modem.settings.textMode ? !command.args[0] : numberAt(command, 0) === undefined;
  if (isBad) return cms(modem.settings.textMode ? CMS.badText : CMS.badPdu);
  if (!modem.registered()) return cms(CMS.noNetwork);
  return { kind: 'prompt', next: (text) => submit(composed(command, text, modem), modem, '+CMGS') };
};

/** Service centre and TPDU, hex. @throws TerminalError `sim/pdu` when it is none. */
function composed(command: Command, text: string, modem: ModemCore): string {
  const { settings } = modem;
  if (settings.textMode) return composeFromText(command.args[0] ?? '', numberAt(command, 1), text, settings);
  const pdu = text.replace(/\s+/g, '').toUpperCase();
  const { tpdu } = openPdu(pdu);
  if (tpdu.length !== numberAt(command, 0))
    throw pduError(`has ${tpdu.length} octets, not what was announced`);
  return pdu;
}

/** Text mode: number, +CSMP and the text in the host's character set become a SUBMIT. */
function composeFromText(
  wireNumber: string,
  type: number | undefined,
  wire: string,
  settings: Settings,
): string {
  const { firstOctet, validity, pid, dcs } = settings.textParameters;
  const plain = settings.charset === 'UCS2' ? fromWire(wireNumber, 'UCS2') : wireNumber;
  const digits = plain ?? wireNumber;
  const destination = addressOf(type === 145 && !digits.startsWith('+') ? `+${digits}` : digits);
  const validityOctets = [0, 7, 1, 7][(firstOctet >> 3) & 3] ?? 0;
  const submit = {
    destination,
    firstOctet,
    pid,
    validity: new Uint8Array(validityOctets).fill(validity),
    data: textUserData(wire, dcs, settings),
  };
  return bytesToHex(encodeServiceCentre(settings.serviceCentre)) + bytesToHex(encodeSubmit(submit, 0));
}

/** TS 27.005, 3.1 `<data>`: characters for the 7 bit alphabet, hex octets for the others. */
function textUserData(wire: string, dcs: number, settings: Settings): UserData {
  const hasHeader = (settings.textParameters.firstOctet & 0x40) !== 0;
  if (codingOf(dcs).alphabet !== 'gsm7' || hasHeader) {
    const octets = hexToBytes(wire.replace(/\s+/g, ''));
    if (octets.length > TEXT_OCTETS_MAX) throw pduError('is longer than a text can be');
    return { dcs, hasHeader, length: octets.length, octets };
  }
  const septets = textToSeptets((fromWire(wire, settings.charset) ?? wire).replaceAll('\r\n', '\n'));
  if (!septets || septets.length > 160) throw pduError('does not fit the 7 bit alphabet');
  return { dcs, hasHeader, length: septets.length, octets: packSeptets(septets) };
}

/** Over to the network, which takes its time; here strike the faults asked for. */
function submit(pdu: string, modem: ModemCore, answer: '+CMGS' | '+CMSS'): Outcome {
  const { tpdu } = openPdu(pdu);
  const { data } = decodeSubmit(tpdu);
  const fault = modem.faults.takeSendFault(() => (readUserData(data).concatenation?.sequence ?? 1) > 1);
  if (fault?.kind === 'silence-after-prompt') return { kind: 'silence' };
  modem.radio.sending = true;
  return {
    kind: 'wait',
    ms: modem.options.sendMs ?? SEND_MS,
    next: () => {
      modem.radio.sending = false;
      if (fault?.kind === 'fail') return cms(fault.code);
      if (!modem.registered()) return cms(CMS.noNetwork);
      const reference = modem.nextReference();
      modem.network.submit(withReference(tpdu, reference), reference);
      return fault?.kind === 'lose-ok' ? { kind: 'silence' } : ok(`${answer}: ${reference}`);
    },
  };
}

/** TP-MR is the modem's to give (TS 23.040, 9.2.3.6). */
function withReference(tpdu: Uint8Array, reference: number): Uint8Array {
  const own = Uint8Array.from(tpdu);
  own[1] = reference;
  return own;
}

const write: Handler = (command, modem) => {
  if (command.kind === 'test') return ok();
  const { textMode } = modem.settings;
  if (!textMode && numberAt(command, 0) === undefined) return cms(CMS.badPdu);
  const status = textMode
    ? STATUS_WORDS.indexOf((command.args[2]?.toUpperCase() ?? 'STO UNSENT') as (typeof STATUS_WORDS)[number])
    : numberAt(command, 1, 2);
  if (status !== 0 && status !== 1 && status !== 2 && status !== 3) return cms(CMS.notAllowed);
  return {
    kind: 'prompt',
    next: (text) => {
      const index = modem.store.add(modem.settings.memories[1], status, composed(command, text, modem));
      return index === undefined ? cms(CMS.full) : ok(`+CMGW: ${index}`);
    },
  };
};

const sendStored: Handler = (command, modem) => {
  if (command.kind === 'test') return ok();
  const stored = modem.store.get(modem.settings.memories[1], numberAt(command, 0) ?? 0);
  if (!stored) return cms(CMS.badIndex);
  if (!modem.registered()) return cms(CMS.noNetwork);
  const { serviceCentre, tpdu } = openPdu(stored.pdu);
  const message = decodeSubmit(tpdu);
  const to = command.args[1];
  const addressed = to === undefined ? tpdu : encodeSubmit({ ...message, destination: addressOf(to) }, 0);
  if (stored.status === 2) stored.status = 3;
  return submit(bytesToHex(encodeServiceCentre(serviceCentre)) + bytesToHex(addressed), modem, '+CMSS');
};

export const sendCommands: CommandTable = { '+CMGS': send, '+CMGW': write, '+CMSS': sendStored };
