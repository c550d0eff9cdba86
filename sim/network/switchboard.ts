/** The network's part in calls: who rings whom, who answers, who gives up. */
import type { Cancel } from '../../drivers/host/types.js';
import { TerminalError } from '../../protocol/errors.js';
import type { CallEnd, DialBehaviour, Handset, Network, NetworkCall, NetworkOptions } from './types.js';

const WITHHELD = 'withheld';
const DIALABLE = /^\+?[0-9*#]{1,20}$/;

type Switchboard = Pick<Network, 'dial' | 'accept' | 'release' | 'call' | 'hangUp' | 'whenDialled' | 'calls'>;

export function createSwitchboard(options: NetworkOptions, handset: () => Handset | undefined): Switchboard {
  const { clock, alertAfterMs = 800, answerAfterMs = 2000, ringForMs = 60_000 } = options;
  const calls = new Map<number, NetworkCall>();
  const timers = new Map<number, Cancel>();
  let behaviour: DialBehaviour = 'answer';
  let nextId = 1;

  const later = (call: NetworkCall, ms: number, fn: () => void): void => {
    timers.get(call.id)?.();
    timers.set(call.id, clock.after(ms, fn));
  };
  const drop = (call: NetworkCall): void => {
    timers.get(call.id)?.();
    timers.delete(call.id);
    calls.delete(call.id);
  };
  const end = (call: NetworkCall, why: CallEnd): void => {
    drop(call);
    handset()?.ended(call, why);
  };
  const open = (number: string | undefined, direction: NetworkCall['direction']): NetworkCall => {
    const call = { id: nextId++, number, direction };
    calls.set(call.id, call);
    return call;
  };

  const connect = (call: NetworkCall): void => {
    timers.delete(call.id);
    handset()?.answered(call);
  };
  const reach = (call: NetworkCall): void => {
    if (behaviour === 'busy' || behaviour === 'unreachable') {
      end(call, behaviour);
      return;
    }
    handset()?.alerting(call);
    if (behaviour === 'no-answer') later(call, ringForMs, () => end(call, 'no-answer'));
    else later(call, answerAfterMs, () => connect(call));
  };

  return {
    dial: (number) => {
      const call = open(number, 'out');
      later(call, alertAfterMs, () => reach(call));
      return call;
    },
    accept: (call) => {
      timers.get(call.id)?.();
      timers.delete(call.id);
    },
    release: drop,
    call: (number) => {
      if (number !== WITHHELD && !DIALABLE.test(number)) {
        throw new TerminalError('sim/number', `nobody can call from "${number}"`);
      }
      const call = open(number === WITHHELD ? undefined : number, 'in');
      const answer = handset()?.ring(call) ?? 'absent';
      if (answer !== 'ringing') {
        drop(call);
        throw new TerminalError(
          `sim/${answer}`,
          answer === 'busy' ? 'the line is busy' : 'the phone is not on the network',
        );
      }
      later(call, ringForMs, () => end(call, 'no-answer'));
      return call;
    },
    hangUp: () => {
      const newest = [...calls.values()].at(-1);
      if (!newest) throw new TerminalError('sim/no-call', 'there is no call to hang up');
      end(newest, 'hung-up');
    },
    whenDialled: (next) => {
      behaviour = next;
    },
    calls: () => [...calls.values()],
  };
}
