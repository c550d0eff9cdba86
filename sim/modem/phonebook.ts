/** Phonebooks of the SIM and the phone: enough for a host that lists, reads and writes them (3GPP TS 27.007, 8.11–8.14). */

export interface PhonebookEntry {
  readonly number: string;
  readonly name: string;
}

export interface Phonebook {
  readonly names: readonly string[];
  capacity(book: string): number;
  entries(book: string): ReadonlyMap<number, PhonebookEntry>;
  /** False when there is no such place. */
  write(book: string, index: number, entry: PhonebookEntry | undefined): boolean;
  firstFree(book: string): number | undefined;
}

const CAPACITIES: Readonly<Record<string, number>> = {
  SM: 250,
  ME: 100,
  ON: 4,
  FD: 10,
  DC: 10,
  RC: 10,
  MC: 10,
};

export function createPhonebook(ownNumber: string): Phonebook {
  const books = new Map(Object.keys(CAPACITIES).map((name) => [name, new Map<number, PhonebookEntry>()]));
  books.get('ON')?.set(1, { number: ownNumber, name: '' });
  const capacity = (book: string): number => CAPACITIES[book] ?? 0;
  const entries = (book: string): Map<number, PhonebookEntry> => books.get(book) ?? new Map();
  return {
    names: Object.keys(CAPACITIES),
    capacity,
    entries,
    write: (book, index, entry) => {
      if (index < 1 || index > capacity(book)) return false;
      if (entry) entries(book).set(index, entry);
      else entries(book).delete(index);
      return true;
    },
    firstFree: (book) => {
      const places = Array.from({ length: capacity(book) }, (_, place) => place + 1);
      return places.find((place) => !entries(book).has(place));
    },
  };
}
