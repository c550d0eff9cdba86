/** The lower half of the wide home screen: who called last, and what was sold last. */
import type { App } from '../app.js';
import { callLog, type LoggedCall } from '../calls/index.js';
import { recentSales } from '../counter/index.js';
import { customerByNo, customersByPhone } from '../customers/index.js';
import { beside, box, cells, line, pair, span } from '../ui/lines.js';
import type { Line, ScreenContext } from '../ui/types.js';

/** Two boxes side by side, `height` rows with their frames; none when there is no room for a row in them. */
export function recentBoxes(app: App, height: number, context: ScreenContext): Line[] {
  if (height < 3) return [];
  const { t, size } = context;
  const half = size.columns / 2;
  const calls = box(t('home.recent.calls'), callLines(app, height - 2, half - 4, context), half, height);
  const sales = box(t('home.recent.sales'), saleLines(app, height - 2, half - 4, context), half, height);
  return beside(calls, half, sales);
}

function callLines(app: App, rows: number, width: number, { t, format }: ScreenContext): Line[] {
  const { state } = app.kernel;
  const calls = callLog(state, 0, rows);
  if (calls.length === 0) return [line(t('home.recent.no-calls'), 'dim')];
  return calls.map((call) => {
    const who = customersByPhone(state, call.key)[0]?.name ?? '';
    const number = call.key === '' ? t(`calls.${numberless(call)}`) : format.phone(call.key);
    const left = cells([
      [[span(format.time(call.at), 'dim')], 5],
      [number, 14],
      [who, Math.max(4, width - 29)],
    ]);
    return pair(
      left,
      [span(t(`calls.state.${call.state}`), call.state === 'missed' ? 'warning' : 'dim')],
      width,
    );
  });
}

function numberless({ validity }: LoggedCall): 'withheld' | 'unavailable' {
  return validity === 'withheld' ? 'withheld' : 'unavailable';
}

function saleLines(app: App, rows: number, width: number, { t, format }: ScreenContext): Line[] {
  const { state } = app.kernel;
  const sales = recentSales(state, rows);
  if (sales.length === 0) return [line(t('home.recent.no-sales'), 'dim')];
  return sales.map(({ at, amount, customer }) => {
    const who = customer === null ? '' : (customerByNo(state, customer)?.name ?? '');
    const left = cells([
      [[span(format.time(at), 'dim')], 5],
      [who, Math.max(4, width - 20)],
    ]);
    return pair(left, [span(format.money(amount), 'money')], width);
  });
}
