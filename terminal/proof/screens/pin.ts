/** A customer chooses a PIN, typed twice by the customer; changing it takes the one before, or a code by text. */
import type { App } from '../../app.js';
import { type Customer, customerByNo } from '../../customers/index.js';
import { saltFrom } from '../../secrets/index.js';
import { STAFF } from '../../staff.js';
import type { ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { removePin, setPin } from '../commands.js';
import { mobileOf, pinOf, triesLeft } from '../queries.js';
import { proveBy } from './ask.js';

/** From a customer's account; `no` is the row number. */
export async function askForPin(app: App, no: number, context: ScreenContext): Promise<void> {
  const { state } = app.kernel;
  const { nav, t } = context;
  const customer = customerByNo(state, no);
  if (!customer) return;
  if (!pinOf(state, no)) return nav.push(createPinForm(app, customer));
  const way = await nav.choose(t('proof.pin.change'), [
    ...(triesLeft(state, no) > 0 ? [{ label: t('proof.by.pin'), value: 'pin' as const }] : []),
    ...(mobileOf(state, no) === undefined ? [] : [{ label: t('proof.by.code'), value: 'code' as const }]),
    { label: t('proof.pin.remove'), value: 'remove' as const },
  ]);
  if (way === undefined) return;
  if (way === 'remove') return remove(app, customer, context);
  const next = async ({ nav: own }: ScreenContext, pass?: string) =>
    own.push(createPinForm(app, customer, pass));
  await proveBy(app, way, { customer, amount: 0, next }, context);
}

async function remove(app: App, { id, name }: Customer, { nav, t }: ScreenContext): Promise<void> {
  const text = t('proof.pin.remove.question', { name });
  if (!(await nav.confirm({ title: t('proof.pin.remove'), text, style: 'warning' }))) return;
  await app.kernel.transact(STAFF, (state) => removePin(state, id, app.stamps.next()));
  nav.notice(t('proof.pin.removed'), 'good');
}

export function createPinForm(app: App, { id, name }: Customer, pass?: string) {
  const pin = (label: string) => ({ kind: 'phone', label, required: true, secret: true }) as const;
  return createFormScreen({
    name: 'proof.pin.new',
    help: 'proof.pin.new.help',
    fields: { pin: pin('proof.pin.new'), again: pin('proof.pin.again') },
    async submit({ pin: typed, again }, { nav, t }) {
      if (typed !== again) return { field: 'again', text: t('proof.pin.differs') };
      const wanted = {
        ...{ customer: id, pin: typed, salt: saltFrom(app.random), stamp: app.stamps.next() },
        ...{ now: app.clock.now(), ...(pass !== undefined && { pass }) },
      };
      await app.kernel.transact(STAFF, (state) => setPin(state, wanted));
      nav.pop();
      nav.notice(t('proof.pin.set', { name }), 'good');
      return undefined;
    },
  });
}
