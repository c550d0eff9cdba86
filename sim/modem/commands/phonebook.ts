/** Phonebook commands (3GPP TS 27.007, 8.11–8.14). */
import { fromWire, toWire } from '../charset.js';
import { CME, cme, ok } from '../outcome.js';
import { addressOf } from '../pdu/address.js';
import type { CommandTable, Handler, ModemCore } from '../types.js';
import { numberAt } from './shapes.js';

const NUMBER_MAX = 40;
const NAME_MAX = 32;

const select: Handler = (command, { phonebook, settings }) => {
  if (command.kind === 'test') return ok(`+CPBS: (${phonebook.names.map((name) => `"${name}"`).join(',')})`);
  const book = settings.phonebook;
  if (command.kind === 'read') {
    return ok(`+CPBS: "${book}",${phonebook.entries(book).size},${phonebook.capacity(book)}`);
  }
  const wanted = phonebook.names.find((name) => name === command.args[0]?.toUpperCase());
  if (!wanted) return cme(CME.notSupported);
  settings.phonebook = wanted;
  return ok();
};

const read: Handler = (command, modem) => {
  const { phonebook, settings } = modem;
  const last = phonebook.capacity(settings.phonebook);
  if (command.kind === 'test') return ok(`+CPBR: (1-${last}),${NUMBER_MAX},${NAME_MAX}`);
  const from = numberAt(command, 0);
  const to = from === undefined ? undefined : numberAt(command, 1, from);
  if (from === undefined || to === undefined || from < 1 || from > last) return cme(CME.badIndex);
  const places = [...phonebook.entries(settings.phonebook).keys()].sort((a, b) => a - b);
  return ok(
    ...places.filter((place) => place >= from && place <= to).map((place) => entryLine(modem, place)),
  );
};

function entryLine({ phonebook, settings }: ModemCore, place: number): string {
  const { number, name } = phonebook.entries(settings.phonebook).get(place) ?? { number: '', name: '' };
  return `+CPBR: ${place},"${number}",${addressOf(number).type},"${toWire(name, settings.charset)}"`;
}

const write: Handler = (command, { phonebook, settings }) => {
  const book = settings.phonebook;
  if (command.kind === 'test')
    return ok(`+CPBW: (1-${phonebook.capacity(book)}),${NUMBER_MAX},(129,145),${NAME_MAX}`);
  const place = numberAt(command, 0, phonebook.firstFree(book) ?? 0);
  const number = command.args[1];
  const name = fromWire(command.args[3] ?? '', settings.charset);
  if (place === undefined || name === undefined) return cme(CME.badParameters);
  const isWritten = phonebook.write(book, place, number === undefined ? undefined : { number, name });
  return isWritten ? ok() : cme(CME.badIndex);
};

export const phonebookCommands: CommandTable = { '+CPBS': select, '+CPBR': read, '+CPBW': write };
