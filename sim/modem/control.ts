/** The words in which a script, a control port or a prompt moves the simulated modem and the people behind it. */
import { isTerminalError, messageOf, TerminalError } from '../../protocol/errors.js';
import type { DialBehaviour } from '../network/types.js';
import { SWITCHES, type Switch } from './faults.js';
import type { SimModem } from './sim-modem.js';
import type { Registration } from './types.js';

const HELP: ReadonlyArray<readonly [string, string]> = [
  ['call NUMBER', 'somebody calls; `withheld` hides the number'],
  ['hangup', 'the far end hangs up its newest call'],
  ['sms NUMBER TEXT', 'somebody texts; \\n in TEXT is a new line'],
  ['pdu HEX', 'a raw DELIVER or STATUS-REPORT TPDU arrives'],
  ['sent', 'what was submitted, as a JSON array'],
  ['stored', 'what is in the memories, as a JSON array'],
  ['heard', 'tones and words that the far ends of the calls heard, as a JSON array'],
  ['signal N', '+CSQ, 0 to 31, or 99'],
  ['register N', '+CREG, 0 to 5'],
  ['dialled answer|busy|no-answer|unreachable', 'what the far end does with our calls'],
  ['storage SM|ME N', 'places for texts'],
  ['unplug', 'the cable is pulled'],
  ['plug', 'the cable is back: power on, boot'],
  ['reset', 'the modem reboots'],
  ['hang', 'the modem is silent until reset or unplug'],
  ['garbage [N]', 'N bytes of noise to the host, default 64'],
  ['fail CODE', 'the next text is refused with +CMS ERROR CODE'],
  ['lose-ok', 'the next text leaves, its result is lost'],
  ['silence-after-prompt', 'the next text does not leave, nothing is answered'],
  [`${SWITCHES.join('|')} [on|off]`, 'lasting faults of unsolicited codes'],
  ['help', 'these lines, as a JSON array'],
];

type Verb = (modem: SimModem, words: readonly string[], rest: string) => Promise<string> | string;

const DIALLED: readonly DialBehaviour[] = ['answer', 'busy', 'no-answer', 'unreachable'];

const VERBS: Readonly<Record<string, Verb>> = {
  call: (modem, [number]) => {
    modem.network.call(wanted(number, 'a number'));
    return `ok ringing ${number}`;
  },
  hangup: (modem) => {
    modem.network.hangUp();
    return 'ok hung up';
  },
  sms: (modem, [number], rest) => {
    const from = wanted(number, 'a number');
    const text = wanted(rest.slice(from.length).trimStart() || undefined, 'a text').replaceAll('\\n', '\n');
    return `ok ${waitingWords(modem.network.text(from, text))}`;
  },
  pdu: (modem, [hex]) => `ok ${waitingWords(modem.network.inject(wanted(hex, 'hex')))}`,
  sent: (modem) => JSON.stringify(modem.network.sent()),
  stored: (modem) => JSON.stringify(modem.stored()),
  heard: (modem) => JSON.stringify(modem.device.heard()),
  signal: (modem, [text]) => {
    const signal = Number(text);
    if (!(isCount(text, 0, 31) || signal === 99)) throw usage('signal wants 0 to 31, or 99');
    modem.device.setSignal(signal);
    return `ok signal ${signal}`;
  },
  register: (modem, [text]) => {
    if (!isCount(text, 0, 5)) throw usage('register wants 0 to 5');
    modem.device.setRegistration(Number(text) as Registration);
    return `ok registration ${text}`;
  },
  dialled: (modem, [word]) => {
    const behaviour = DIALLED.find((each) => each === word);
    if (!behaviour) throw usage(`dialled wants ${DIALLED.join(', ')}`);
    modem.network.whenDialled(behaviour);
    return `ok dialled ${behaviour}`;
  },
  storage: (modem, [memory, places]) => {
    if ((memory !== 'SM' && memory !== 'ME') || !isCount(places, 0, 255))
      throw usage('storage wants SM or ME and 0 to 255');
    modem.device.store.setCapacity(memory, Number(places));
    return `ok storage ${memory} ${places}`;
  },
  unplug: async (modem) => {
    await modem.unplug();
    return 'ok unplugged';
  },
  plug: async (modem) => {
    await modem.plug();
    return 'ok plugged';
  },
  reset: (modem) => {
    modem.device.powerOn();
    return 'ok reset';
  },
  hang: (modem) => {
    modem.device.hang();
    return 'ok hung';
  },
  garbage: (modem, [text = '64']) => {
    if (!isCount(text, 1, 1_000_000)) throw usage('garbage wants 1 to 1000000');
    modem.device.noise(noise(Number(text)));
    return `ok garbage ${text}`;
  },
  fail: (modem, [code]) => {
    if (!isCount(code, 0, 512)) throw usage('fail wants a +CMS ERROR number');
    modem.device.faults.onNextText({ kind: 'fail', code: Number(code) });
    return `ok the next text fails with ${code}`;
  },
  'lose-ok': (modem) => {
    modem.device.faults.onNextText({ kind: 'lose-ok' });
    return 'ok the result of the next text is lost';
  },
  'silence-after-prompt': (modem) => {
    modem.device.faults.onNextText({ kind: 'silence-after-prompt' });
    return 'ok the next text is lost';
  },
  ...Object.fromEntries(SWITCHES.map((name) => [name, faultSwitch(name)])),
  help: () => JSON.stringify(HELP.map(([words, does]) => `${words}: ${does}`)),
};

/** Lines for a help text. */
export const CONTROL_HELP: readonly string[] = HELP.map(([words, does]) => `  ${words.padEnd(44)}${does}`);

/** Does one line; answers one line, `ok …`, `error CODE …` or JSON. Never throws. */
export async function control(modem: SimModem, line: string): Promise<string> {
  const [verb = '', ...words] = line.trim().split(/\s+/);
  const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (!run) return `error sim/command there is no "${verb}"; try help`;
  try {
    return await run(modem, words, line.trim().slice(verb.length).trimStart());
  } catch (error) {
    return `error ${isTerminalError(error) ? error.code : 'sim/failed'} ${messageOf(error)}`;
  }
}

function faultSwitch(name: Switch): Verb {
  return (modem, [word = 'on']) => {
    if (word !== 'on' && word !== 'off') throw usage(`${name} wants on or off`);
    modem.device.faults.set(name, word === 'on');
    return `ok ${name} ${word}`;
  };
}

function wanted(word: string | undefined, what: string): string {
  if (word === undefined) throw usage(`${what} is missing`);
  return word;
}

function isCount(text: string | undefined, min: number, max: number): boolean {
  return text !== undefined && /^\d{1,7}$/.test(text) && Number(text) >= min && Number(text) <= max;
}

function waitingWords(waiting: number): string {
  return waiting === 0 ? 'delivered' : `waiting ${waiting}`;
}

function usage(message: string): TerminalError {
  return new TerminalError('sim/usage', message);
}

/** The same noise each time: a linear congruential generator (Numerical Recipes' constants). */
function noise(count: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}
