/** Calls: ITU-T V.250 (6.3) and 3GPP TS 27.007 (6.5, 7.6–7.18). */
import type { CallEnd } from '../../network/types.js';
import { CALL, type ModemCall } from '../calls.js';
import { fromWire } from '../charset.js';
import { CME, cme, final, ok } from '../outcome.js';
import { addressOf } from '../pdu/address.js';
import type { Command, CommandTable, Handler, ModemCore, Outcome } from '../types.js';
import { flagSetting, numberAt } from './shapes.js';

/** A character read out quickly. */
const SPOKEN_MS = 30;

/** Modifiers of a dial string that mean nothing to a GSM voice call: tone, pulse, wait, pause (V.250, 6.3.1.2). */
const MODIFIERS = /[TPW,!@\s"-]/gi;

const dial: Handler = (command, modem) => {
  const number = /^([+0-9*#A-D]{1,40})[ig]*;$/i.exec((command.args[0] ?? '').replace(MODIFIERS, ''))?.[1];
  if (number === undefined) return final('NO CARRIER');
  if (!modem.registered() || modem.calls.find(CALL.active, CALL.dialing, CALL.alerting))
    return final('NO CARRIER');
  const call = modem.calls.dial(number);
  return modem.settings.connectedLine ? untilConnected(call, modem) : ok();
};

/** With +COLP the result waits for the far end (TS 27.007, 7.8). */
function untilConnected(call: ModemCall, modem: ModemCore): Outcome {
  return {
    kind: 'abortable',
    start: (finish) => {
      const forget = modem.calls.onOutcome(call, (why) => finish(connectionResult(call, why)));
      return () => {
        forget();
        modem.calls.releaseCall(call);
      };
    },
  };
}

function connectionResult(call: ModemCall, why: CallEnd | 'answered'): Outcome {
  const number = call.network.number ?? '';
  if (why === 'answered') return ok(`+COLP: "${number}",${addressOf(number).type}`);
  if (why === 'busy') return final('BUSY');
  return final(why === 'no-answer' ? 'NO ANSWER' : 'NO CARRIER');
}

const answer: Handler = (_command, { calls }) => (calls.answer() ? ok() : final('NO CARRIER'));

const hangUp: Handler = (command, { calls }) => {
  if (command.kind === 'test') return ok();
  const waiting = calls.find(CALL.waiting);
  calls.release(CALL.active, CALL.dialing, CALL.alerting, CALL.incoming);
  if (!waiting) calls.release(CALL.held);
  return ok();
};

const list: Handler = (command, { calls }) => {
  if (command.kind === 'test') return ok();
  return ok(...calls.list().map(listed));
};

/** `<id>,<dir>,<stat>,<mode>,<mpty>,<number>,<type>`. */
function listed(call: ModemCall): string {
  const { number, direction } = call.network;
  const address = number === undefined ? '"",128' : `"${number}",${addressOf(number).type}`;
  return `+CLCC: ${call.index},${direction === 'in' ? 1 : 0},${call.state},0,0,${address}`;
}

/** TS 22.030, 6.5.5.1: 0 refuse what waits or is held; 1 end the active, 2 hold it, and take the other; 1N end N. */
const hold: Handler = (command, { calls }) => {
  if (command.kind === 'test') return ok('+CHLD: (0,1,1x,2)');
  const what = command.args[0];
  if (what === '0')
    return calls.release(CALL.waiting) || calls.release(CALL.held) ? ok() : cme(CME.notAllowed);
  if (what === '1') {
    const wasWaiting = calls.find(CALL.waiting);
    calls.release(CALL.active);
    if (wasWaiting) calls.answer();
    else calls.swap();
    return ok();
  }
  if (what === '2') {
    calls.swap();
    return ok();
  }
  const call = calls.list().find((each) => what === `1${each.index}`);
  if (!call) return cme(CME.notSupported);
  calls.releaseCall(call);
  return ok();
};

const tones: Handler = (command: Command, { calls }) => {
  const active = calls.find(CALL.active);
  const wanted = command.args[0] ?? '';
  if (!active) return cme(CME.notAllowed);
  if (!/^[0-9*#A-D,]+$/i.test(wanted)) return cme(CME.badParameters);
  active.tones += wanted;
  return ok();
};

/** SIM800 and SIM7600 manuals: mode 1 is UCS-2 in hexadecimal; `+CTTS: 0` comes when it has been said. */
const textToSpeech: Handler = (command, { calls, clock, urc }) => {
  if (command.kind === 'test') return ok('+CTTS: (0-2)');
  const [mode, words = ''] = command.args;
  if (mode === '0') return ok();
  const text = mode === '1' ? fromWire(words, 'UCS2') : words;
  if (text === undefined || text === '') return cme(CME.badParameters);
  const active = calls.find(CALL.active);
  if (active) active.spoken += text;
  clock.after(text.length * SPOKEN_MS, () => urc('+CTTS: 0'));
  return ok();
};

const callWaiting: Handler = (command, { settings }) => {
  if (command.kind === 'test') return ok('+CCWA: (0,1)');
  if (command.kind === 'read') return ok(`+CCWA: ${settings.callWaiting ? 1 : 0}`);
  if (numberAt(command, 1) === 2) return ok('+CCWA: 1,1');
  settings.callWaiting = numberAt(command, 0, 0) === 1;
  return ok();
};

const callerId: Handler = (command, { settings }) => {
  if (command.kind === 'test') return ok('+CLIP: (0,1)');
  if (command.kind === 'read') return ok(`+CLIP: ${settings.callerId ? 1 : 0},1`);
  const on = numberAt(command, 0);
  if (on !== 0 && on !== 1) return cme(CME.badParameters);
  settings.callerId = on === 1;
  return ok();
};

export const callCommands: CommandTable = {
  D: dial,
  A: answer,
  H: hangUp,
  '+CHUP': hangUp,
  '+CLCC': list,
  '+CHLD': hold,
  '+VTS': tones,
  '+CTTS': textToSpeech,
  '+CCWA': callWaiting,
  '+CLIP': callerId,
  '+CRC': flagSetting(
    ({ settings }) => settings.extendedRing,
    ({ settings }, on) => {
      settings.extendedRing = on;
    },
  ),
  '+COLP': flagSetting(
    ({ settings }) => settings.connectedLine,
    ({ settings }, on) => {
      settings.connectedLine = on;
    },
  ),
};
