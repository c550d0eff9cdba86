/**
 * What stands on the glass of a CD5220 display of two lines by twenty columns. Written from the User's Manual of the
 * CD5220 / CD6220, 7.2: in string mode (after ESC Q) nothing but the two string commands and CLR is obeyed.
 */

const COLUMNS = 20;
const GB18030 = new TextDecoder('gb18030');

export interface Glass {
  take(bytes: Uint8Array): void;
  /** Both lines, without the spaces at their ends. */
  lines(): readonly [string, string];
  onChange(listener: (lines: readonly [string, string]) => void): void;
}

export function createGlass(): Glass {
  const rows: [Uint8Array, Uint8Array] = [blank(), blank()];
  const changes: Array<(lines: readonly [string, string]) => void> = [];
  let pending: number[] = [];
  let cursor = 0;
  let stringMode = false;
  const lines = () => [rowText(rows[0]), rowText(rows[1])] as const;

  const clear = () => {
    rows[0].fill(0x20);
    rows[1].fill(0x20);
    cursor = 0;
    stringMode = false;
  };
  const write = (byte: number) => {
    rows[cursor < COLUMNS ? 0 : 1][cursor % COLUMNS] = byte;
    cursor = (cursor + 1) % (2 * COLUMNS);
  };

  /** Bytes that the command at the start of `pending` takes; 0 while it is not whole. */
  function step(): number {
    const [first = 0, second, third] = pending;
    if (first !== 0x1b) {
      single(first);
      return 1;
    }
    if (second === undefined) return 0;
    if (second === 0x51) return string(third);
    if (second === 0x40) clear();
    return 2;
  }

  function single(byte: number): void {
    if (byte === 0x0c) clear();
    else if (stringMode) return;
    else if (byte === 0x0b) cursor = 0;
    else if (byte === 0x0d) cursor -= cursor % COLUMNS;
    else if (byte === 0x0a) cursor = (cursor + COLUMNS) % (2 * COLUMNS);
    else if (byte >= 0x20) write(byte);
  }

  /** ESC Q A and ESC Q B: up to twenty bytes, then CR. */
  function string(line: number | undefined): number {
    const end = pending.indexOf(0x0d);
    if (line === undefined || (end < 0 && pending.length < 3 + COLUMNS + 1)) return 0;
    const text = pending.slice(3, end < 0 ? 3 + COLUMNS : end).slice(0, COLUMNS);
    const row = rows[line === 0x42 ? 1 : 0];
    row.fill(0x20);
    row.set(text);
    stringMode = true;
    return end < 0 ? 3 + COLUMNS : end + 1;
  }

  return {
    take(bytes) {
      pending.push(...bytes);
      for (let length = 1; pending.length > 0 && length > 0; ) {
        length = step();
        pending = pending.slice(length);
      }
      for (const listener of changes) listener(lines());
    },
    lines,
    onChange: (listener) => void changes.push(listener),
  };
}

function blank(): Uint8Array {
  return new Uint8Array(COLUMNS).fill(0x20);
}

function rowText(row: Uint8Array): string {
  return GB18030.decode(row).trimEnd();
}
