/** A person is erased: no byte of theirs stays in any file, and everything else does. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { MemoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { checkFilter, sliceOf } from '../../../terminal/audience/index.js';
import { ALL_TABLES } from '../../../terminal/capabilities.js';
import { orderErasure } from '../../../terminal/erasure/commands.js';
import { openErasures } from '../../../terminal/erasure/queries.js';
import { createErasureService } from '../../../terminal/erasure/service.js';
import { verifyJournal } from '../../../terminal/kernel/journal/verify.js';
import { DATA, happen, NOW_MS, openTestKernel, STAFF, type TestKernel } from '../../support/kernel.js';
import { waitFor } from '../../support/wait-for.js';

const NAME = '欧阳若汐';
const KEY = '+8613912345678';
const OTHER = '+8613800138000';
const SHARED = '+8613700137000';

/** The number in UTF-8, in groups, in a PDU's swapped half-octets; name and number in UCS-2, as a PDU has them. */
const BYTES = [
  NAME,
  '13912345678',
  '139 1234 5678',
  '3119325476F8',
  '6B27963382E56C50',
  '6b27963382e56c50',
  '00310033003900310032',
  '04C0FFEE123480',
  '139****5678',
  '欧**汐',
];

const stamp = (n: number): string => `${String(n).padStart(15, '0')}-00000-t1`;
const receipt = (who: string, phone: string) => ({
  number: 't1-1',
  reprint: 0,
  blocks: [
    { kind: 'text', text: '福源水果店' },
    { kind: 'pair', left: `会员 ${who}`, right: phone },
    { kind: 'pair', left: '合计', right: '￥88.00' },
  ],
});

/** What happens with somebody in a shop. */
function life(customer: string, name: string, key: string, uid: string, n: number): object[][] {
  const id = (what: string): string => `${what}-${customer}`;
  const queued = { purpose: 'service', cause: 'sale' };
  return [
    [
      { type: 'customers.registered', v: 1, customer, name, level: '', stamp: stamp(n) },
      { type: 'customers.phone-added', v: 1, customer, key },
    ],
    [
      {
        type: 'customers.changed',
        v: 1,
        customer,
        fields: { birthday: '1988-03-08', tags: name },
        stamp: stamp(n + 1),
      },
    ],
    [{ type: 'cards.issued', v: 1, uid, customer }],
    [{ type: 'calls.rang', v: 1, call: id('call'), number: key.slice(3), key, validity: 'valid' }],
    [{ type: 'calls.noted', v: 1, call: id('call'), note: '送到三号楼' }],
    [
      {
        type: 'counter.sold',
        v: 1,
        sale: id('sale'),
        number: `t1-${n}`,
        customer,
        items: [],
        amount: 8800,
        tendered: 8800,
        change: 0,
        points: 88,
      },
      {
        type: 'ledger.entered',
        v: 1,
        customer,
        account: 'points',
        amount: 88,
        reason: 'sale',
        cause: id('sale'),
      },
      {
        type: 'receipts.queued',
        v: 1,
        job: id('job'),
        receipt: receipt(name.length > 2 ? '欧**汐' : name, name.length > 2 ? '139****5678' : '138****8000'),
      },
      { type: 'messaging.queued', v: 1, text: id('text'), key, body: `${name}您好`, ...queued },
    ],
    ...texts(customer, name, key, n),
  ];
}

/** What they text, and what comes of it. */
function texts(customer: string, name: string, key: string, n: number): object[][] {
  const id = (what: string): string => `${what}-${customer}`;
  return [
    [
      { type: 'messaging.pdu-kept', v: 1, hash: id('hash'), pdu: pduFrom(key, name), outcome: 'text' },
      {
        type: 'messaging.received',
        v: 1,
        text: id('in'),
        from: key,
        key,
        body: `我是${name}`,
        partial: false,
      },
    ],
    [
      {
        type: 'cases.opened',
        v: 1,
        case: id('case'),
        number: n,
        key,
        kind: 'complaint',
        body: '苹果有伤',
        via: 'text',
      },
    ],
    [{ type: 'cases.closed', v: 1, case: id('case'), result: `${name}满意`, asked: false }],
    [{ type: 'messaging.refused', v: 1, key, by: 'TD' }],
  ];
}

