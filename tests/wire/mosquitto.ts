/** An Eclipse Mosquitto broker of the test's own: set up by the files in deploy/examples, with TLS, on a free port of 127.0.0.1. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { type Daemon, startDaemon, until } from './daemon.js';

const EXAMPLES = 'deploy/examples';

export interface Mosquitto {
  /** `mqtts://localhost:…` */
  readonly url: string;
  /** Path of the certificate to trust. */
  readonly ca: string;
  start(): Promise<void>;
  /** SIGKILL: what it had in memory is gone. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

/** `users`: passwords by name. */
export async function createMosquitto(users: Readonly<Record<string, string>>): Promise<Mosquitto> {
  const dir = mkdtempSync(join(tmpdir(), 'zhanggui-mosquitto-'));
  const at = (name: string) => join(dir, name);
  writeFileSync(at('zhanggui.passwd'), '', { mode: 0o600 });
  for (const [name, password] of Object.entries(users))
    execFileSync('mosquitto_passwd', ['-b', at('zhanggui.passwd'), name, password], { stdio: 'ignore' });
  cpSync(join(EXAMPLES, 'mosquitto.acl'), at('zhanggui.acl'));
  makeCertificate(at('broker.key'), at('broker.pem'));
  const port = await freePort();
  const example = readFileSync(join(EXAMPLES, 'mosquitto.conf'), 'utf8');
  // As root it would become another user, who may not read the files.
  const ours = example
    .replace(/^listener 8883$/m, `user root\nlistener ${port} 127.0.0.1`)
    .replaceAll(/\/etc\/mosquitto\/(?:certs\/)?/g, `${dir}/`);
  writeFileSync(at('mosquitto.conf'), ours);
  let daemon: Daemon | undefined;
  return {
    url: `mqtts://localhost:${port}`,
    ca: at('broker.pem'),
    async start() {
      daemon = await startDaemon('mosquitto', ['-c', at('mosquitto.conf'), '-v'], '');
      const { said } = daemon;
      await until(daemon, 'mosquitto to be ready', () => / running/.test(said()), 10_000);
    },
    async kill() {
      daemon?.child.kill('SIGKILL');
      await daemon?.stop();
    },
    async remove() {
      await daemon?.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function makeCertificate(key: string, certificate: string): void {
  const kind = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
  ];
  const whose = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', [...kind, '-keyout', key, '-out', certificate, ...whose], { stdio: 'ignore' });
}
