/** The first file of the thread that reads or writes one spreadsheet. */
import { parentPort, workerData } from 'node:worker_threads';
import { isTerminalError, messageOf } from '../../protocol/errors.js';
import type { Row, Table } from './document.js';
import { readSheet } from './read.js';
import type { Answer, Job, More, Piece } from './thread.js';
import type { Page, Sheet } from './types.js';
import { writeDocument } from './write.js';

/** Rows of a piece: some ten milliseconds for the one who takes it. */
const PIECE_ROWS = 5_000;

const job = workerData as Job;
const work: Promise<Sheet | Uint8Array> =
  job.kind === 'read'
    ? readSheet(job.fileName, job.bytes).then(inPieces)
    : gathered().then((tables) => writeDocument(job.format, { title: job.title, facts: job.facts, tables }));
const answer: Answer<Sheet | Uint8Array> = await work.then(
  (result) => ({ result }),
  (error: unknown) => ({
    code: isTerminalError(error) ? error.code : 'sheet/unreadable',
    message: messageOf(error),
  }),
);
parentPort?.postMessage(answer);

/** The sheet without its rows, which have gone before it. */
function inPieces({ further = [], ...first }: Sheet): Sheet {
  const [empty, ...others] = [first, ...further].map(({ rows, ...page }, at): Page => {
    for (let from = 0; from < rows.length; from += PIECE_ROWS)
      parentPort?.postMessage({ page: at, rows: rows.slice(from, from + PIECE_ROWS) } satisfies Piece);
    return { ...page, rows: [] };
  });
  return { name: '', rows: [], cutOff: false, ...empty, further: others };
}

/** Tables as they come, to their end. */
function gathered(): Promise<Table[]> {
  const tables: { title: string; rows: Row[] }[] = [];
  return new Promise((resolve) => {
    parentPort?.on('message', (more: More) => {
      if (more === 'end') resolve(tables);
      else if ('table' in more) tables.push({ title: more.table, rows: [] });
      else for (const row of more.rows) tables.at(-1)?.rows.push(row);
    });
  });
}
