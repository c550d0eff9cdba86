/** Which column of a table means what, by its head and its cells. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { guessColumns } from '../../../terminal/importing/columns.js';
import { planImport } from '../../../terminal/importing/plan.js';

const rowsOf = (...rows: string[][]) => rows.map((cells, at) => ({ line: at + 1, cells }));

test('columns are known by their heads, in Chinese and English', () => {
  const meanings = (...heads: string[]) => [
    ...guessColumns(
      rowsOf(
        heads,
        heads.map(() => 'x'),
      ),
    ).meanings,
  ];
  assert.equal(
    meanings(
      '会员编号',
      '姓 名',
      '手机号码',
      '性别',
      '出生日期',
      '会员等级',
      '剩余积分',
      '卡内余额',
      '赠送金额',
    ),
    ['ignored', 'name', 'phone', 'gender', 'birthday', 'level', 'points', 'principal', 'bonus'],
  );
  assert.equal(meanings('Customer Name', 'Mobile', 'Phone 2', 'Birthday', 'Points', 'Balance', 'Notes'), [
    'name',
    'phone',
    'phone',
    'birthday',
    'points',
    'principal',
    'ignored',
  ]);
});

const guessed = (...heads: string[]) =>
  Object.fromEntries(
    guessColumns(
      rowsOf(
        heads,
        heads.map(() => ''),
      ),
    ).meanings.flatMap((meaning, at) => (meaning === 'ignored' ? [] : [[meaning, heads[at]]])),
  );

test('points that were given are no money, and what was ever collected or spent is no balance', () => {
  assert.equal(guessed('姓名', '手机', 'Bonus points'), {
    name: '姓名',
    phone: '手机',
    points: 'Bonus points',
  });
  assert.equal(guessed('姓名', '赠送积分', '积分'), { name: '姓名', points: '积分' });
  assert.equal(guessed('姓名', '累计积分', '可用积分', '已用积分', '累计储值', '储值余额', '储值次数'), {
    ...{ name: '姓名', points: '可用积分', principal: '储值余额' },
  });
  assert.equal(guessed('Name', 'Lifetime points', 'Points', 'Points used'), {
    name: 'Name',
    points: 'Points',
  });
});

test('names and numbers of shops, referrers and staff are not the customer’s', () => {
  const { meanings } = guessColumns(
    rowsOf(
      ['门店名称', '客户经理', '姓名', '手机', '推荐人手机', '门店电话', '紧急联系电话', 'Store phone'],
      [
        '总店',
        '李经理',
        '王小明',
        '13800138000',
        '13900139000',
        '075582345678',
        '13700137000',
        '13600136000',
      ],
    ),
  );
  assert.equal(
    [...meanings],
    ['ignored', 'ignored', 'name', 'phone', 'ignored', 'ignored', 'ignored', 'ignored'],
  );
});

test('papers, cars and chats have numbers that nobody can call', () => {
  assert.equal(guessed('姓名', '手机', '证件号码', '车牌号码', 'QQ号码'), { name: '姓名', phone: '手机' });
  assert.equal(guessed('姓名', '联系号码'), { name: '姓名', phone: '联系号码' });
});

test('a title above the heads and a second row of heads are no customers', () => {
  const { headRows, meanings } = guessColumns(
    rowsOf(['福源水果店会员表'], ['姓名', '电话'], ['（必填）', '（必填）'], ['王小明', '13800138000']),
  );
  assert.is(headRows, 2);
  assert.equal([...meanings], ['name', 'phone']);
});

test('states of a card and words for credit that the field does not have are not taken for it, and no row is wrong', () => {
  const rows = rowsOf(
    ['姓名', '手机', '会员状态', '信用'],
    ['王小明', '13800138000', '正常', '良好'],
    ['李华', '13912345678', '挂失', ''],
  );
  const { meanings, headRows } = guessColumns(rows);
  assert.equal([...meanings], ['name', 'phone', 'ignored', 'ignored']);
  const { counts } = planImport(rows.slice(headRows), meanings, () => undefined);
  assert.equal([counts.new, counts.wrong], [2, 0]);
  const asked = guessColumns(rows, { 会员状态: 'status' });
  assert.is(asked.meanings[2], 'status', 'a person may say so');
  const leads = rowsOf(['姓名', '状态'], ['王小明', '潜在'], ['李华', '成交'], ['赵六', '很好']);
  assert.equal([...guessColumns(leads).meanings], ['name', 'status']);
});

test('a wrong choice names its column and the cell', () => {
  const rows = rowsOf(['王小明', '冻结', 'A'], ['李华', '成交', '好']);
  const planned = planImport(rows, ['name', 'status', 'credit'], () => undefined).rows;
  assert.equal(
    planned.map((row) => row.kind === 'wrong' && row.of),
    [
      { label: 'importing.status', cell: '冻结' },
      { label: 'importing.credit', cell: '好' },
    ],
  );
});

test('a first customer whose words are those of heads is a customer', () => {
  const heads = [
    ['姓名', '来源'],
    ['客户', '来源'],
    ['姓名', '备注'],
    ['客户姓名', '客户来源'],
  ];
  for (const head of heads) {
    const first = ['客户甲', '老客户介绍'];
    assert.is(guessColumns(rowsOf(head, first, ['李华', '美团'])).headRows, 1, head.join());
  }
  assert.is(guessColumns(rowsOf(['姓名', '备注'], ['客户甲', '网络渠道'])).headRows, 1);
  assert.is(
    guessColumns(rowsOf(['会员名称'], ['姓名', '来源'], ['客户甲', '电话'])).headRows,
    2,
    'below a title',
  );
  const groups = rowsOf(['客户资料', '', '账户'], ['姓名', '手机', '余额'], ['李华', '', '5']);
  assert.is(guessColumns(groups).headRows, 2, 'below the heads of groups');
});

test('without heads the cells tell', () => {
  const { headRows, meanings } = guessColumns(
    rowsOf(['1', '王小明', '13800138000', '男'], ['2', '李华', '13912345678', '女']),
  );
  assert.is(headRows, 0);
  assert.equal([...meanings], ['ignored', 'name', 'phone', 'gender']);
});

test('what a person said of a head counts more', () => {
  const { meanings } = guessColumns(rowsOf(['老板娘叫他', '电话'], ['阿明', '13800138000']), {
    老板娘叫他: 'name',
  });
  assert.equal([...meanings], ['name', 'phone']);
});

test('a column that a person has left out stays so, whatever its cells look like', () => {
  const { meanings } = guessColumns(
    rowsOf(['姓名', '手机', '宅电'], ['阿明', '13800138000', '13900139000']),
    {
      宅电: 'ignored',
    },
  );
  assert.equal([...meanings], ['name', 'phone', 'ignored']);
});

test.run();