/** As TS 23.040 writes an address and UCS-2: enough of a PDU for its bytes to be found. */
function pduFrom(key: string, text: string): string {
  const digits = `${key.slice(1)}F`;
  const swapped = digits.replace(/(.)(.)/g, '$2$1');
  return `0791683108200805F0040D91${swapped}0008${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}`;
}

const CAMPAIGN = {
  ...{ type: 'campaigns.gathered', v: 1, campaign: 'k1', through: 9, left: {}, done: true },
  recipients: [
    { customer: 'c1', key: KEY },
    { customer: 'c2', key: OTHER },
  ],
};
const DRAFT = {
  type: 'campaigns.drafted',
  v: 1,
  campaign: 'k1',
  name: 'n',
  purpose: 'marketing',
  text: 't',
  filter: {},
};
const SOMEBODY_ELSE = {
  type: 'calls.rang',
  v: 1,
  call: 'x',
  number: '13700137000',
  key: SHARED,
  validity: 'valid',
};

async function shop(segmentBytes = 4000): Promise<TestKernel> {
  const opened = await openTestKernel({ segmentBytes });
  const { kernel, disk } = opened;
  const commits = [
    ...life('c1', NAME, KEY, '04C0FFEE123480', 1),
    ...life('c2', '李红', OTHER, '04AAAAAAAAAAAA', 50),
    [{ type: 'customers.phone-added', v: 1, customer: 'c1', key: SHARED }],
    [{ type: 'customers.phone-added', v: 1, customer: 'c2', key: SHARED }],
    [SOMEBODY_ELSE],
    [DRAFT],
    [CAMPAIGN],
    [
      {
        type: 'cases.opened',
        v: 1,
        case: 'of-c2',
        number: 99,
        key: OTHER,
        kind: 'question',
        body: `${NAME}的电话是13912345678`,
        via: 'text',
      },
    ],
  ];
  for (const events of commits) await happen(kernel, ...(events as never[]));
  await kernel.snapshot();
  disk.put(`${DATA}/journal/aside/000000000001-7-0.bin`, Buffer.from(`{"name":"${NAME}","at":1}`));
  disk.put(`${DATA}/export/顾客.csv`, Buffer.from(`姓名\n${NAME}\n`));
  disk.put(`${DATA}/export/other.csv`, Buffer.from('姓名\n李红\n'));
  disk.put(`${DATA}/export/顾客.xlsx`, Buffer.from('PK deflated'));
  disk.put(`${DATA}/terminal.log`, Buffer.from(`{"key":"${KEY}"}\n{"key":"${OTHER}"}\n`));
  return opened;
}

function found(disk: MemoryDisk): string[] {
  return disk.paths().flatMap((path) => {
    const bytes = Buffer.from(disk.bytes(path));
    return BYTES.filter((mark) => bytes.includes(mark)).map((mark) => `${path}: ${mark}`);
  });
}

function serviceOf({ kernel, host }: TestKernel) {
  return createErasureService({ kernel, host, places: { data: DATA, log: `${DATA}/terminal.log` } });
}

async function order({ kernel }: TestKernel): Promise<void> {
  await kernel.transact(STAFF, (state) =>
    orderErasure(state, { customer: 'c1', erasure: 'e1', reason: '本人要求' }),
  );
}

async function erase(opened: TestKernel): Promise<void> {
  const service = serviceOf(opened);
  service.start();
  await waitFor(
    'the erasure',
    () => openErasures(opened.kernel.state).length === 0 && service.progress() === undefined,
  );
  await service.stop();
}

