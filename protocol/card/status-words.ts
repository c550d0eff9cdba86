/** Status words in words: ISO/IEC 7816-4:2013 table 5 and 6, PC/SC part 3 (2.01.09) 3.2.2. */

const EXACT: Readonly<Record<number, string>> = {
  36864: 'success',
  25088: 'a warning without detail',
  25218: 'the end was reached before all bytes were read',
  25344: 'the operation failed',
  25600: 'execution error',
  25985: 'memory failure, the write did not succeed',
  26368: 'wrong length',
  26625: 'the logical channel is not supported',
  27009: 'the command does not fit the kind of file',
  27010: 'security status not satisfied: log in first',
  27011: 'the key or PIN is blocked',
  27013: 'conditions of use not satisfied',
  27014: 'command not allowed',
  27264: 'wrong data',
  27265: 'function not supported',
  27266: 'file or application not found',
  27267: 'record not found',
  27268: 'not enough memory',
  27270: 'wrong parameters P1 P2',
  27272: 'referenced data not found',
  27392: 'the address is not on the card',
  27904: 'instruction not known',
  28160: 'class not known',
  28416: 'no precise diagnosis',
};

/** What a status word says, in a few words that a technician understands. */
export function wordsOf(sw: number): string {
  const exact = EXACT[sw];
  if (exact !== undefined) return exact;
  if (sw >> 8 === 0x61) return `${sw & 0xff} more bytes are waiting`;
  if (sw >> 8 === 0x6c) return `wrong length, ${sw & 0xff} would be right`;
  if (sw >> 4 === 0x63c) return `verification failed, ${sw & 0x0f} tries left`;
  return 'an answer this program does not know';
}
