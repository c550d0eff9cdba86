/**
 * DELIVER PDUs put together by hand from 3GPP TS 23.040 9.2.2.1, octet by octet; nothing of protocol/sms is used.
 */

export interface DeliverFields {
  /** Digits of an international number. */
  readonly from?: string;
  /** 00 GSM 7-bit, 04 8-bit, 08 UCS-2 (23.038 4). */
  readonly dcs: '00' | '04' | '08';
  /** TP-UDL: septets for 7-bit, octets else. */
  readonly length: number;
  readonly data: string;
  /** The data begins with a user data header. */
  readonly header?: boolean;
  /** Seconds after 10:42 in TP-SCTS, 0 to 59: the same words in the same second are the same PDU. */
  readonly second?: number;
}

export const MEMBER = '8613800138000';

export function deliver({
  from = MEMBER,
  dcs,
  length,
  data,
  header = false,
  second = 0,
}: DeliverFields): string {
  return [
    '00', // no SMSC
    header ? '44' : '04', // TP-MTI DELIVER, TP-MMS 1, TP-UDHI
    octet(from.length), // TP-OA: digits
    '91', // international, E.164
    semiOctets(from),
    '00', // TP-PID
    dcs,
    `6211220124${semiOctets(String(second % 60).padStart(2, '0'))}23`, // TP-SCTS 2026-11-22 10:42 and so many seconds, +08:00 is 32 quarters
    octet(length),
    data,
  ].join('');
}

/** `JF` in GSM 7-bit: J 4A and F 46, the second's low bit in the first octet (23.038 6.1.2.1). */
export const JF = deliver({ dcs: '00', length: 2, data: '4A23' });
/** `jf`: j 6A, f 66. */
export const JF_LOWER = deliver({ dcs: '00', length: 2, data: '6A33' });
/** `TD`: T 54, D 44. */
export const TD = deliver({ dcs: '00', length: 2, data: '5422' });
/** Four octets of data that no text can be made of. */
export const BINARY = deliver({ dcs: '04', length: 4, data: 'DEADBEEF' });

/** A text in UCS-2. */
export function chinese(text: string, from?: string, second = 0): string {
  const data = ucs2(text);
  return deliver({ dcs: '08', length: data.length / 2, data, second, ...(from !== undefined && { from }) });
}

/** Part `seq` of `total` with an 8-bit reference (9.2.3.24.1). */
export function part(text: string, reference: number, total: number, seq: number): string {
  const data = `050003${octet(reference)}${octet(total)}${octet(seq)}${ucs2(text)}`;
  return deliver({ dcs: '08', length: data.length / 2, data, header: true });
}

/**
 * STATUS-REPORT (9.2.2.3) for the SUBMIT with this TP-MR: first octet 06 (MTI 2, MMS 1), MR, TP-RA, SCTS, discharge time,
 * TP-ST (00 delivered, 46 expired).
 */
export function statusReport(reference: number, status: '00' | '46' = '00', to = MEMBER): string {
  return `0006${octet(reference)}${octet(to.length)}91${semiOctets(to)}6211220124002362112201241023${status}`;
}

function octet(value: number): string {
  return value.toString(16).padStart(2, '0').toUpperCase();
}

function semiOctets(digits: string): string {
  const even = digits.length % 2 === 0 ? digits : `${digits}F`;
  return even.replace(/(.)(.)/g, '$2$1');
}

function ucs2(text: string): string {
  return [...text.split('')]
    .map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase())
    .join('');
}
