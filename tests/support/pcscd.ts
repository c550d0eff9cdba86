/**
 * A pcscd of the test's own, with its own socket and its own virtual reader on a free port: test files run side by side, and
 * a test may kill it, without touching the machine's. It gets its socket the way systemd hands it over (sd_listen_fds(3)).
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VPCD = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const PCSCD = '/usr/sbin/pcscd';
const PID_FILE = '/run/pcscd/pcscd.pid';

/**
 * pcscd notes its number in /run/pcscd even when its socket is elsewhere. Where the system lets us, it gets a /run/pcscd of
 * its own; where not (most containers), what stood in the note is put back.
 */
const APART = `
  if unshare -rm true 2>/dev/null; then exec unshare -rm sh -c "mount -t tmpfs tmpfs /run/pcscd; $1"; fi
  eval "$1"`;

export interface PrivatePcscd {
  /** For PCSCLITE_CSOCK_NAME. */
  readonly socket: string;
  /** Where a virtual card connects. */
  readonly port: number;
  start(): Promise<void>;
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Kills it and removes its files. */
  remove(): Promise<void>;
}

/** Fails with the names of the Debian packages when this machine has no pcscd or no virtual reader. */
export function needPcscd(): void {
  if (existsSync(VPCD) && existsSync(PCSCD)) return;
  throw new Error(
    'this test needs a virtual card reader: apt-get install pcscd vsmartcard-vpcd libpcsclite-dev',
  );
}

export async function privatePcscd(): Promise<PrivatePcscd> {
  needPcscd();
  const dir = mkdtempSync(join(tmpdir(), 'zhanggui-pcscd-'));
  const socket = join(dir, 'pcscd.comm');
  const port = await freePort();
  mkdirSync(join(dir, 'conf'));
  const channel = `0x${port.toString(16)}`;
  writeFileSync(
    join(dir, 'conf', 'vpcd'),
    `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:${channel}\nLIBPATH ${VPCD}\nCHANNELID ${channel}\n`,
  );
  const noted = pidNote();
  let child: ChildProcess | undefined;
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    const last = child;
    child = undefined;
    if (last === undefined || last.exitCode !== null || last.signalCode !== null) return;
    await new Promise((done) => {
      last.once('exit', done);
      last.kill(signal);
    });
    rmSync(socket, { force: true });
    if (pidNote() !== noted) writeFileSync(PID_FILE, noted);
  };
  return {
    socket,
    port,
    kill,
    async start() {
      child = await launch(dir, socket);
    },
    async remove() {
      await kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function launch(dir: string, socket: string): Promise<ChildProcess> {
  // Under another name first: Node removes the name it listened on when it lets go of the socket.
  const server = await listen(`${socket}.new`);
  renameSync(`${socket}.new`, socket);
  const handle = (server as unknown as { readonly _handle: { readonly fd: number } })._handle;
  const command = `LISTEN_PID=$$ LISTEN_FDS=1 exec ${PCSCD} --foreground --info --config ${dir}/conf`;
  const child = spawn('sh', ['-c', APART, 'sh', command], { stdio: ['ignore', 'pipe', 'pipe', handle.fd] });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (bytes: Buffer) => {
      log += bytes.toString();
      if (log.includes('daemon ready')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`pcscd did not start:\n${log}`)));
  });
  server.close();
  return child;
}

function pidNote(): string {
  return existsSync(PID_FILE) ? readFileSync(PID_FILE, 'utf8') : '';
}

function listen(path: string | number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

/** vpcd takes the port and the one after it, one for each of its two slots. */
async function freePort(): Promise<number> {
  for (;;) {
    const server = await listen(0);
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const next = await listen(port + 1).catch(() => undefined);
    next?.close();
    await new Promise((done) => server.close(done));
    if (next !== undefined) return port;
  }
}
