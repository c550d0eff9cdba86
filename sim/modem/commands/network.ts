/** Registration, operator, signal, USSD and what is read from the SIM (3GPP TS 27.007, 7 and 8.5). */
import { fromWire, toWire, ucs2Hex } from '../charset.js';
import { CME, cme, ok } from '../outcome.js';
import { addressOf } from '../pdu/address.js';
import { registrationFields } from '../registration.js';
import type { CommandTable, Handler } from '../types.js';
import { accepted, fixed, flagSetting, numberAt } from './shapes.js';

const USSD_AFTER_MS = 800;

function registration(name: '+CREG' | '+CGREG' | '+CEREG'): Handler {
  return (command, modem) => {
    if (command.kind === 'test') return ok(`${name}: (0-2)`);
    const mode = modem.settings.registrationUrc[name];
    if (command.kind === 'read') return ok(`${name}: ${mode},${registrationFields(modem, mode)}`);
    const wanted = numberAt(command, 0);
    if (wanted === undefined || wanted < 0 || wanted > 2) return cme(CME.badParameters);
    modem.settings.registrationUrc[name] = wanted;
    return ok();
  };
}

const operator: Handler = (command, modem) => {
  const { settings, network } = modem;
  const { name, shortName, code } = network.operator;
  const quoted = (text: string): string => `"${toWire(text, settings.charset)}"`;
  if (command.kind === 'test') {
    return ok(`+COPS: (2,${quoted(name)},${quoted(shortName)},"${code}"),,(0-4),(0-2)`);
  }
  if (command.kind === 'read') {
    if (!modem.registered()) return ok('+COPS: 0');
    const told = [quoted(name), quoted(shortName), `"${code}"`][settings.operatorFormat];
    return ok(`+COPS: 0,${settings.operatorFormat},${told}`);
  }
  const format = numberAt(command, 1, settings.operatorFormat);
  if (format !== 0 && format !== 1 && format !== 2) return cme(CME.badParameters);
  settings.operatorFormat = format;
  return ok();
};

const ussd: Handler = (command, modem) => {
  const { settings } = modem;
  if (command.kind === 'test') return ok('+CUSD: (0-2)');
  if (command.kind === 'read') return ok(`+CUSD: ${settings.ussdUrc ? 1 : 0}`);
  const mode = numberAt(command, 0, 0);
  if (mode === undefined || mode > 2) return cme(CME.badParameters);
  if (mode < 2) settings.ussdUrc = mode === 1;
  const code = command.args[1] === undefined ? undefined : fromWire(command.args[1], settings.charset);
  if (mode === 2 || code === undefined) return ok();
  if (!modem.registered()) return cme(CME.noNetwork);
  const answer = modem.options.ussd?.[code] ?? '您的余额为50.00元';
  // TS 23.038 clause 5: 15 is the 7 bit alphabet, which a modem shows as it is; 72 is UCS-2, shown in hexadecimal.
  const told = /^[\x20-\x7e]*$/.test(answer) ? `"${answer}",15` : `"${ucs2Hex(answer)}",72`;
  modem.clock.after(USSD_AFTER_MS, () => modem.urc(`+CUSD: 0,${told}`));
  return ok();
};

export const networkCommands: CommandTable = {
  '+CREG': registration('+CREG'),
  '+CGREG': registration('+CGREG'),
  '+CEREG': registration('+CEREG'),
  '+CGATT': fixed((modem) => [`+CGATT: ${modem.registered() ? 1 : 0}`]),
  '+COPS': operator,
  '+CSQ': fixed((modem) => [`+CSQ: ${modem.registered() ? modem.radio.signal : 99},0`]),
  '+CUSD': ussd,
  '+CSSN': accepted,
  '+CIMI': fixed(({ identity }) => [identity.imsi]),
  '+CCID': fixed(({ identity }) => [identity.iccid]),
  '+CNUM': fixed(({ identity }) => [`+CNUM: "","${identity.number}",${addressOf(identity.number).type}`]),
  '+CRSL': accepted,
  '+CLVL': accepted,
  '+CMUT': flagSetting(
    () => false,
    () => undefined,
  ),
};
