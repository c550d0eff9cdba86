/** The first file of the thread that reads one spreadsheet. */
import { parentPort, workerData } from 'node:worker_threads';
import { isTerminalError, messageOf } from '../../protocol/errors.js';
import { readSheet } from './read.js';
import type { Answer, Job } from './thread.js';

const { fileName, bytes } = workerData as Job;
const answer: Answer = await readSheet(fileName, bytes).then(
  (sheet) => ({ sheet }),
  (error: unknown) => ({
    code: isTerminalError(error) ? error.code : 'sheet/unreadable',
    message: messageOf(error),
  }),
);
parentPort?.postMessage(answer);
