/** What becomes of cards at a till: lost, found again, replaced by a new one, retired. What the customer has stays the customer's. */

import { TerminalError } from '../../../protocol/errors.js';
import type { App } from '../../../terminal/app.js';
import { markCard, replaceCard, type WantedMark } from '../../../terminal/cards/commands.js';
import { type Card, cardHolder } from '../../../terminal/cards/queries.js';
import { mainOf } from '../../../terminal/identity/index.js';
import { STAFF } from '../../../terminal/staff.js';
import type { Chance } from '../chance.js';
import type { Deed } from './deed.js';

/** One of the cards that may have been issued; what lies on the reader is drawn from the same numbers. */
const anyUid = (chance: Chance): string => `04${String(chance.between(0, 99)).padStart(12, '0')}`;

const issuedUid = ({ kernel }: App, chance: Chance): string => {
  const place = chance.fraction();
  const all = kernel.state.all<Pick<Card, 'uid'>>('SELECT uid FROM cards ORDER BY uid');
  return all[Math.floor(place * all.length)]?.uid ?? anyUid(chance);
};

const marking =
  (state: WantedMark['state']): Deed =>
  async (app, chance) => {
    const uid = issuedUid(app, chance);
    const stamp = app.stamps.next();
    await app.kernel.transact(STAFF, (now) => markCard(now, { uid, state, stamp }));
    const opens = cardHolder(app.kernel.state, uid) !== undefined;
    if (opens !== (state === 'valid'))
      throw new TerminalError(
        'sim/card',
        `card ${uid} is ${state} and opens ${opens ? 'somebody' : 'nobody'}`,
      );
    return standing(app, uid);
  };

/** The stamp that stands; newer than the one that was asked with where another till's clock runs ahead. */
function standing({ kernel }: App, uid: string): string | undefined {
  return kernel.state.value<string>('SELECT stamp FROM card_marks WHERE uid = ?', uid);
}

const replacing: Deed = async (app, chance) => {
  const [old, uid] = [issuedUid(app, chance), anyUid(chance)];
  const stamp = app.stamps.next();
  const card = { uid, kind: 'ntag', random: false };
  const before = await app.kernel.transact(STAFF, (state) => replaceCard(state, { old, card, stamp }));
  const holder = cardHolder(app.kernel.state, uid);
  if (holder !== mainOf(app.kernel.state, before.customer) || cardHolder(app.kernel.state, old) !== undefined)
    throw new TerminalError(
      'sim/card',
      `card ${uid} in place of ${old} opens ${holder}, not ${before.customer}`,
    );
  return standing(app, old);
};

/** By how often they are done. */
export const CARD_DEEDS = [
  ['loses a card', 1, marking('lost')],
  ['finds a card', 1, marking('valid')],
  ['retires a card', 1, marking('retired')],
  ['replaces a card', 2, replacing],
] as const;
