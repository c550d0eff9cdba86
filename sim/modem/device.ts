/**
 * The simulated GSM modem without a port: bytes in, bytes out, on a clock that is given. The same model answers on a PTY
 * and inside the deterministic world.
 *
 * INVARIANTS
 * - It knows neither the driver nor the driver's codecs: AT from V.250 and 3GPP TS 27.005/27.007, PDUs from TS 23.040.
 * - Everything that happens by itself happens through `clock`; nothing is random.
 * - Power off forgets everything but what a real one keeps: the SIM, the phone's memory, `&W`.
 */
import type { Cancel, Clock } from '../../drivers/host/types.js';
import type { Network } from '../network/types.js';
import { createCallList } from './calls.js';
import { runCommand } from './commands/index.js';
import { createExecutor } from './executor.js';
import { createFaultBoard, type FaultBoard } from './faults.js';
import { createIncoming } from './incoming.js';
import { createPhonebook } from './phonebook.js';
import { registrationFields, registrationStatus } from './registration.js';
import { defaultSettings, type StoredSettings, storedPart } from './settings.js';
import { createTextStore, type TextStore } from './text-store.js';
import type { Command, Identity, ModemCore, ModemOptions, Radio, Registration } from './types.js';

export interface ModemDeviceParts {
  readonly clock: Clock;
  readonly network: Network;
  readonly options?: ModemOptions;
  /** Bytes to the host. */
  write(bytes: Uint8Array): void;
}

export interface ModemDevice {
  /** Bytes from the host. */
  receive(bytes: Uint8Array): void;
  /** Power is gone: calls drop, nothing answers. */
  powerOff(): void;
  /** Power is back: boot lines, then it answers. */
  powerOn(): void;
  /** Answers nothing and says nothing until a power cycle. */
  hang(): void;
  /** Writes bytes as they are, as line noise or a crashing firmware does. */
  noise(bytes: Uint8Array): void;
  /** +CSQ, 0–31 or 99. */
  setSignal(signal: number): void;
  setRegistration(registration: Registration): void;
  /** What the far ends of the calls in progress have heard. */
  heard(): { readonly number: string | undefined; readonly tones: string; readonly spoken: string }[];
  readonly faults: FaultBoard;
  readonly store: TextStore;
}

const IDENTITY: Identity = {
  manufacturer: 'SIMCOM_Ltd',
  model: 'SIMCOM_SIM800L',
  revision: '1418B04SIM800L24',
  imei: '866782040000012',
  imsi: '460001234567890',
  iccid: '89860012345678901234',
  number: '+8613900000000',
};

const LATENCY_MS: Readonly<Record<string, number>> = { '*': 3, '+CPIN': 300 };

/** Makes a modem that is switched on and has finished its boot. */
export function createModemDevice({ clock, network, options = {}, write }: ModemDeviceParts): ModemDevice {
  const identity = { ...IDENTITY, ...options.identity };
  const settings = defaultSettings(network.serviceCentre);
  const faults = createFaultBoard();
  const store = createTextStore({ SM: options.storage?.SM ?? 20, ME: options.storage?.ME ?? 50 });
  const radio = initialRadio(options);
  let kept: StoredSettings | undefined;
  let power: 'on' | 'off' | 'hung' = 'on';
  let bootStep: Cancel = () => undefined;
  let reference = 0;
  let toldRegistration = '';

  const say = (bytes: Uint8Array): void => {
    if (power === 'on') write(bytes);
  };
  const urc = (line: string): void => {
    executor.urc(line);
    if (faults.has('duplicate-urc')) executor.urc(line);
  };
  const calls = createCallList({ clock, network, settings, faults, ringMs: options.ringMs ?? 3000, urc });

  const registrationChanged = (): void => {
    const status = String(registrationStatus(core));
    if (status !== toldRegistration) {
      for (const name of ['+CREG', '+CGREG', '+CEREG'] as const) {
        const mode = settings.registrationUrc[name];
        if (mode > 0) urc(`${name}: ${registrationFields(core, mode)}`);
      }
    }
    toldRegistration = status;
    if (core.registered()) network.memoryAvailable();
    else if (calls.release()) urc('NO CARRIER');
  };
  const resetSettings = (stored: boolean): void => {
    const { serviceCentre } = settings;
    Object.assign(settings, defaultSettings(serviceCentre), stored && kept ? storedCopy(kept) : {});
  };
  const powerOff = (): void => {
    power = 'off';
    bootStep();
    executor.reset();
    calls.drop();
    incoming.reset();
    Object.assign(radio, { booted: false, sending: false });
  };
  const powerOn = (): void => {
    powerOff();
    resetSettings(true);
    radio.functionality = 1;
    radio.lock = initialRadio(options).lock;
    bootStep = clock.after(options.bootMs ?? 2000, () => {
      power = 'on';
      boot([
        'RDY',
        '+CFUN: 1',
        `+CPIN: ${options.sim === false ? 'NOT INSERTED' : radio.lock}`,
        'Call Ready',
        'SMS Ready',
      ]);
    });
  };
  const boot = ([line, ...rest]: readonly string[]): void => {
    if (line === undefined) {
      radio.booted = true;
      registrationChanged();
    } else {
      urc(line);
      bootStep = clock.after(options.bootStepMs ?? 500, () => boot(rest));
    }
  };

  const core: ModemCore = {
    ...{ clock, network, options, identity, settings, radio, store, calls, faults, urc },
    ...{ phonebook: createPhonebook(identity.number), registrationChanged, resetSettings },
    registered: () => [1, 5].includes(registrationStatus(core)),
    storeSettings: () => {
      kept = storedPart(settings);
    },
    reboot: powerOn,
    nextReference: () => {
      const given = reference;
      reference = (reference + 1) % 256;
      return given;
    },
    acknowledge: () => incoming.acknowledge(),
  };
  const executor = createExecutor({
    ...{ clock, settings, write: say, unsolicited: options.unsolicited ?? 'while-network-works' },
    latencyMs: (command: Command) => latencyOf(command.name, options),
    handle: (command: Command) => runCommand(command, core),
  });
  const incoming = createIncoming(core);
  toldRegistration = String(registrationStatus(core));
  network.attach({
    ...calls,
    deliver: (tpdu) => (power === 'on' ? incoming.deliver(tpdu) : 'absent'),
    ring: (call) => {
      if (power !== 'on' || !core.registered()) return 'absent';
      return radio.sending && options.refuseCallsWhileSending ? 'busy' : calls.ring(call);
    },
  });

  return {
    ...{ powerOff, powerOn, faults, store },
    receive: (bytes) => {
      if (power === 'on') executor.receive(bytes);
    },
    hang: () => {
      power = 'hung';
    },
    noise: say,
    heard: () => calls.list().map(({ network: { number }, tones, spoken }) => ({ number, tones, spoken })),
    setSignal: (signal) => {
      radio.signal = signal;
    },
    setRegistration: (registration) => {
      radio.registration = registration;
      registrationChanged();
    },
  };
}

function initialRadio(options: ModemOptions): Radio {
  return {
    ...{ signal: 23, registration: 1, booted: true, functionality: 1 },
    lock: options.pin === undefined ? 'READY' : 'SIM PIN',
    ...{ pinTriesLeft: 3, clockOffsetMs: 0, sending: false },
  };
}

function storedCopy(kept: StoredSettings): StoredSettings {
  return { ...kept, registers: new Map(kept.registers) };
}

function latencyOf(name: string, options: ModemOptions): number {
  const latency = { ...LATENCY_MS, ...options.latencyMs };
  return latency[name] ?? latency['*'] ?? 0;
}
