/**
 * `npm run crash [-- KILLS [SEED [MUTATION]]]`: pulls the plug of a busy terminal 200 times at random moments. MUTATION: the
 * name of a wrong change from planted.ts or tests/world/mutation-list.ts, to see the rules bite.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyBuild, mutate } from '../world/mutated-build.js';
import { MUTATIONS } from '../world/mutation-list.js';
import { type Killed, killShops } from './kills.js';
import { PLANTED } from './planted.js';

const [kills = '200', seed = String(Date.now() % 2 ** 31), wrong] = process.argv.slice(2);

async function killWrong(name: string): Promise<Killed> {
  const mutation = [...PLANTED, ...MUTATIONS].find((one) => one.name === name);
  if (!mutation) throw new Error(`there is no mutation "${name}"`);
  const copy = copyBuild();
  try {
    mutate(copy, mutation);
    return await kill(join(copy, 'terminal/cli/zhanggui.js'));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function kill(program?: string): Promise<Killed> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const killing = { kills: Number(kills), seed: Number(seed), say };
  return killShops(program === undefined ? killing : { ...killing, program });
}

const began = performance.now();
process.stdout.write(`crash: ${kills} kills, seed ${seed}\n`);
const { violation, ...seen } = await (wrong === undefined ? kill() : killWrong(wrong));
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(
  `crash: ${JSON.stringify(seen)} in ${seconds} s, ${violation ?? 'nothing lost, nothing twice'}\n`,
);
process.exitCode = violation === undefined ? 0 : 1;
