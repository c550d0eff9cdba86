import fc from 'fast-check';
import * as assert from 'uvu/assert';
import * as at from '../../../protocol/at/index.js';
import { inPieces, mutatedBytes, mutatedText } from '../inputs.js';
import { property } from '../property.js';

/** Lines as the manuals print them. */
const LINES = [
  'OK',
  'RING',
  'NO CARRIER',
  '+CME ERROR: 10',
  '+CMS ERROR: SIM busy',
  '+CLIP: "13800138000",129,,,,0',
  '+CLIP: "",128,,,,1',
  '+CCWA: "13800138000",129,1,,0',
  '+CLCC: 1,1,4,0,0,"002B0038003600310033",145',
  '+CMTI: "SM",3',
  '+CDSI: "SR",-1',
  '+CMGL: 17,3,,35',
  '+CMGR: 0,,24',
  '0891683108200505F0040D91683118108300F000006211220124002302CA23',
  '+CREG: 2,1,"28A1","0000C3F2",7',
  '+CEREG: 5,"28A1","0000C3F2",7,,,"00000110"',
  '+COPS: 0,0,"CHINA MOBILE",7',
  '+CSQ: 20,99',
  '+CPMS: "SM",3,50,"SM",3,50,"SM",3,50',
  '+CPMS: ("SM","ME"),("SM"),("SM")',
  '+CNMI: (0-3),(0,1),(0-999999)',
  '+CCLK: "26/11/22,10:42:00+32"',
  '+CPINR: SIM PIN,3,3',
  '+SPIC: 3,10,3,10',
  '+CNUM: "","13800138000",129',
  '+CUSD: 0,"49B4D3E5",15',
  '+CUSD: 1,"4F59989D",72',
  '+CTZV: +32,"24/05/06,07:08:09"',
  '*PSUTTZ: 2024,5,6,7,8,9,"+32",0',
  'VOICE CALL: END: 000005',
  '^CEND:1,5,29,16',
];
const TALK = new TextEncoder().encode(LINES.map((line) => `\r\n${line}\r\n`).join(''));

const PARSERS: ReadonlyArray<(line: string) => unknown> = [
  at.finalResult,
  at.prefixOf,
  at.bootOf,
  at.isUnsolicited,
  at.hasBodyLine,
  at.isPduLine,
  at.parseClip,
  at.parseCallWaiting,
  at.parseCurrentCall,
  at.parseSimState,
  at.parsePinTries,
  at.parseClock,
  at.parseNetworkTime,
  at.parseUssd,
  at.parseCallNews,
  at.parseRegistration,
  at.parseOperator,
  at.parseSignal,
  at.parseOwnNumber,
  at.parseTextArrived,
  at.parseReportArrived,
  at.parseStores,
  at.parseStoreUse,
  at.fromUcs2Hex,
  (line) => at.parseGroups(line).map(at.groupNumbers),
  (line) => at.finalResult(line, true),
  (line) => at.atError('cms', line),
];

const talk = mutatedBytes([TALK, TALK.subarray(0, 60), Uint8Array.of(0x0d, 0x0a, 0x3e, 0x20)]);
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

/** Everything that came out, with what was thrown away as one number. */
function framed(pieces: readonly Uint8Array[], prompt: boolean) {
  const framer = at.createFramer(64);
  framer.expectPrompt(prompt);
  const all = pieces.flatMap((piece) => framer.push(piece));
  const discarded = all.reduce((sum, one) => sum + (one.kind === 'discarded' ? one.bytes : 0), 0);
  return { out: all.filter(({ kind }) => kind !== 'discarded'), discarded, rest: framer.reset() };
}

export const atProperties = [
  property(
    'framer: the pieces that the bytes come in change nothing',
    fc.tuple(talk, sizes, fc.boolean()),
    ([bytes, cuts, prompt]) => {
      assert.equal(framed(inPieces(bytes, cuts), prompt), framed([bytes], prompt));
    },
  ),
  property(
    'framer: what comes out is never more than what came in, and no line beyond its limit',
    talk,
    (bytes) => {
      const { out, discarded, rest } = framed([bytes], false);
      const lines = out.map((one) => (one.kind === 'line' ? one.text.length : 0));
      assert.ok(lines.every((length) => length > 0 && length <= 64));
      assert.ok(lines.reduce((a, b) => a + b, 0) + discarded + rest <= bytes.length);
    },
  ),
  property('framer: after any garbage the next whole line is delivered', talk, (bytes) => {
    const framer = at.createFramer();
    framer.push(bytes);
    const out = framer.push(new TextEncoder().encode('\r\n+CMTI: "SM",3\r\n'));
    assert.equal(out.filter(({ kind }) => kind === 'line').at(-1), { kind: 'line', text: '+CMTI: "SM",3' });
  }),
  property('every line is read or not recognised, never a crash', mutatedText(LINES), (line) => {
    for (const parse of PARSERS) parse(line);
  }),
  property('replies of many lines', fc.array(mutatedText(LINES), { maxLength: 6 }), (lines) => {
    const texts = at.parseStoredTexts(lines);
    assert.ok(
      texts.length <= lines.length && texts.every(({ index }) => Number.isSafeInteger(index) && index >= 0),
    );
    at.parseReadText(lines, 1);
    assert.type(at.parseIdentity(lines), 'string');
  }),
  property('arguments: never more than there are commas', mutatedText(LINES), (line) => {
    const commas = line.split(',').length;
    const args = at.splitArgs(line);
    assert.ok(args.length <= commas);
    for (const arg of args) {
      assert.ok(
        [at.decimal(arg), at.hexadecimal(arg)].every((n) => n === undefined || Number.isSafeInteger(n)),
      );
    }
  }),
];
