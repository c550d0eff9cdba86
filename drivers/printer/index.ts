export { createPrinter, type PrinterOptions } from './printer.js';
export type { Printer, PrinterSenses, PrintOutcome } from './types.js';
