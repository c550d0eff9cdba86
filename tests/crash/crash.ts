/** `npm run crash [-- KILLS [SEED]]`: kills a selling shop 200 times at random moments. */
import { killShops } from './kills.js';

const [kills = '200', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
process.stdout.write(`crash: ${kills} kills, seed ${seed}\n`);
const { acknowledged, kept } = await killShops(Number(kills), Number(seed));
process.stdout.write(`crash: ${acknowledged} sales acknowledged, ${kept} kept, none lost, none doubled\n`);
