export { createDisplay, type DisplayOptions } from './display.js';
export type { CustomerDisplay } from './types.js';
