/** Starts a shop again and again, and kills it at moments that a seed chooses. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFolder } from './rules.js';

const SHOP_LOAD = fileURLToPath(new URL('./shop-load.js', import.meta.url));
/** A kill comes at most so long after the first sale of its round. */
const SELLING_MS_MAX = 200;
/** Every fifth kill comes at boot, before anything was sold: at most so long after the start. */
const BOOT_MS_MAX = 600;
/** A shop begins anew after so many kills, so that checking stays quick. */
const KILLS_TO_A_SHOP = 20;

export interface Killed {
  readonly kills: number;
  readonly acknowledged: number;
  readonly kept: number;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One round: the ids that were printed before the process died. A line without its end was not acknowledged in whole. */
function sellUntilKilled(dir: string, round: number, atBoot: boolean, delay_ms: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SHOP_LOAD, dir, String(round)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    let said = '';
    let timer = atBoot ? setTimeout(() => child.kill('SIGKILL'), delay_ms) : undefined;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      timer ??= setTimeout(() => child.kill('SIGKILL'), delay_ms);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve(printed.split('\n').slice(0, -1));
      else reject(new Error(`the shop ended by itself (${code ?? signal}): ${said}`));
    });
  });
}

/** Throws where a rule is broken, with the seed and the round. */
export async function killShops(kills: number, seed: number): Promise<Killed> {
  const chance = chanceOf(seed);
  let total = { kills: 0, acknowledged: 0, kept: 0 };
  while (total.kills < kills) {
    const rounds = Math.min(KILLS_TO_A_SHOP, kills - total.kills);
    const shop = await killShop(rounds, total.kills, chance, seed);
    total = {
      kills: total.kills + rounds,
      acknowledged: total.acknowledged + shop.acknowledged,
      kept: total.kept + shop.kept,
    };
  }
  return total;
}

async function killShop(rounds: number, before: number, chance: () => number, seed: number) {
  const dir = await mkdtemp(join(tmpdir(), 'zhanggui-crash-'));
  const acknowledged = new Set<string>();
  let kept = 0;
  try {
    for (let round = before + 1; round <= before + rounds; round++) {
      const atBoot = round % 5 === 0;
      const delay_ms = chance() * (atBoot ? BOOT_MS_MAX : SELLING_MS_MAX);
      for (const id of await sellUntilKilled(dir, round, atBoot, delay_ms)) acknowledged.add(id);
      kept = await checkFolder(dir, acknowledged).catch((cause: unknown) => {
        throw new Error(`seed ${seed}, kill ${round}: ${String(cause)}`, { cause });
      });
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  return { acknowledged: acknowledged.size, kept };
}
