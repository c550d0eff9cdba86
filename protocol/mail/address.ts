/** One address of an e-mail, as an envelope takes it: RFC 5321 4.1.2 `Mailbox`, without quoted parts, literals and SMTPUTF8. */

/** RFC 5321 4.5.3.1.1 and 4.5.3.1.3 (a path of 256 octets with its brackets). */
const LOCAL_MAX = 64;
export const MAIL_ADDRESS_LENGTH_MAX = 254;

/** RFC 5322 3.2.3 `dot-atom`. */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
/** RFC 5321 `Domain` of at least two labels (RFC 1035 2.3.4: 63 octets each); the last is no number. */
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/i;

/**
 * `text` as the one way of writing it: full-width letters narrow, spaces around it away, the domain in small letters. Null when
 * it is no address; so nothing with a line end, a comma or brackets ever gets into a header.
 */
export function mailAddress(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const at = plain.lastIndexOf('@');
  const [local, domain] = [plain.slice(0, Math.max(0, at)), plain.slice(at + 1)];
  if (plain.length > MAIL_ADDRESS_LENGTH_MAX || local.length > LOCAL_MAX) return null;
  return LOCAL.test(local) && DOMAIN.test(domain) ? `${local}@${domain.toLowerCase()}` : null;
}
