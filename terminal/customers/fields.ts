/** The fields of a profile: which there are, what may stand in them, and how it is written. Pure. */
import { TerminalError } from '../../protocol/errors.js';
import { mailAddress } from '../../protocol/mail/address.js';
import { printable } from '../../protocol/text/columns.js';
import type { Texts } from '../ui/catalogue.js';
import { parseBirthday } from './birthday.js';
import type { ProfileFields } from './events.js';
import { cleanName, NAME_LENGTH_MAX } from './name.js';
import { customersTexts } from './texts.js';

export type ProfileField = keyof ProfileFields;

export const STATUSES = ['lead', 'following', 'deal', 'invalid'] as const;
export const TYPES = ['person', 'company', 'dealer'] as const;
export const SOURCES = ['walk-in', 'referral', 'call', 'text', 'web', 'ad'] as const;
export const CREDITS = ['A', 'B', 'C', 'D'] as const;

/** Fields with words of our own; those that are not `closed` take the shop's own words too. */
export const WORDS: Partial<Readonly<Record<ProfileField, { words: readonly string[]; closed: boolean }>>> = {
  gender: { words: ['f', 'm'], closed: true },
  status: { words: STATUSES, closed: true },
  type: { words: TYPES, closed: false },
  source: { words: SOURCES, closed: false },
  credit: { words: CREDITS, closed: true },
};

type Clean = (text: string) => string;

const plain =
  (limit: number): Clean =>
  (text) =>
    [...printable(text).trim()].slice(0, limit).join('');

const WORDS_LENGTH_MAX = 80;

/** Each word once, one space between. */
const words: Clean = (text) => {
  const found = printable(text)
    .split(/[\s,，、;；]+/)
    .filter((word) => word !== '');
  return [...new Set(found)].join(' ').slice(0, WORDS_LENGTH_MAX);
};

const chosen =
  (field: ProfileField): Clean =>
  (text) => {
    const { words: known = [], closed = false } = WORDS[field] ?? {};
    const clean = plain(20)(text);
    if (clean === '' || known.includes(clean) || !closed) return clean;
    throw new TerminalError('command/choice-wrong', `${field} has no such value`, { context: { field } });
  };

const CLEAN: Readonly<Record<ProfileField, Clean>> = {
  name: checkName,
  level: plain(20),
  gender: (text) => text,
  birthday: checkBirthday,
  tags: words,
  email: checkEmail,
  status: chosen('status'),
  type: chosen('type'),
  source: chosen('source'),
  credit: chosen('credit'),
  groups: words,
  occupation: plain(40),
  preferences: plain(200),
  number: (text) => text,
  owner: plain(64),
  disabled: (text) => (text === '' ? '' : '1'),
};

/** In the order in which they are stored. */
export const PROFILE_FIELDS = Object.keys(CLEAN) as readonly ProfileField[];

export function isProfileField(field: string): field is ProfileField {
  return Object.hasOwn(CLEAN, field);
}

/**
 * `text` as it stands in the field. Throws `command/name-missing`, `command/name-too-long`, `command/birthday-wrong`,
 * `command/email-wrong` or `command/choice-wrong`.
 */
export function cleanField(field: ProfileField, text: string): string {
  return CLEAN[field](text);
}

function checkName(text: string): string {
  if (printable(text).trim() === '')
    throw new TerminalError('command/name-missing', 'a customer needs a name');
  if ([...text].length > NAME_LENGTH_MAX) {
    throw new TerminalError('command/name-too-long', `a name has at most ${NAME_LENGTH_MAX} characters`, {
      context: { max: NAME_LENGTH_MAX },
    });
  }
  return cleanName(text);
}

function checkBirthday(text: string): string {
  if (text !== '' && parseBirthday(text) === undefined)
    throw new TerminalError('command/birthday-wrong', 'there is no such day');
  return text;
}

function checkEmail(text: string): string {
  const address = text.trim() === '' ? '' : mailAddress(text);
  if (address === null) throw new TerminalError('command/email-wrong', 'this is not an e-mail address');
  return address;
}

/** Catalogue key of a word of ours; the shop's own stand for themselves. */
export function wordLabel(field: string, word: string): string {
  if (word === '') return 'customers.unknown';
  return WORDS[field as ProfileField]?.words.includes(word) === true ? `customers.${field}.${word}` : word;
}

/** The value that a text means: a word of ours in either language or as it is kept; else the text itself, undefined where only ours stand. */
export function wordOf(field: ProfileField, text: string): string | undefined {
  const { words: ours = [], closed = false } = WORDS[field] ?? {};
  const wanted = text.normalize('NFKC').trim().toLowerCase();
  const found = ours.find((word) => {
    const { zh, en } = (customersTexts as Texts)[`customers.${field}.${word}`] ?? { zh: word, en: word };
    return [word, zh, en].some((one) => one.toLowerCase() === wanted);
  });
  if (found !== undefined || wanted === '') return found ?? '';
  return closed ? undefined : text.trim();
}