const sums = ({ kernel }: TestKernel): unknown =>
  kernel.state.all(
    'SELECT id, account, sum(amount) AS sum FROM ledger JOIN customers ON no = customer GROUP BY 1, 2 ORDER BY 1, 2',
  );

test('no byte of the person is left in any file, and the money and everybody else is', async () => {
  const opened = await shop();
  const { kernel, disk } = opened;
  const before = sums(opened);
  assert.ok(found(disk).length > 12, 'the search finds what is there');
  await order(opened);
  await erase(opened);
  assert.equal(found(disk), []);
  assert.equal(sums(opened), before);
  const text = disk
    .paths()
    .map((path) => Buffer.from(disk.bytes(path)).toString())
    .join('\n');
  for (const kept of ['李红', '13800138000', '"amount":8800', '￥88.00', '13700137000', '04AAAAAAAAAAAA'])
    assert.ok(text.includes(kept), kept);
  assert.equal(await disk.list(`${DATA}/export`), ['other.csv']);
  assert.equal(kernel.state.all('SELECT name FROM customers WHERE removed IS NULL'), [{ name: '李红' }]);
  await kernel.close();
});

test('the journal is whole afterwards, its chain fits, and it makes the same database', async () => {
  const opened = await shop();
  await order(opened);
  await erase(opened);
  const { kernel, disk } = opened;
  const found = await verifyJournal(disk, `${DATA}/journal`);
  assert.equal(found.breaks, []);
  assert.ok(found.erased > 8);
  await happen(kernel, { ...SOMEBODY_ELSE, call: 'y' } as never);
  const hash = kernel.contentHash();
  await kernel.close();
  for (const path of disk.paths().filter((one) => one.endsWith('.snapshot'))) await disk.remove(path);
  const again = await openTestKernel({ disk });
  assert.is(again.kernel.contentHash(), hash);
  assert.is(again.kernel.end().seq, kernel.end().seq);
  await again.kernel.close();
});

test('a file, a saved filter, a campaign and a vote that are called after the person lose the name, and mean nobody', async () => {
  const opened = await shop();
  const { kernel, disk } = opened;
  const filter = { rows: [{ join: 'and', field: 'name', kind: 'text', op: 'has', value: NAME }] };
  const named = [
    ...['i1', 'i2'].map((id) => ({
      ...{ type: 'importing.imported', v: 1, import: id, line: 2, customers: [] },
      file: id === 'i1' ? `${NAME}一家.xlsx` : '李红一家.xlsx',
    })),
    { type: 'importing.columns-learned', v: 1, heads: { [NAME]: 'name' } },
    { type: 'audience.saved', v: 1, audience: 'a1', name: `只发${NAME}`, filter },
    { ...DRAFT, campaign: 'k2', name: `给${NAME}`, filter },
    { type: 'mail.news-started', v: 1, news: 'n1', subject: 's', text: 't', filter },
    {
      ...{ type: 'poll.opened', v: 1, poll: 'p1', number: 1, kind: 'vote', title: `${NAME}做的蛋糕好吃吗` },
      ...{ questions: [{ text: '好吃吗', options: ['好', '不好'] }], opens: 1, closes: 2, changeable: true },
    },
    { type: 'audit.exported', v: 1, place: `/media/${NAME}`, count: 1 },
  ];
  for (const event of named) await happen(kernel, event as never);
  await kernel.snapshot();
  await order(opened);
  await erase(opened);
  assert.equal(found(disk), []);
  assert.equal((await verifyJournal(disk, `${DATA}/journal`)).breaks, []);
  assert.equal(kernel.state.all('SELECT file FROM imports ORDER BY id'), [
    { file: '' },
    { file: '李红一家.xlsx' },
  ]);
  const kept = kernel.state.value<string>('SELECT json FROM audiences') ?? '';
  assert.equal(sliceOf(kernel.state, checkFilter(JSON.parse(kept)), 0, NOW_MS, 'Asia/Shanghai').members, []);
  const hash = kernel.contentHash();
  await kernel.close();
  for (const path of disk.paths().filter((one) => one.endsWith('.snapshot'))) await disk.remove(path);
  const again = await openTestKernel({ disk });
  assert.is(again.kernel.contentHash(), hash);
  await again.kernel.close();
});

