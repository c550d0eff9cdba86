/** Tones and words into a call. */
import { TerminalError } from '../../protocol/errors.js';
import { sleep } from '../host/timing.js';
import { askIfAble } from './asking.js';
import type { Calls } from './calls.js';
import { query } from './command.js';
import type { Link } from './link.js';
import type { Profile } from './profiles.js';

export interface Speech {
  /** Errors: `modem/no-call`, `modem/bad-tones`, `modem/no-tones`. */
  tones(digits: string, profile: Profile): Promise<void>;
  /** Errors: `modem/no-call`, `modem/no-speech`, `modem/too-long`, `modem/timeout`, `at/…`. */
  say(text: string, profile: Profile): Promise<void>;
  /** A line that came by itself; true when it said that the words are spoken. */
  told(line: string): boolean;
  /** No call is talked to any more: nobody listens. */
  end(): void;
}

const TONE_TIMEOUT_MS = 5_000;
/** Between two tones, so that the far end hears two; and for a comma. */
const GAP_MS = 200;
const COMMA_MS = 1_000;
const TONES = /^[0-9A-D*#,]{1,80}$/i;
/** SIMCom's manuals: 512 octets of UCS-2 in one command. */
const PIECE_CHARACTERS = 120;
const TEXT_MAX = 1_200;
/** Read slowly, a character takes a third of a second. */
const SPOKEN_MS_EACH = 600;
const SPOKEN_MS_LEAST = 15_000;

/** Pieces of at most `PIECE_CHARACTERS`, cut after a sentence or a comma where there is one, never inside a character. */
export function piecesToSay(text: string): string[] {
  const pieces: string[] = [];
  let rest = [...text.replace(/[\p{Cc}"]+/gu, ' ').trim()];
  while (rest.length > 0) {
    const window = rest.slice(0, PIECE_CHARACTERS);
    const stop = window.findLastIndex((character) => '。！？；，、.!?;, '.includes(character));
    const cut = rest.length <= PIECE_CHARACTERS || stop < 0 ? window.length : stop + 1;
    pieces.push(rest.slice(0, cut).join(''));
    rest = rest.slice(cut);
  }
  return pieces;
}

function ucs2Hex(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
}

export function createSpeech({ channel, clock }: Link, calls: Calls): Speech {
  let spoken: AbortController | undefined;
  let done = '';
  const bare = (line: string) => line.replaceAll(' ', '');

  const mustTalk = () => {
    if (calls.current !== 'answered')
      throw new TerminalError('modem/no-call', 'nobody is on the line', { retry: 'retry' });
  };
  /** The way that the module took last time is tried first. */
  let taken: string | undefined;
  const tone = async (digit: string, { tones }: Profile) => {
    const ways = taken === undefined ? tones : [taken, ...tones];
    for (const way of ways) {
      const command = query(way.replace('{}', digit), undefined, TONE_TIMEOUT_MS);
      if ((await askIfAble(channel, command, true)) === undefined) continue;
      taken = way;
      return;
    }
    throw new TerminalError('modem/no-tones', 'the modem refuses to send tones', { retry: 'person' });
  };
  const sayPiece = async (piece: string, speech: NonNullable<Profile['speech']>) => {
    const heard = new AbortController();
    spoken = heard;
    done = speech.done;
    const text = speech.say.replace('{ucs2}', ucs2Hex(piece));
    await channel.ask(query(text), true);
    const limit = Math.max(SPOKEN_MS_LEAST, [...piece].length * SPOKEN_MS_EACH);
    await sleep(clock, limit, heard.signal);
    if (heard.signal.aborted) return;
    throw new TerminalError('modem/timeout', `the modem did not finish speaking within ${limit} ms`, {
      retry: 'retry',
    });
  };

  return {
    async tones(digits, profile) {
      mustTalk();
      if (!TONES.test(digits))
        throw new TerminalError('modem/bad-tones', 'tones are digits, *, # and A to D; a comma is a pause');
      for (const digit of digits.toUpperCase()) {
        mustTalk();
        if (digit !== ',') await tone(digit, profile);
        await sleep(clock, digit === ',' ? COMMA_MS : GAP_MS);
      }
    },
    async say(text, { speech }) {
      mustTalk();
      if (speech === undefined)
        throw new TerminalError('modem/no-speech', 'this modem cannot read a text out', { retry: 'person' });
      if (text.length > TEXT_MAX)
        throw new TerminalError('modem/too-long', `a text to say has ${TEXT_MAX} characters at most`);
      for (const setting of speech.before) await askIfAble(channel, query(setting), true);
      for (const piece of piecesToSay(text)) {
        if (calls.current !== 'answered') return;
        await sayPiece(piece, speech);
      }
    },
    told(line) {
      if (spoken === undefined || bare(line) !== bare(done)) return false;
      spoken.abort();
      return true;
    },
    end: () => spoken?.abort(),
  };
}
