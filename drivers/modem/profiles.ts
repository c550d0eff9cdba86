/**
 * What modules do differently, as data. The generic profile follows 27.005 and 27.007; the others name what they change and
 * where that is written.
 */

export interface Profile {
  readonly name: string;
  /** Tried on manufacturer and model; the first profile that matches is taken. */
  readonly matches: RegExp;
  /** Sent once the SIM is ready; a refusal is logged and does not stop the bring-up. */
  readonly setUp: readonly string[];
  /** Reads the tries left for the SIM PIN, and the name its reply has; asked in this order. */
  readonly pinTries: readonly { readonly text: string; readonly reply: string }[];
  /** `mode,mt,bm,ds,bfr` of CNMI, best first. mt 1: store and tell; ds 1: reports straight, 2: stored. */
  readonly newTextRouting: readonly string[];
  /** Where inbound texts are kept, best first. */
  readonly stores: readonly string[];
  /** Lets the module tell and keep the network's time; refusals do not matter. */
  readonly clock: readonly string[];
  /** A tone into a call, `{}` for the key; the first that is taken. */
  readonly tones: readonly string[];
  /** Reads a text out to the far end of a call; undefined for a module that cannot. */
  readonly speech?: {
    readonly before: readonly string[];
    /** `{ucs2}` stands for the text in hexadecimal. */
    readonly say: string;
    /** What the module says when it has spoken. */
    readonly done: string;
  };
  /** How a USSD code is written. */
  readonly ussd: 'plain' | 'packed';
}

const ROUTING = ['2,1,0,1,0', '2,1,0,2,0', '2,1,0,0,0', '1,1,0,1,0', '1,1,0,0,0', '2,1', '1,1', '3,1,0,0,0'];

const CPINR = { text: 'AT+CPINR="SIM PIN"', reply: '+CPINR' };
const SPIC = { text: 'AT+SPIC', reply: '+SPIC' };
const QPINC = { text: 'AT+QPINC="SC"', reply: '+QPINC' };
const HUAWEI_CPIN = { text: 'AT^CPIN?', reply: '^CPIN' };

const GENERIC: Profile = {
  name: 'generic',
  matches: /^/,
  setUp: [],
  pinTries: [CPINR, SPIC, QPINC, HUAWEI_CPIN],
  newTextRouting: ROUTING,
  stores: ['SM', 'ME', 'MT'],
  clock: ['AT+CTZU=1', 'AT+CTZR=1'],
  tones: ['AT+VTS={}', 'AT+VTS="{}"'],
  ussd: 'plain',
};

/**
 * SIM800 Series AT Command Manual: +SPIC, +CLTS (the time comes by *PSUTTZ), and +CTTS of the TTS application note. A text that is
 * being sent makes it refuse calls.
 */
const SIM800: Profile = {
  ...GENERIC,
  name: 'sim800',
  matches: /SIM ?(?:800|808|868|900)/i,
  pinTries: [SPIC, CPINR],
  clock: ['AT+CLTS=1'],
  speech: { before: [], say: 'AT+CTTS=1,"{ucs2}"', done: '+CTTS: 0' },
};

/**
 * SIM7500_SIM7600 Series AT Command Manual (+VTS is 6.15 of 1.07): +SPIC; +CDTAM=1 sends the voice of +CTTS to the far end; calls begin
 * and end with `VOICE CALL: BEGIN` and `VOICE CALL: END: <seconds>`.
 */
const SIM7600: Profile = {
  ...GENERIC,
  name: 'sim7600',
  matches: /SIM ?(?:7[15]00|7600|5360)/i,
  pinTries: [SPIC, CPINR],
  speech: { before: ['AT+CDTAM=1'], say: 'AT+CTTS=1,"{ucs2}"', done: '+CTTS: 0' },
};

/**
 * A7600 Series AT Command Manual 1.01. Refuses ds 1 with mt 2 (morgverd/sms-server#12) and, in some firmware, ds 1 at all; some
 * begin `CMGF` with an error until `SMS DONE` (LilyGo-Modem-Series#247). `*MSTK:` chatter is switched off.
 */
const A7670: Profile = {
  ...GENERIC,
  name: 'a7670',
  matches: /A76[0-9]{2}|SIM ?767\d/i,
  setUp: ['AT*MSTK=0'],
  pinTries: [SPIC, CPINR],
  newTextRouting: ['2,1,0,2,0', '2,1,0,1,0', '2,1,0,0,0', '2,1', '1,1', '3,1,0,0,0'],
  speech: { before: ['AT+CDTAM=1'], say: 'AT+CTTS=1,"{ucs2}"', done: '+CTTS: 0' },
};

/**
 * Quectel EC2x AT manual: the port on which it tells of calls and texts is forgotten at each start. ME holds 255 texts. Reports
 * that are stored (ds 2) lie in a store SR that cannot be read (IchthysMaranatha/asterisk-chan-quectel#75), so they come straight.
 */
const EC25: Profile = {
  ...GENERIC,
  name: 'ec25',
  matches: /\b(?:EC2[015]|EG2[15]|EC200|EG9\d|EC800|EG800)/i,
  setUp: ['AT+QURCCFG="urcport","all"', 'AT+QINDCFG="smsfull",1'],
  pinTries: [QPINC, CPINR],
  newTextRouting: ROUTING.filter((modes) => !modes.startsWith('2,1,0,2')),
  stores: ['ME', 'SM', 'MT'],
  tones: ['AT+VTS="{}"', 'AT+VTS={}'],
};

/** Luat (OpenLuat, 合宙) Air720 and Air724UG: the standards' commands, under a name of their own so that faults can be told apart. */
const AIR724: Profile = {
  ...GENERIC,
  name: 'air724',
  matches: /air7\d\d|airm2m|luat/i,
};

/**
 * Huawei sticks and modules (MU509 and ME909 AT Command Interface Specification): ^CURC=0 stops the signal chatter that comes
 * between a reply and its OK; CVHU=0 lets ATH end a voice call (tdelenikas/smslib#5); USSD is packed septets.
 */
const HUAWEI: Profile = {
  ...GENERIC,
  name: 'huawei',
  matches: /huawei|\bE1[57]\d\b|\bE3[0-9]{3}|\bK3\d{3}|\bM[EU]909|\bMU[0-9]{3}/i,
  setUp: ['AT^CURC=0', 'AT+CVHU=0'],
  pinTries: [HUAWEI_CPIN, CPINR],
  tones: ['AT+VTS={}', 'AT^DTMF=1,{}'],
  ussd: 'packed',
};

const PROFILES: readonly Profile[] = [SIM800, SIM7600, A7670, EC25, AIR724, HUAWEI, GENERIC];

/** For help texts and the configuration. */
export const PROFILE_NAMES: readonly string[] = PROFILES.map(({ name }) => name);

/** The profile of a module; `wanted` (from the configuration) overrides what the module says of itself. */
export function profileFor(identity: string, wanted?: string): Profile {
  const named = PROFILES.find(({ name }) => name === wanted);
  return named ?? PROFILES.find(({ matches }) => matches.test(identity)) ?? GENERIC;
}
