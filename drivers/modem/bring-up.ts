/**
 * Brings a modem from any state to one where calls and texts are told: probes, sets, and falls back where a module refuses.
 * Errors: `modem/no-answer`, `modem/sim-missing`, `modem/sim-failure`, `modem/no-pdu-mode` or those of sim-pin.ts.
 */
import { argsOf, decimal, parseIdentity, parseStores } from '../../protocol/at/index.js';
import { isTerminalError, messageOf, TerminalError } from '../../protocol/errors.js';
import { sleep } from '../host/timing.js';
import { askIfAble, firstTaken, selectStore } from './asking.js';
import type { Channel } from './channel.js';
import { query } from './command.js';
import type { Link } from './link.js';
import { type Profile, profileFor } from './profiles.js';
import { unlockSim } from './sim-pin.js';

export interface BroughtUp {
  readonly manufacturer: string;
  readonly model: string;
  readonly revision: string;
  readonly imei?: string;
  readonly profile: Profile;
  /** The store that new texts go to. */
  readonly store: string;
  /** Every store that may hold texts, the first included. */
  readonly stores: readonly string[];
  /** CSMS=1: what comes by +CMT or +CDS has to be acknowledged with CNMA (27.005 3.4.4). */
  readonly acknowledges: boolean;
}

const ANSWER_MS = 1_000;
const ESC = '\x1b';
const CTRL_Z = '\x1a';
const ESC_PAUSE_MS = 100;
const TRIES = 3;
const STORES_KNOWN = ['SM', 'ME', 'MT'];

/**
 * AT ×3. The ESC before it ends a prompt that a killed program has left open: what we write would become a text. Before the last
 * try Ctrl-Z does, for a module that ignores ESC: what stands at its prompt is then `AT` and refused as a PDU.
 */
async function wake({ channel, clock }: Link): Promise<void> {
  channel.poke(ESC);
  await sleep(clock, ESC_PAUSE_MS);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (attempt === TRIES - 1) {
      channel.poke(CTRL_Z);
      await sleep(clock, ESC_PAUSE_MS);
    }
    const outcome = await channel.run({ text: 'AT', timeoutMs: ANSWER_MS, probe: true });
    if (outcome.kind === 'ok') return;
    if (outcome.kind === 'gone') break;
  }
  throw new TerminalError('modem/no-answer', 'the modem does not answer', { retry: 'retry' });
}

async function identify(
  channel: Channel,
): Promise<Pick<BroughtUp, 'manufacturer' | 'model' | 'revision' | 'imei'>> {
  const read = async (text: string) => parseIdentity((await askIfAble(channel, query(text))) ?? []);
  const manufacturer = await read('AT+CGMI');
  const model = await read('AT+CGMM');
  const revision = (await read('AT+CGMR')).replace(/^Revision:\s*/i, '');
  const imei = await read('AT+CGSN');
  return { manufacturer, model, revision, imei: /^\d{14,17}$/.test(imei) ? imei : undefined };
}

async function chooseStores(
  { channel, log }: Link,
  profile: Profile,
): Promise<Pick<BroughtUp, 'store' | 'stores'>> {
  const offered = await askIfAble(channel, query('AT+CPMS=?', '+CPMS'));
  const told = (parseStores(offered?.[0] ?? '') ?? [])[0] ?? [];
  const readable = STORES_KNOWN.filter((store) => told.includes(store));
  const wanted = profile.stores.filter((store) => readable.length === 0 || readable.includes(store));
  for (const store of wanted) {
    if (!(await selectStore(channel, store))) continue;
    const others = readable.filter((name) => name !== 'MT' && name !== store);
    return { store, stores: [store, ...others] };
  }
  const now = await askIfAble(channel, query('AT+CPMS?', '+CPMS'));
  const store = argsOf(now?.[0] ?? '', '+CPMS:')?.[0]?.text ?? 'SM';
  log.warn({ store }, 'the modem lets no text store be chosen; its own choice is used');
  return { store, stores: [store] };
}

async function setUpTexts(link: Link, profile: Profile) {
  const { channel, log } = link;
  if ((await firstTaken(channel, ['AT+CMGF=0'])) === undefined) {
    throw new TerminalError('modem/no-pdu-mode', 'the modem refuses PDU mode for texts', { retry: 'person' });
  }
  await firstTaken(channel, ['AT+CSCS="GSM"', 'AT+CSCS="IRA"']);
  const stores = await chooseStores(link, profile);
  const service = await askIfAble(channel, query('AT+CSMS?', '+CSMS'));
  const routing = await firstTaken(
    channel,
    profile.newTextRouting.map((modes) => `AT+CNMI=${modes}`),
  );
  if (routing === undefined)
    log.warn({}, 'the modem will not tell of new texts; they are looked for from time to time');
  return { ...stores, acknowledges: decimal(argsOf(service?.[0] ?? '', '+CSMS:')?.[0]) === 1 };
}

/** Calls: who rings, in which service, and who waits; then where we stand in the network. */
async function setUpCalls({ channel }: Link): Promise<void> {
  for (const alternatives of [['AT+CLIP=1'], ['AT+CRC=1'], ['AT+CCWA=1,1,1', 'AT+CCWA=1']]) {
    await firstTaken(channel, alternatives);
  }
  await firstTaken(channel, ['AT+CREG=2', 'AT+CREG=1']);
}

export async function bringUp(link: Link, wantedProfile?: string): Promise<BroughtUp> {
  const { channel, log } = link;
  await wake(link);
  await firstTaken(channel, ['ATE0']);
  await firstTaken(channel, ['AT+CMEE=2', 'AT+CMEE=1']);
  const identity = await identify(channel);
  const profile = profileFor(`${identity.manufacturer} ${identity.model}`, wantedProfile);
  await unlockSim(link, profile);
  for (const text of profile.setUp) {
    const taken = await firstTaken(channel, [text]);
    if (taken === undefined)
      log.warn({ command: text, profile: profile.name }, 'the modem refused a setting');
  }
  await firstTaken(channel, profile.clock);
  const texts = await setUpTexts(link, profile);
  await setUpCalls(link);
  return { ...identity, profile, ...texts };
}

/** The reason of a failed bring-up, as a status shows it. */
export function reasonOf(error: unknown): string {
  if (isTerminalError(error, 'modem/timeout') || isTerminalError(error, 'modem/reset')) return 'no-answer';
  if (isTerminalError(error)) return error.code.slice(error.code.indexOf('/') + 1);
  return messageOf(error);
}
