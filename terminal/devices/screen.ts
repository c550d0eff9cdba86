/** Every device in words. */
import type { Device } from '../../drivers/device.js';
import type { App } from '../app.js';
import type { Go } from '../go.js';
import { pair, paragraph, span } from '../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../ui/types.js';

const NAMES = ['modem', 'reader', 'printer', 'display', 'link'] as const;

export function createDevicesScreen(app: App, go: Go, path?: string): Screen {
  const endings: Array<() => void> = [];
  return {
    name: 'devices.list',
    help: 'devices.list.help',
    ...(path === undefined ? {} : { path }),
    enter({ nav }) {
      for (const end of endings.splice(0)) end();
      for (const name of NAMES) endings.push(app.devices[name].onStatus(nav.refresh));
    },
    closed: () => {
      for (const end of endings.splice(0)) end();
    },
    view: (context) => ({
      body: [...NAMES.map((name) => deviceLine(name, app.devices[name], context)), ...simLines(app, context)],
      hints: [
        { key: '1', label: context.t('backup.menu') },
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    }),
    key: (key, { nav }) => (key.name === '1' ? go.backup(nav, path && `${path}-1`) : 'unused'),
  };
}

/** What to do about a SIM that is locked: a wrong PIN more may cost the shop its number. */
function simLines({ devices: { modem } }: App, { t, size }: ScreenContext): Line[] {
  const { reason } = modem.status();
  if (reason === 'sim-puk') return paragraph(t('devices.sim.puk'), size.columns, 'warning');
  if (reason !== 'sim-pin' && reason !== 'sim-pin-wrong') return [];
  const left = modem.info().pinTriesLeft;
  const words =
    left === undefined
      ? t('devices.sim.pin')
      : t(left < TRIES_KEPT ? 'devices.sim.last' : 'devices.sim.tries', { left });
  return paragraph(words, size.columns, 'warning');
}

/** With fewer than these the modem's driver tries no PIN by itself. */
const TRIES_KEPT = 2;

function deviceLine(name: (typeof NAMES)[number], device: Device, { t, size }: ScreenContext): Line {
  const { state, reason } = device.status();
  const key = `devices.reason.${reason ?? ''}`;
  const why = reason === undefined ? '' : t(key) === key ? reason : t(key);
  const words = [t(`ui.state.${state}`), why].filter((word) => word !== '').join(' · ');
  return pair(t(`devices.${name}`), [span(words, state === 'ready' ? 'good' : 'warning')], size.columns);
}
