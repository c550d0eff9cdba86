/** The devices and the office, each asked through its own driver. */
import type { Device, DeviceStatus } from '../../../../drivers/device.js';
import { textIn } from '../../../../drivers/host/text-in.js';
import { sleep } from '../../../../drivers/host/timing.js';
import type { Host } from '../../../../drivers/host/types.js';
import { createLink } from '../../../../drivers/link/link.js';
import { createModem, findModem, type ModemInfo, modemPort } from '../../../../drivers/modem/index.js';
import { createPrinter } from '../../../../drivers/printer/printer.js';
import { pcscdAnswers } from '../../../../drivers/reader/pcscd.js';
import { createReader } from '../../../../drivers/reader/reader.js';
import { spawnReaderChild } from '../../../../drivers/reader/spawn.js';
import {
  lpTransport,
  serialTransport,
  type Transport,
  tcpTransport,
} from '../../../../drivers/transport/index.js';
import { isTerminalError, messageOf } from '../../../../protocol/errors.js';
import { topicDown, visitorOf } from '../../../../protocol/sync/topics.js';
import type { OfficeAccess, PortTarget, TerminalConfig } from '../../../kernel/config/config.js';
import { counterWords, infoWords, type Language, reasonWords } from '../modem-words.js';
import { type Finding, fail, ok, warn } from './finding.js';

const ANSWER_MS = 6_000;
/** A module on a slow line takes its time to be brought up, and a SIM to be read. */
const MODEM_MS = 20_000;

export async function lookAtModem(
  { path, baud, profile, pin }: NonNullable<TerminalConfig['modem']>,
  except: readonly string[],
  { clock, disk, random, log }: Host,
  language: Language,
): Promise<Finding[]> {
  const transport = () => modemPort({ path, baud, except, disk, clock });
  const unusable = await openOnce('modem', transport());
  if (unusable) return [unusable];
  if (!(await findModem([transport()], clock))) {
    return [
      fail(
        'modem',
        `${path} opens but does not answer AT; try another port of the module (zhanggui modem --port auto --baud auto), and see that ModemManager leaves it alone`,
      ),
    ];
  }
  const modem = createModem({ transport: transport(), clock, random, log, profile, simPin: pin });
  let told: ModemInfo = modem.info();
  modem.onInfo((info) => {
    if (info.model !== '') told = info;
  });
  const { state, reason } = await statusOf(modem, { clock }, MODEM_MS);
  const counted = counterWords(modem.counters(), language);
  const says = reasonWords(reason, language) ?? reason ?? state;
  const about = infoWords(told, language);
  if (state === 'ready') return [ok('modem', `${about} (${counted})`)];
  return [fail('modem', `${path}: ${says}${about === '' ? '' : `; ${about}`} (${counted})`)];
}

export async function lookAtPrinter(
  { target, columns }: NonNullable<TerminalConfig['printer']>,
  host: Host,
): Promise<Finding> {
  const { clock, log } = host;
  const unusable = await openOnce('printer', transportOf(target, host));
  if (unusable) return unusable;
  const printer = createPrinter({ transport: transportOf(target, host), columns, clock, log });
  const { state, reason } = await statusOf(printer, host);
  if (state === 'ready' && reason === 'no-answer')
    return warn('printer', 'it takes bytes and never says how it is; print a sample to be sure');
  if (state === 'ready')
    return ok('printer', reason === 'paper-low' ? 'ready; its paper is nearly used up' : 'ready');
  return fail('printer', PRINTER_WORDS[reason ?? ''] ?? `it is ${state}: ${reason ?? 'no reason given'}`);
}

const PRINTER_WORDS: Readonly<Record<string, string>> = {
  'paper-out': 'it has no paper; put in a new roll',
  'cover-open': 'its cover is open; close it',
  'printer-error': 'it reports an error: switch it off, look for jammed paper at the cutter, switch it on',
  offline: 'it is off line; press its FEED or ON LINE key',
};