test('a commit that was chained before its name was known to be personal stays as it is, and the chain fits', async () => {
  const former = ALL_TABLES.map((one) =>
    one.name === 'erasure' ? { ...one, personal: { ...one.personal, 'importing.imported': [] } } : one,
  );
  const opened = await openTestKernel({ tables: former });
  for (const events of life('c1', NAME, KEY, '04C0FFEE123480', 1))
    await happen(opened.kernel, ...(events as never[]));
  const imported = { type: 'importing.imported', v: 1, import: 'i1', file: `${NAME}.xlsx` };
  await happen(opened.kernel, { ...imported, line: 2, customers: [] } as never);
  await opened.kernel.close();
  const again = await openTestKernel({ disk: opened.disk });
  await order(again);
  await erase(again);
  assert.equal((await verifyJournal(again.disk, `${DATA}/journal`)).breaks, []);
  await again.kernel.close();
});

test('values that are gone without an erasure are told', async () => {
  const opened = await shop();
  const { disk, kernel } = opened;
  await order(opened);
  await erase(opened);
  await kernel.close();
  const first = `${DATA}/journal/000000000001.log`;
  const erased = Buffer.from(disk.bytes(first));
  const twin = await shop();
  await twin.kernel.close();
  twin.disk.put(first, erased);
  assert.ok(
    (await verifyJournal(twin.disk, `${DATA}/journal`)).breaks.every(({ kind }) => kind === 'erased'),
  );
  assert.ok((await verifyJournal(twin.disk, `${DATA}/journal`)).breaks.length > 5);
});

test('commits of other people go on while one is erased, and a reader of the journal is not led astray', async () => {
  const opened = await shop();
  const { kernel } = opened;
  const tail = kernel.tail(3);
  assert.is((await tail.next(1)).length, 1);
  await order(opened);
  const service = serviceOf(opened);
  service.start();
  for (let n = 0; n < 20; n++) await happen(kernel, { ...SOMEBODY_ELSE, call: `z${n}` } as never);
  await waitFor(
    'the erasure',
    () => openErasures(kernel.state).length === 0 && service.progress() === undefined,
  );
  await service.stop();
  assert.is(kernel.state.value("SELECT count(*) FROM calls WHERE id LIKE 'z%'"), 20);
  const seqs = (await tail.next(1_000_000)).map(({ seq }) => seq);
  assert.equal(
    seqs,
    Array.from({ length: kernel.end().seq - 4 }, (_, n) => n + 5),
  );
  await kernel.close();
});

test('the power goes at any moment: the journal is whole, and the next start finishes it', async () => {
  const opened = await shop();
  await order(opened);
  await opened.kernel.close();
  const { disk: ready } = opened;
  const begin = async (disk: MemoryDisk) => openTestKernel({ disk, segmentBytes: 4000 });
  const dry = await begin(ready.durable());
  const counted = dry.disk.operations();
  await erase(dry);
  const steps = dry.disk.operations() - counted;
  assert.ok(steps > 15);
  for (let nth = 1; nth <= steps; nth++) {
    const cut = await begin(ready.durable());
    cut.disk.fail({ error: 'failed', nth, lasting: true });
    const service = serviceOf(cut);
    service.start();
    await cut.clock.settle();
    await service.stop();
    const again = await begin(cut.disk.durable());
    assert.equal((await verifyJournal(again.disk, `${DATA}/journal`)).breaks, [], `operation ${nth}`);
    await erase(again);
    assert.equal(found(again.disk), [], `operation ${nth}`);
    assert.equal(
      (await verifyJournal(again.disk, `${DATA}/journal`)).breaks,
      [],
      `operation ${nth}, finished`,
    );
    await again.kernel.close();
  }
});

test.run();
