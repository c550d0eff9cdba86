/** Asks for the proof that a payment needs: a card, the PIN, or a code by text, whichever the customer has. */
import type { App } from '../../app.js';
import type { Customer } from '../../customers/index.js';
import { saltFrom } from '../../secrets/index.js';
import { STAFF } from '../../staff.js';
import type { ScreenContext } from '../../ui/types.js';
import { newCode } from '../code.js';
import { proveByCode, proveByPin, sendCode } from '../commands.js';
import { proofsNeeded } from '../queries.js';
import { createCardScreen } from './card.js';
import { createTypedScreen } from './typed.js';

export interface AskedProof {
  readonly customer: Customer;
  /** From stored value, fen; 0 for a change of the PIN. */
  readonly amount: number;
  /** Told the pass, on the screen that is on top then; without one nothing needs to be proved. */
  readonly next: (context: ScreenContext, pass?: string) => Promise<void>;
}

/** What is asked for: `card` is one key for plain cards and for those that prove themselves. */
type Way = 'card' | 'pin' | 'code';

/** Calls `next` at once when no proof is needed, and never when the person gives up. */
export async function askProof(app: App, asked: AskedProof, context: ScreenContext): Promise<void> {
  const { customer, amount, next } = asked;
  const { nav, t } = context;
  const enough = proofsNeeded(app.kernel.state, customer.no, amount, app.clock.now());
  if (enough === 'impossible') {
    await nav.message({ text: t('error.command/proof-impossible'), style: 'warning' });
    return;
  }
  if (enough.length === 0) return next(context);
  const ways = [...new Set(enough.map((how): Way => (how === 'proven' ? 'card' : how)))];
  const way = ways.length === 1 ? ways[0] : await chosenWay(ways, context);
  if (way !== undefined) await proveBy(app, way, asked, context);
}

/** The same with the ways given: a PIN is changed by the one before, or a code. */
export async function proveBy(app: App, way: Way, asked: AskedProof, context: ScreenContext): Promise<void> {
  const { kernel, clock, stamps } = app;
  const { customer, amount, next } = asked;
  const { nav, t, format } = context;
  const pass = kernel.ids.next();
  const wanted = () => ({ pass, customer: customer.id, amount, now: clock.now() });
  const why =
    amount > 0 ? t('proof.why', { amount: format.money(amount), name: customer.name }) : t('proof.why-pin');
  const done = (own: ScreenContext) => next(own, pass);
  if (way === 'card') return nav.push(createCardScreen(app, { wanted, why, next: done }));
  if (way === 'pin') {
    const attempt = (pin: string) =>
      kernel.transact(STAFF, (state) => proveByPin(state, { ...wanted(), pin, stamp: stamps.next() }));
    return nav.push(createTypedScreen({ name: 'proof.pin', why, try: attempt, next: done }));
  }
  const code = kernel.ids.next();
  const fresh = { code, text: kernel.ids.next(), digits: newCode(app.random), salt: saltFrom(app.random) };
  const { key } = await kernel.transact(STAFF, (state) => sendCode(state, { ...wanted(), ...fresh }));
  nav.notice(t('proof.code.sent', { phone: format.phone(key) }), 'good');
  const attempt = (digits: string) =>
    kernel.transact(STAFF, (state) => proveByCode(state, { ...wanted(), code, digits }));
  nav.push(createTypedScreen({ name: 'proof.code', why, try: attempt, next: done }));
}

function chosenWay(ways: readonly Way[], { nav, t }: ScreenContext): Promise<Way | undefined> {
  return nav.choose(
    t('proof.ask'),
    ways.map((way) => ({ label: t(`proof.by.${way}`), value: way })),
  );
}
