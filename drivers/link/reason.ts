/** Why the line is down, as the short code of a device status. */
import { isTerminalError } from '../../protocol/errors.js';

export type LinkReason =
  | 'no-network'
  | 'refused'
  | 'bad-credentials'
  | 'bad-certificate'
  | 'not-authorized'
  | 'silent'
  | 'lost';

/** MQTT 3.1.1 CONNACK return codes (clause 3.2.2.3) that mean the name or password; 5.0 has 134 and 135 for the same. */
const CREDENTIAL_CODES = new Set([4, 5, 134, 135]);

const BY_CODE: Readonly<Record<string, LinkReason>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'no-network',
  EAI_AGAIN: 'no-network',
  ENETUNREACH: 'no-network',
  ENETDOWN: 'no-network',
  EHOSTUNREACH: 'no-network',
  EHOSTDOWN: 'no-network',
  ETIMEDOUT: 'no-network',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'bad-certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'bad-certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'bad-certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'bad-certificate',
  CERT_HAS_EXPIRED: 'bad-certificate',
  CERT_NOT_YET_VALID: 'bad-certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'bad-certificate',
};

/** Reads what the MQTT library or the socket reported. Node wraps several tries at one host in an AggregateError. */
export function linkReason(error: unknown): LinkReason {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return CREDENTIAL_CODES.has(code) ? 'bad-credentials' : 'refused';
  if (typeof code === 'string' && BY_CODE[code]) return BY_CODE[code];
  // The file with the certificates to trust cannot be read.
  if (isTerminalError(error, 'disk/')) return 'bad-certificate';
  if (error instanceof Error && /timeout/i.test(error.message)) return 'silent';
  return 'lost';
}
