/** Which column of a table holds what: by its head in Chinese or English, else by what most of its cells look like. Pure. */
import { mailAddress } from '../../protocol/mail/address.js';
import { normalizeNumber } from '../../protocol/number/index.js';
import { wordOf } from '../customers/index.js';
import type { SheetRow } from '../sheets/index.js';
import { isTold } from './values.js';

/** Fields of the profile that are told in words. */
export const FURTHER_FIELDS = [
  'status',
  'type',
  'source',
  'credit',
  'groups',
  'occupation',
  'preferences',
  'address',
] as const;
export type FurtherField = (typeof FURTHER_FIELDS)[number];

/** What a customer's row may hold, the shop's own fields under `x:` and their ids; a table may have several columns of phones. */
export type ColumnMeaning =
  | 'name'
  | 'phone'
  | 'gender'
  | 'birthday'
  | 'level'
  | 'tags'
  | 'email'
  | FurtherField
  | `x:${string}`
  | 'points'
  | 'principal'
  | 'bonus'
  | 'ignored';

export const MEANINGS: readonly ColumnMeaning[] = [
  'name',
  'phone',
  'gender',
  'birthday',
  'level',
  'tags',
  'email',
  ...FURTHER_FIELDS,
  'points',
  'principal',
  'bonus',
  'ignored',
];

export interface Columns {
  /** For each column. */
  readonly meanings: readonly ColumnMeaning[];
  /** Rows before the first customer, heads among them. */
  readonly headRows: number;
  /** Texts of the head; empty when there is none. */
  readonly heads: readonly string[];
}

/** Heads as people write them, folded by `foldHead`. The first that a head contains decides. */
const HEADS: readonly (readonly [ColumnMeaning, RegExp])[] = [
  ['birthday', /生日|出生|birth|bday/],
  // Before money: 赠送积分 are points, not yuan.
  ['points', /积分|points?$|score/],
  ['bonus', /赠送|赠金|bonus|gift/],
  ['principal', /余额|储值|本金|balance|storedvalue|prepaid/],
  ['email', /邮箱|邮件|email|mailbox|^mail$/],
  ['phone', /手机|电话|联系方式|联系号码|^号码\d*$|mobile|phone|tel|cell/],
  ['status', /状态|阶段|status|stage/],
  ['source', /来源|渠道|source|channel|referr/],
  ['credit', /信用|credit/],
  ['groups', /分组|组别|group/],
  ['type', /顾客类型|客户类型|^类型$|customertype|^type$/],
  ['occupation', /职业|行业|occupation|profession|job/],
  ['preferences', /喜好|偏好|爱好|preference|likes/],
  ['address', /地址|住址|address/],
  ['gender', /性别|称呼|gender|sex|title/],
  ['level', /等级|级别|会员类型|卡类型|level|tier|grade/],
  ['tags', /标签|类别|tags?|category/],
  ['name', /姓名|名字|名称|客户|顾客|会员名|联系人|name|customer|member(?!.*no)/],
];
/** Heads that say another thing although they contain a word of one above. */
const OTHERS =
  /累计|历史|已[用使消兑过冻]|冻结|过期|次数|lifetime|accrued|redeemed|expired|^used|(?:points?|balance)used$|押金|deposit|现享等级|leveltoday|编号|序号|卡号|身份证|日期$|时间|备注|note|remark|id$|no\.?$|date$/;
/** People and places that are not the customer: a text to a referrer's number would go to somebody who never asked for one. */
const SOMEBODY_ELSE =
  /推荐人|介绍人|门店|店铺|分店|导购|店员|员工|经理|经办|操作员|收银|开卡人|紧急|referr(?:er|edby)|store(?!d)|shop|branch|staff|employee|cashier|manager|emergency/;
const OF_A_PERSON: ReadonlySet<ColumnMeaning> = new Set([
  'name',
  'phone',
  'gender',
  'birthday',
  'email',
  'address',
]);

const HEAD_ROWS_MAX = 10;
const SAMPLE_ROWS = 200;

export function guessColumns(
  rows: readonly SheetRow[],
  known: Readonly<Record<string, ColumnMeaning>> = {},
): Columns {
  const width = Math.max(0, ...rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells.length));
  const head = headOf(rows, known);
  const heads = head === undefined ? [] : (rows[head]?.cells ?? []);
  const headRows = head === undefined ? 0 : head + 1;
  const sample = rows.slice(headRows, headRows + SAMPLE_ROWS);
  const cellsOf = (at: number): string[] => sample.map(({ cells }) => cells[at] ?? '');
  const taken = new Set<ColumnMeaning>();
  const meanings = Array.from({ length: width }, (): ColumnMeaning => 'ignored');
  for (const at of plainestFirst(heads, known)) {
    const guessed = meaningOfHead(heads[at] ?? '') ?? 'ignored';
    const meaning =
      known[foldHead(heads[at] ?? '')] ?? (areTaken(guessed, cellsOf(at)) ? guessed : 'ignored');
    meanings[at] = claim(taken, meaning);
  }
  for (let at = 0; at < width; at++) {
    if (
      meanings[at] === 'ignored' &&
      known[foldHead(heads[at] ?? '')] === undefined &&
      meaningOfHead(heads[at] ?? '') === undefined &&
      !isOther(heads[at] ?? '')
    )
      meanings[at] = claim(taken, meaningOfCells(cellsOf(at)));
  }
  return { meanings, headRows, heads };
}

