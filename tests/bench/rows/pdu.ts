/** Texts to PDUs and back, against the codec of npm's node-pdu on the same texts, in turns. */
import { parse, Submit } from 'node-pdu';
import { decodePdu, encodeSubmit } from '../../../protocol/sms/index.js';
import { median, type Row, timed } from '../measure.js';

const TO = '+8613800138000';
const TEXTS = [
  'Hello, your table is ready.',
  '【掌柜小店】王女士您好，您的积分余额为1280分。拒收请回复R',
  '【掌柜小店】尊敬的顾客，您的会员卡余额为50元，欢迎到店使用。'.repeat(3),
  'Price {10} [EUR] and more. '.repeat(9),
];
const ROUNDS = 9;
const TIMES = 400;

const ours = (text: string) => encodeSubmit({ to: TO, text, reference: 7 }).map(({ hex }) => hex);
export async function pduRows(): Promise<readonly Row[]> {
  const pdus = TEXTS.flatMap(ours);
  const encode = await compare(
    () => TEXTS.forEach(ours),
    () => TEXTS.forEach((text) => void new Submit(TO, text).getPartStrings()),
    pdus.length,
  );
  const decode = await compare(
    () => pdus.forEach((hex) => void decodePdu(hex)),
    () => pdus.forEach((hex) => void parse(hex)),
    pdus.length,
  );
  return [row('pdu.encode', encode), row('pdu.decode', decode)];
}

interface Compared {
  readonly value: number;
  readonly floor: number;
  readonly n: number;
}

/** Microseconds for one PDU, ours and theirs. */
async function compare(mine: () => void, other: () => void, pdus: number): Promise<Compared> {
  const [values, floors]: [number[], number[]] = [[], []];
  const each = async (work: () => void) =>
    ((await timed(() => {
      for (let n = 0; n < TIMES; n++) work();
    })) *
      1000) /
    (TIMES * pdus);
  for (let round = 0; round < ROUNDS; round++) {
    values.push(await each(mine));
    floors.push(await each(other));
  }
  return { value: median(values), floor: median(floors), n: ROUNDS * TIMES * pdus };
}

function row(name: string, { value, floor, n }: Compared): Row {
  return {
    name,
    value,
    unit: 'µs',
    floor,
    ratio: value / floor,
    n,
    goal: value <= floor,
    wanted: '≤ 1 × node-pdu',
  };
}
