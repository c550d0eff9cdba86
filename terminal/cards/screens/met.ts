/** A card was laid down, swiped or scanned somewhere: whom it opens, or why it opens nobody, in words. */

import type { App } from '../../app.js';
import { customerByNo, maskName } from '../../customers/index.js';
import type { Go } from '../../go.js';
import { mainOf } from '../../identity/index.js';
import type { Format, Nav, Translate } from '../../ui/types.js';
import type { LaidCard } from '../commands.js';
import { type Found, lookUp } from '../look-up.js';
import { proved } from '../prove.js';
import { numberWords, stateWords } from './words.js';

export interface MetIn {
  readonly nav: Nav;
  readonly t: Translate;
  readonly format: Format;
}

/** Row number of the customer whom it opens, once it has proved itself where it can. Of any other card the person is told what it is; a blank one can be issued with one key. */
export async function meetCard(
  app: App,
  go: Go,
  laid: LaidCard,
  { nav, t, format }: MetIn,
): Promise<number | undefined> {
  const card = await proved(app.kernel, app.prover, laid);
  const found = lookUp(app.kernel.state, card);
  switch (found.as) {
    case 'valid':
      return whose(app, found, { nav, t });
    case 'stopped':
      void nav.message({
        title: t('cards.stopped'),
        text: stoppedWords(app, found, { t, format }),
        style: 'warning',
      });
      return undefined;
    case 'unknown':
      go.unknownCard(nav, card);
      return undefined;
    case 'phone':
    case 'random':
    case 'bank':
    case 'cloned':
      nav.notice(t(`error.command/card-${found.as}`), 'warning');
      return undefined;
  }
}

/** The person whom a valid card opens, whoever it was issued to before a merge; of somebody deleted it opens nobody. */
function whose(
  { kernel: { state } }: App,
  { card }: Extract<Found, { as: 'valid' }>,
  { nav, t }: Pick<MetIn, 'nav' | 't'>,
): number | undefined {
  const no = mainOf(state, card.customer);
  const customer = customerByNo(state, no);
  if (customer?.removed === null) return no;
  const facts = { number: numberWords(card.uid), name: maskName(customer?.name ?? '') };
  void nav.message({ title: t('cards.stopped'), text: t('cards.deleted', facts), style: 'warning' });
  return undefined;
}

/** Whose it was stays masked: whoever holds a lost card is not told whom it belongs to. */
function stoppedWords(
  { kernel }: App,
  { card }: Extract<Found, { as: 'stopped' }>,
  { t, format }: Pick<MetIn, 't' | 'format'>,
): string {
  const name = maskName(customerByNo(kernel.state, card.customer)?.name ?? '');
  const facts = { number: numberWords(card.uid), name, since: format.dateTime(card.since) };
  const words = t(`cards.stopped.${card.state}`, facts);
  return card.replacement === ''
    ? words
    : `${words}\n${t('cards.stopped.by', { number: numberWords(card.replacement) })} ${stateWords({ state: 'valid' }, t)}`;
}
