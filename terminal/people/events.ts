/**
 * The people of the shop: employees, their roles and departments, and who stood at the keypad. A PIN is written nowhere: `salt` and
 * `hash` (hex) are scrypt of it.
 */
export interface PeopleEvents {
  /** `no`: what they are called by at the keypad, 1, 2, 3 …; it is never given to another. `department`: empty for none. */
  'people.joined': {
    v: 1;
    employee: string;
    no: number;
    name: string;
    department: string;
    role: string;
    salt: string;
    hash: string;
  };
  'people.changed': { v: 1; employee: string; name: string; department: string; role: string };
  /** They may not log in any more; what they did keeps their name. */
  'people.left': { v: 1; employee: string };
  'people.returned': { v: 1; employee: string };
  'people.pin-set': { v: 1; employee: string; salt: string; hash: string };
  /** By themselves, who knew the old one. */
  'people.pin-changed': { v: 1; employee: string; salt: string; hash: string };
  /** Some in a row make everybody wait before the next try with this name. */
  'people.pin-wrong': { v: 1; employee: string };
  /** Tries may begin again at once. */
  'people.unlocked': { v: 1; employee: string };
  'people.logged-in': { v: 1; employee: string };
  'people.logged-out': { v: 1; employee: string; why: 'key' | 'idle' };
  /** `limits`: fen in a day up to which somebody may what is not among `rights`. */
  'people.role-set': {
    v: 1;
    role: string;
    name: string;
    rights: readonly string[];
    limits?: Readonly<Record<string, number>>;
  };
  'people.role-removed': { v: 1; role: string };
  'people.department-set': { v: 1; department: string; name: string };
  'people.department-removed': { v: 1; department: string };
  /** The terminal locks after so many minutes without a key; 0: never by itself. */
  'people.idle-set': { v: 1; minutes: number };
}