export async function lookAtReader(env: NodeJS.ProcessEnv, { clock, random, log }: Host): Promise<Finding> {
  if (!(await pcscdAnswers(env)))
    return fail(
      'reader',
      'the reader service does not answer; run: apt-get install pcscd, systemctl start pcscd.socket',
    );
  const reader = createReader({ spawnChild: () => spawnReaderChild(log), clock, random, log });
  const { state, reason } = await statusOf(reader, { clock });
  if (state === 'ready') return ok('reader', 'ready');
  return fail(
    'reader',
    `pcscd runs, but there is no reader (${reason ?? state}); plug it in, or look with pcsc_scan`,
  );
}

/** Under a client id of its own: a second connection under the terminal's would end the first. */
export async function lookAtOffice(
  { store, terminal }: TerminalConfig,
  { url, user, password, caFile }: OfficeAccess,
  { clock, disk, random, log }: Host,
): Promise<Finding> {
  const ca = caFile !== undefined && { ca: textIn(disk, caFile) };
  const link = createLink({
    ...{ url, clientId: visitorOf(terminal), username: user, password, visit: true, ...ca },
    ...{ clock, random, log },
  });
  // The terminal itself, if it runs, gets its messages all the same.
  link.subscribe(topicDown(store, terminal), async () => undefined);
  const { state, reason } = await statusOf(link, { clock });
  if (state === 'ready') return ok('office', `${url} takes this terminal`);
  return fail(
    'office',
    `${url}: ${OFFICE_WORDS[reason ?? ''] ?? `it is ${state} (${reason ?? 'no answer'})`}`,
  );
}

const OFFICE_WORDS: Readonly<Record<string, string>> = {
  refused: 'nothing listens there; check the address, and that the broker runs',
  'no-network': 'the machine cannot be reached; check the cable, the network and the name',
  'bad-credentials':
    'it knows the name or the password not; check office-password and the office’s list of terminals',
  'bad-certificate': 'its certificate is not trusted; check the clock, the certificate and office-ca-file',
  'not-authorized': 'it does not allow this terminal its topics; check store and terminal',
  silent: 'it takes the connection and says nothing; is it an MQTT broker?',
};

export async function lookAtDisplay({
  path,
  baud,
}: NonNullable<TerminalConfig['display']>): Promise<Finding> {
  const unusable = await openOnce('display', serialTransport({ path, baud }));
  return unusable ?? ok('display', `${path} opens; it cannot be asked more`);
}

function transportOf(target: PortTarget, { clock }: Pick<Host, 'clock'>): Transport {
  switch (target.kind) {
    case 'tcp':
      return tcpTransport({ host: target.host, port: target.port, clock });
    case 'lp':
      return lpTransport({ path: target.path, clock });
    case 'serial':
      return serialTransport({ path: target.path });
  }
}

/** Opens and closes a port; says what is wrong when it does not open. A port in use is no fault: the terminal may run. */
async function openOnce(what: string, transport: Transport): Promise<Finding | undefined> {
  try {
    await transport.open();
    await transport.close();
    return undefined;
  } catch (error) {
    if (isTerminalError(error, 'transport/busy'))
      return warn(what, `${messageOf(error)}: the terminal, or ModemManager; stop it to look closer`);
    return fail(what, messageOf(error));
  }
}

/** Starts a driver, waits for its first verdict, and stops it. */
async function statusOf(
  device: Device,
  { clock }: Pick<Host, 'clock'>,
  waitMs = ANSWER_MS,
): Promise<DeviceStatus> {
  const known = new AbortController();
  const end = device.onStatus(({ state, reason }) => {
    if (state === 'ready' || state === 'degraded' || (state === 'absent' && reason !== undefined))
      known.abort();
  });
  device.start();
  await sleep(clock, waitMs, known.signal);
  const status = device.status();
  end();
  await device.stop();
  return status;
}
