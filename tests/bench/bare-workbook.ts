/** A thread that does nothing but parse a workbook, by the library that imports use and with what they ask of it: the floor of `import.xlsx`. */
import { parentPort, workerData } from 'node:worker_threads';
import { read } from '@e965/xlsx';

const book = read(workerData as Uint8Array, {
  type: 'array',
  dense: true,
  cellDates: true,
  cellFormula: false,
  cellHTML: false,
  cellText: false,
});
parentPort?.postMessage(book.Sheets[book.SheetNames[0] ?? '']?.['!data']?.length ?? 0);
