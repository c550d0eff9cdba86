/** The first file of the thread that reads or writes one spreadsheet. */
import { parentPort, workerData } from 'node:worker_threads';
import { isTerminalError, messageOf } from '../../protocol/errors.js';
import { readSheet } from './read.js';
import type { Answer, Job } from './thread.js';
import type { Sheet } from './types.js';
import { writeSheet } from './write.js';

const job = workerData as Job;
const work: Promise<Sheet | Uint8Array> =
  job.kind === 'read' ? readSheet(job.fileName, job.bytes) : writeSheet(job.format, job.name, job.rows);
const answer: Answer<Sheet | Uint8Array> = await work.then(
  (result) => ({ result }),
  (error: unknown) => ({
    code: isTerminalError(error) ? error.code : 'sheet/unreadable',
    message: messageOf(error),
  }),
);
parentPort?.postMessage(answer);
