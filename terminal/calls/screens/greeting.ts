/** What the customer display says of a call and of a tap: a masked name, and nothing while a sale has the display. */
import type { App } from '../../app.js';
import { maskName } from '../../customers/index.js';
import { profilesByPhone } from '../../profile/index.js';
import type { Translate } from '../../ui/types.js';
import type { LiveCall } from '../desk.js';

export interface Greeting {
  /** The calls changed: who is talked to is greeted, else who called first; nobody any more clears it. */
  calls(live: readonly LiveCall[]): void;
  /** A member laid a card down. */
  member(name: string): void;
}

/** `selling`: a sale is open, whose amounts stay on the display. */
export function createGreeting(app: App, t: Translate, selling: () => boolean): Greeting {
  /** What a call put on the display. */
  let greeted: string | undefined;

  return {
    calls(all) {
      const live = all.filter(({ direction }) => direction === 'in');
      const call = live.find(({ state }) => state === 'answered') ?? live[0];
      const name = call && profilesByPhone(app.kernel.state, call.key)[0]?.customer.name;
      const greeting = name === undefined ? undefined : maskName(name);
      if (greeting === greeted) return;
      greeted = greeting;
      if (selling()) return;
      const words = greeting === undefined ? 'counter.display.welcome' : 'calls.display.hello';
      app.devices.display.show(t(words), greeting ?? '');
    },
    member(name) {
      if (!selling()) app.devices.display.show(t('counter.display.welcome'), maskName(name));
    },
  };
}
