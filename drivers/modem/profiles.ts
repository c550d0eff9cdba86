/** What modules do differently, as data. The generic profile follows 27.005 and 27.007; the others name what they change. */

export interface Profile {
  readonly name: string;
  /** Tried on manufacturer and model; the first profile that matches is taken. */
  readonly matches: RegExp;
  /** Sent once the SIM is ready; a refusal is logged and does not stop the bring-up. */
  readonly setUp: readonly string[];
  /** Reads the tries left for the SIM PIN, and the name its reply has. */
  readonly pinTries: { readonly text: string; readonly reply: string };
  /** `mode,mt,bm,ds,bfr` of CNMI, best first. mt 1: store and tell; ds 1: reports straight, 2: stored. */
  readonly newTextRouting: readonly string[];
  /** Where inbound texts are kept, best first. */
  readonly stores: readonly string[];
}

const ROUTING = ['2,1,0,1,0', '2,1,0,2,0', '2,1,0,0,0', '1,1,0,1,0', '1,1,0,0,0', '2,1', '1,1', '3,1,0,0,0'];

const GENERIC: Profile = {
  name: 'generic',
  matches: /^/,
  setUp: [],
  pinTries: { text: 'AT+CPINR="SIM PIN"', reply: '+CPINR' },
  newTextRouting: ROUTING,
  stores: ['SM', 'ME', 'MT'],
};

/** SIMCom SIM800 AT command manual 1.11: +SPIC; the module prefers stored reports. */
const SIM800: Profile = {
  ...GENERIC,
  name: 'sim800',
  matches: /SIM ?(?:800|868|900)/i,
  pinTries: { text: 'AT+SPIC', reply: '+SPIC' },
};

/** Quectel EC2x AT manual: the port on which it tells of calls and texts is forgotten at each start. ME holds 255 texts. */
const EC25: Profile = {
  ...GENERIC,
  name: 'ec25',
  matches: /\b(?:EC2[015]|EG2[15]|EC200|EG9\d)/i,
  setUp: ['AT+QURCCFG="urcport","all"'],
  pinTries: { text: 'AT+QPINC="SC"', reply: '+QPINC' },
  stores: ['ME', 'SM', 'MT'],
};

export const PROFILES: readonly Profile[] = [SIM800, EC25, GENERIC];

/** The profile of a module; `wanted` (from the configuration) overrides what the module says of itself. */
export function profileFor(identity: string, wanted?: string): Profile {
  const named = PROFILES.find(({ name }) => name === wanted);
  return named ?? PROFILES.find(({ matches }) => matches.test(identity)) ?? GENERIC;
}
