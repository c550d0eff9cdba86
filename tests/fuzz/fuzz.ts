/**
 * `npm run fuzz`: every property with new inputs, at least a million of them.
 *
 *   npm run fuzz -- [--inputs N] [--seed N] [--only PART OF A NAME] [--path P]
 *
 * Prints for each property how many inputs it stood, and for a failure the smallest input and the command that replays it.
 */
import { parseArgs } from 'node:util';
import { growthOf } from './growth.js';
import { atProperties } from './properties/at.js';
import { cardProperties } from './properties/card.js';
import { escposProperties } from './properties/escpos.js';
import { hidProperties } from './properties/hid.js';
import { inboundProperties } from './properties/inbound.js';
import { numberProperties } from './properties/number.js';
import { smsProperties } from './properties/sms.js';
import { syncProperties } from './properties/sync.js';
import { textProperties } from './properties/text.js';
import type { Property } from './property.js';

const ROOMS: Readonly<Record<string, readonly Property[]>> = {
  at: atProperties,
  sms: smsProperties,
  card: cardProperties,
  escpos: escposProperties,
  hid: hidProperties,
  number: numberProperties,
  text: textProperties,
  sync: syncProperties,
  inbound: inboundProperties,
};

const { values: options } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string', default: '' },
    path: { type: 'string' },
  },
});
const seed = Number(options.seed);
const properties = Object.entries(ROOMS)
  .flatMap(([room, all]) => all.map((one) => ({ ...one, name: `${room}: ${one.name}` })))
  .filter(({ name }) => name.includes(options.only));
const shares = properties.reduce((sum, { cost }) => sum + 1 / cost, 0);

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

let inputs = 0;
let failed = 0;
for (const { name, cost, run } of properties) {
  const runs = Math.ceil(Number(options.inputs) / cost / shares);
  const began = performance.now();
  const outcome = await run({ seed, runs, ...(options.path !== undefined && { path: options.path }) });
  inputs += outcome.inputs;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  print(
    `${outcome.failure ? 'FAIL ' : 'ok   '} ${String(outcome.inputs).padStart(7)}  ${seconds.padStart(5)} s  ${name}`,
  );
  if (outcome.failure === undefined) continue;
  failed += 1;
  print(outcome.failure.report);
  print(
    `replay: npm run fuzz -- --inputs ${options.inputs} --seed ${seed} --only '${name}' --path ${outcome.failure.path}`,
  );
}
if (options.path === undefined) {
  for (const { name, ratio, linear } of growthOf(options.only)) {
    if (!linear) failed += 1;
    print(
      `${linear ? 'ok   ' : 'FAIL '} sixteen times the input takes ${ratio.toFixed(1)} times as long  ${name}`,
    );
  }
}
print(`fuzz: ${inputs} inputs, seed ${seed}, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
