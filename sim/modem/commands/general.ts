/** Commands of ITU-T V.250 and the general ones of 3GPP TS 27.007 (5 and 8). */
import { CHARSETS } from '../charset.js';
import { CME, cme, final, ok } from '../outcome.js';
import { clockText } from '../pdu/timestamp.js';
import type { CommandTable, Handler, Settings } from '../types.js';
import { accepted, fixed, flagSetting, numberAt, numberSetting } from './shapes.js';

/** `E`, `E0`, `E1`: no digit means 0. */
function basicFlag(set: (settings: Settings, on: boolean) => void): Handler {
  return (command, { settings }) => {
    const value = numberAt(command, 0, 0);
    if (value !== 0 && value !== 1) return final('ERROR');
    set(settings, value === 1);
    return ok();
  };
}

const register: Handler = (command, { settings }) => {
  const number = numberAt(command, 0) ?? 0;
  if (command.kind === 'read') return ok(String(settings.registers.get(number) ?? 0).padStart(3, '0'));
  const value = numberAt(command, 1);
  if (value === undefined || value > 255) return final('ERROR');
  settings.registers.set(number, value);
  return ok();
};

const charset: Handler = (command, { settings }) => {
  const names = CHARSETS.map((name) => `"${name}"`).join(',');
  if (command.kind === 'test') return ok(`+CSCS: (${names})`);
  if (command.kind === 'read') return ok(`+CSCS: "${settings.charset}"`);
  const wanted = CHARSETS.find((name) => name === command.args[0]?.toUpperCase());
  if (!wanted) return cme(CME.badParameters);
  settings.charset = wanted;
  return ok();
};

const pin: Handler = (command, modem) => {
  const { radio, options } = modem;
  if (options.sim === false) return cme(CME.noSim);
  if (command.kind === 'read') return ok(`+CPIN: ${radio.lock}`);
  if (command.kind === 'test') return ok();
  if (radio.lock === 'READY') return cme(CME.notAllowed);
  if (radio.lock === 'SIM PUK') return cme(CME.simPuk);
  if (command.args[0] !== options.pin) {
    radio.pinTriesLeft -= 1;
    if (radio.pinTriesLeft === 0) radio.lock = 'SIM PUK';
    return cme(radio.pinTriesLeft === 0 ? CME.simPuk : CME.wrongPassword);
  }
  radio.lock = 'READY';
  radio.pinTriesLeft = 3;
  modem.clock.after(0, () => modem.registrationChanged());
  return ok();
};

/** Tries left, as SIMCom and 27.007 8.65 tell them. */
const pinTries: Handler = (command, { options, radio }) => {
  if (options.sim === false) return cme(CME.noSim);
  if (command.name === '+SPIC') return ok(`+SPIC: ${radio.pinTriesLeft},10,3,10`);
  return command.kind === 'test' ? ok() : ok(`+CPINR: SIM PIN,${radio.pinTriesLeft},3`);
};

const functionality: Handler = (command, modem) => {
  if (command.kind === 'test') return ok('+CFUN: (0,1,4),(0,1)');
  if (command.kind === 'read') return ok(`+CFUN: ${modem.radio.functionality}`);
  const level = numberAt(command, 0);
  if (level !== 0 && level !== 1 && level !== 4) return cme(CME.badParameters);
  modem.radio.functionality = level;
  if (numberAt(command, 1, 0) === 1) modem.clock.after(0, () => modem.reboot());
  else modem.clock.after(0, () => modem.registrationChanged());
  return ok();
};

const clock: Handler = (command, modem) => {
  if (command.kind === 'test') return ok();
  const { network, radio } = modem;
  if (command.kind === 'read') {
    return ok(`+CCLK: "${clockText(modem.clock.now() + radio.clockOffsetMs, network.zoneQuarters)}"`);
  }
  const fields = /^(\d\d)\/(\d\d)\/(\d\d),(\d\d):(\d\d):(\d\d)([+-]\d\d)?$/.exec(command.args[0] ?? '');
  if (!fields) return cme(CME.badParameters);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, zone = network.zoneQuarters] = fields
    .slice(1)
    .map((field) => (field === undefined ? undefined : Number(field)));
  const set = Date.UTC(2000 + year, month - 1, day, hour, minute, second) - zone * 15 * 60_000;
  radio.clockOffsetMs = set - modem.clock.now();
  return ok();
};

const identityLines: Handler = (_command, { identity }) =>
  ok(`${identity.manufacturer} ${identity.model}`, `Revision: ${identity.revision}`);

export const generalCommands: CommandTable = {
  E: basicFlag((settings, on) => {
    settings.echo = on;
  }),
  V: basicFlag((settings, on) => {
    settings.verbose = on;
  }),
  Q: basicFlag((settings, on) => {
    settings.quiet = on;
  }),
  S: register,
  I: identityLines,
  Z: (_command, modem) => {
    modem.calls.release();
    modem.resetSettings(true);
    return ok();
  },
  '&F': (_command, modem) => {
    modem.resetSettings(false);
    return ok();
  },
  '&W': (_command, modem) => {
    modem.storeSettings();
    return ok();
  },
  '&C': accepted,
  '&D': accepted,
  '&K': accepted,
  L: accepted,
  M: accepted,
  X: accepted,
  '+IPR': accepted,
  '+IFC': accepted,
  '+ICF': accepted,
  '+CSCLK': accepted,
  '+CTZR': accepted,
  '+CTZU': flagSetting(
    ({ settings }) => settings.timeZoneUrc,
    ({ settings }, on) => {
      settings.timeZoneUrc = on;
    },
  ),
  '+CMEE': numberSetting({
    range: '(0-2)',
    min: 0,
    max: 2,
    get: ({ settings }) => settings.errorMode,
    set: ({ settings }, value) => {
      settings.errorMode = value === 2 ? 2 : value === 1 ? 1 : 0;
    },
  }),
  '+CSCS': charset,
  '+CPIN': pin,
  '+CPINR': pinTries,
  '+SPIC': pinTries,
  '+CFUN': functionality,
  '+CCLK': clock,
  '+CBC': fixed(() => ['+CBC: 0,100,4100']),
  '+CPAS': fixed(({ calls }) => [`+CPAS: ${activity(calls.list().map((call) => call.state))}`]),
  '+GCAP': fixed(() => ['+GCAP: +CGSM']),
  '+GMI': fixed(({ identity }) => [identity.manufacturer]),
  '+CGMI': fixed(({ identity }) => [identity.manufacturer]),
  '+GMM': fixed(({ identity }) => [identity.model]),
  '+CGMM': fixed(({ identity }) => [identity.model]),
  '+GMR': fixed(({ identity }) => [`Revision:${identity.revision}`]),
  '+CGMR': fixed(({ identity }) => [`Revision:${identity.revision}`]),
  '+GSN': fixed(({ identity }) => [identity.imei]),
  '+CGSN': fixed(({ identity }) => [identity.imei]),
};

/** +CPAS (TS 27.007, 8.1): 0 ready, 3 ringing, 4 call in progress. */
function activity(states: readonly number[]): number {
  if (states.length === 0) return 0;
  return states.some((state) => state <= 3) ? 4 : 3;
}
