/** Every device in words. */
import type { Device } from '../../drivers/device.js';
import type { App } from '../app.js';
import type { Go } from '../go.js';
import { pair, span } from '../ui/lines.js';
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
      body: NAMES.map((name) => deviceLine(name, app.devices[name], context)),
      hints: [
        { key: '1', label: context.t('backup.menu') },
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    }),
    key: (key, { nav }) => (key.name === '1' ? go.backup(nav, path && `${path}-1`) : 'unused'),
  };
}

function deviceLine(name: (typeof NAMES)[number], device: Device, { t, size }: ScreenContext): Line {
  const { state, reason } = device.status();
  const key = `devices.reason.${reason ?? ''}`;
  const why = reason === undefined ? '' : t(key) === key ? reason : t(key);
  const words = [t(`ui.state.${state}`), why].filter((word) => word !== '').join(' · ');
  return pair(t(`devices.${name}`), [span(words, state === 'ready' ? 'good' : 'warning')], size.columns);
}
