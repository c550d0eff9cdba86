/** The first file of the thread that reads or writes one spreadsheet. */
import { parentPort, workerData } from 'node:worker_threads';
import { isTerminalError, messageOf } from '../../protocol/errors.js';
import type { Row, Table } from './document.js';
import { readSheet } from './read.js';
import type { Answer, Job, More } from './thread.js';
import type { Sheet } from './types.js';
import { writeDocument } from './write.js';

const job = workerData as Job;
const work: Promise<Sheet | Uint8Array> =
  job.kind === 'read'
    ? readSheet(job.fileName, job.bytes)
    : gathered().then((tables) => writeDocument(job.format, { title: job.title, facts: job.facts, tables }));
const answer: Answer<Sheet | Uint8Array> = await work.then(
  (result) => ({ result }),
  (error: unknown) => ({
    code: isTerminalError(error) ? error.code : 'sheet/unreadable',
    message: messageOf(error),
  }),
);
parentPort?.postMessage(answer);

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
