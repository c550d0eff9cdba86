/** The number in a caller identity (+CLIP and +CLCC: 3GPP TS 27.007 7.11 and 7.18). */

const INTERNATIONAL = 0x10;
const TYPE_OF_NUMBER = 0x70;
const WITHHELD = 1;
const UNAVAILABLE = 2;

/**
 * The caller's number as the network means it: `+` put before it when the type says international, UCS-2 hexadecimal read
 * (modems answer so after AT+CSCS="UCS2"); null when it is withheld, unavailable or not there.
 * @param type of address, 145 is international
 * @param validity CLI validity, 0 when the modem did not say
 */
export function callerNumber(number: string, type: number, validity = 0): string | null {
  if (validity === WITHHELD || validity === UNAVAILABLE) return null;
  const digits = readUcs2Hex(number.trim());
  if (digits === '') return null;
  return (type & TYPE_OF_NUMBER) === INTERNATIONAL && !digits.startsWith('+') ? `+${digits}` : digits;
}

/** 0031 0033 …: four hexadecimal digits each, all of them characters that a number can have. */
function readUcs2Hex(text: string): string {
  if (!/^(?:00[23][0-9A-F]){3,}$/i.test(text)) return text;
  return text.replace(/00(..)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