/** Width, case and spaces of a head do not count. */
export function foldHead(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-()（）:：*]+/g, '');
}

/** Columns in the order in which they may claim a meaning: what a person said, then 姓名 before 商品名称. */
function plainestFirst(
  heads: readonly string[],
  known: Readonly<Record<string, ColumnMeaning>>,
): readonly number[] {
  const lengths = heads.map((head) => (foldHead(head) in known ? 0 : foldHead(head).length));
  return [...heads.keys()].sort((one, other) => (lengths[one] ?? 0) - (lengths[other] ?? 0));
}

function isOther(head: string): boolean {
  return OTHERS.test(foldHead(head)) || SOMEBODY_ELSE.test(foldHead(head));
}

/** Whether most cells may stand in the field: 正常 and 挂失 under 状态 are states of a card, and would make every row a wrong one. */
function areTaken(meaning: ColumnMeaning, cells: readonly string[]): boolean {
  if (meaning !== 'status' && meaning !== 'credit') return true;
  const told = cells.filter(isTold);
  return told.filter((cell) => wordOf(meaning, cell) !== undefined).length * 2 >= told.length;
}

/** Of everything but phones a table has one column. */
function claim(taken: Set<ColumnMeaning>, meaning: ColumnMeaning): ColumnMeaning {
  if (meaning === 'ignored' || meaning === 'phone') return meaning;
  if (taken.has(meaning)) return 'ignored';
  taken.add(meaning);
  return meaning;
}

function meaningOfHead(head: string): ColumnMeaning | undefined {
  const folded = foldHead(head);
  if (folded === '' || folded.length > 20) return undefined;
  if (OTHERS.test(folded) && !/生日|出生|birth|手机|电话|mobile|phone|邮箱|邮件|email/.test(folded))
    return undefined;
  const meaning = HEADS.find(([, words]) => words.test(folded))?.[0];
  return meaning && OF_A_PERSON.has(meaning) && SOMEBODY_ELSE.test(folded) ? undefined : meaning;
}

/** The row, of the first ones, that looks most like heads: one known head at least, and no phone number among its cells. */
function headOf(
  rows: readonly SheetRow[],
  known: Readonly<Record<string, ColumnMeaning>>,
): number | undefined {
  let best: { readonly at: number; readonly looks: HeadLooks } | undefined;
  for (const [at, { cells }] of rows.slice(0, HEAD_ROWS_MAX).entries()) {
    if (cells.some(isPhone)) break;
    const looks = looksOf(cells, known);
    if (looks.meanings > 0 && (best === undefined || isRatherHead(looks, best.looks))) best = { at, looks };
  }
  return best?.at;
}

/** What a row has of a head. */
interface HeadLooks {
  /** How many different things its cells say that columns hold. */
  readonly meanings: number;
  /** Cells that are not empty. */
  readonly filled: number;
  /** One cell says that names are below it, as no name does. */
  readonly named: boolean;
}

const NAME_HEAD = /(?:姓名|名字|名称|name)$/;

function looksOf(cells: readonly string[], known: Readonly<Record<string, ColumnMeaning>>): HeadLooks {
  const meaningOf = (cell: string): ColumnMeaning | undefined => known[foldHead(cell)] ?? meaningOfHead(cell);
  const told = cells.filter((cell) => cell !== '');
  return {
    meanings: new Set(told.map(meaningOf).filter((meaning) => meaning !== undefined)).size,
    filled: told.length,
    named: told.some(
      (cell) => meaningOf(cell) === 'name' && (foldHead(cell) in known || NAME_HEAD.test(foldHead(cell))),
    ),
  };
}

/** Below a title or the heads of groups stand the true ones; below the true ones a customer may be called 客户甲, and come from 老客户介绍. */
function isRatherHead(later: HeadLooks, former: HeadLooks): boolean {
  if (former.named && !later.named && later.filled <= former.filled) return false;
  if (later.meanings !== former.meanings) return later.meanings > former.meanings;
  return later.named || later.filled > former.filled;
}

function isPhone(cell: string): boolean {
  return /^[+\d][\d\s()-]{6,}$/.test(cell) && normalizeNumber(cell).kind === 'mobile';
}

const NAME = /^[\p{Script=Han}·]{2,4}$/u;

function meaningOfCells(cells: readonly string[]): ColumnMeaning {
  const filled = cells.filter((cell) => cell !== '');
  const share = (is: (cell: string) => boolean): number =>
    filled.filter(is).length / Math.max(1, filled.length);
  if (filled.length === 0) return 'ignored';
  if (share(isPhone) > 0.6) return 'phone';
  if (share((cell) => mailAddress(cell) !== null) > 0.6) return 'email';
  if (share((cell) => /^[男女]$/.test(cell)) > 0.8) return 'gender';
  if (share((cell) => NAME.test(cell)) > 0.7) return 'name';
  return 'ignored';
}
