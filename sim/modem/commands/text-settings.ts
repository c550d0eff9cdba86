/** How texts are stored, shown and told: the settings of 3GPP TS 27.005 (3.2 and 3.3, and +CNMI in 3.4.1). */
import { fromWire, toWire } from '../charset.js';
import { CMS, cms, ok } from '../outcome.js';
import { addressOf } from '../pdu/address.js';
import type { Command, CommandTable, Handler, Memory, ModemCore } from '../types.js';
import { accepted, flagSetting, numberAt } from './shapes.js';

const MEMORIES: readonly Memory[] = ['SM', 'ME'];

const service: Handler = (command, { settings }) => {
  if (command.kind === 'test') return ok('+CSMS: (0,1)');
  if (command.kind === 'read') return ok(`+CSMS: ${settings.service},1,1,1`);
  const wanted = numberAt(command, 0);
  if (wanted !== 0 && wanted !== 1) return cms(CMS.notSupported);
  settings.service = wanted;
  return ok('+CSMS: 1,1,1');
};

const memories: Handler = (command, modem) => {
  const { settings } = modem;
  const all = `(${MEMORIES.map((memory) => `"${memory}"`).join(',')})`;
  if (command.kind === 'test') return ok(`+CPMS: ${all},${all},${all}`);
  if (command.kind === 'read') {
    return ok(`+CPMS: ${settings.memories.map((memory) => `"${memory}",${fill(modem, memory)}`).join(',')}`);
  }
  const wanted = [0, 1, 2].map((place) => memoryAt(command, place, settings.memories[place] ?? 'SM'));
  const [first, second, third] = wanted;
  if (!first || !second || !third) return cms(CMS.notAllowed);
  settings.memories = [first, second, third];
  return ok(`+CPMS: ${settings.memories.map((memory) => fill(modem, memory)).join(',')}`);
};

function memoryAt(command: Command, place: number, fallback: Memory): Memory | undefined {
  const name = command.args[place];
  return name === undefined ? fallback : MEMORIES.find((memory) => memory === name.toUpperCase());
}

function fill({ store }: ModemCore, memory: Memory): string {
  return `${store.used(memory)},${store.capacity(memory)}`;
}

/** Highest values of mode, mt, bm, ds, bfr. */
const INDICATION_MAX = [3, 3, 2, 2, 1] as const;

const indications: Handler = (command, { settings }) => {
  if (command.kind === 'test') return ok('+CNMI: (0-3),(0-3),(0,2),(0-2),(0,1)');
  const { mode, texts, broadcasts, reports, buffer } = settings.indications;
  const now = [mode, texts, broadcasts, reports, buffer];
  if (command.kind === 'read') return ok(`+CNMI: ${now.join(',')}`);
  const wanted = now.map((value, place) => numberAt(command, place, value) ?? -1);
  const isBad = wanted.some((value, place) => value < 0 || value > (INDICATION_MAX[place] ?? 0));
  if (isBad || command.args.length > 5) return cms(CMS.notAllowed);
  const [m = 0, t = 0, b = 0, r = 0, f = 0] = wanted;
  settings.indications = { mode: m, texts: t, broadcasts: b, reports: r, buffer: f };
  return ok();
};

const serviceCentre: Handler = (command, { settings }) => {
  if (command.kind === 'test') return ok();
  if (command.kind === 'read') {
    const { type } = addressOf(settings.serviceCentre);
    return ok(`+CSCA: "${toWire(settings.serviceCentre, settings.charset)}",${type}`);
  }
  const number = fromWire(command.args[0] ?? '', settings.charset);
  if (number === undefined || !/^\+?\d{3,20}$/.test(number)) return cms(CMS.badText);
  const isInternational = numberAt(command, 1) === 145 && !number.startsWith('+');
  settings.serviceCentre = isInternational ? `+${number}` : number;
  return ok();
};

const textParameters: Handler = (command, { settings }) => {
  if (command.kind === 'test') return ok();
  const { firstOctet, validity, pid, dcs } = settings.textParameters;
  if (command.kind === 'read') return ok(`+CSMP: ${firstOctet},${validity},${pid},${dcs}`);
  const [f, v, p, d] = [firstOctet, validity, pid, dcs].map((value, place) =>
    numberAt(command, place, value),
  );
  if ([f, v, p, d].some((value) => value === undefined || value < 0 || value > 255)) return cms(CMS.badText);
  settings.textParameters = { firstOctet: f ?? 17, validity: v ?? 167, pid: p ?? 0, dcs: d ?? 0 };
  return ok();
};

export const textSettingCommands: CommandTable = {
  '+CSMS': service,
  '+CPMS': memories,
  '+CNMI': indications,
  '+CSCA': serviceCentre,
  '+CSMP': textParameters,
  '+CMGF': flagSetting(
    ({ settings }) => settings.textMode,
    ({ settings }, on) => {
      settings.textMode = on;
    },
  ),
  '+CSDH': flagSetting(
    ({ settings }) => settings.showHeader,
    ({ settings }, on) => {
      settings.showHeader = on;
    },
  ),
  '+CSAS': accepted,
  '+CRES': accepted,
  '+CSCB': accepted,
  '+CMMS': accepted,
};
