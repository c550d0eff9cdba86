/**
 * Bytes from the host: command lines with their editing, or the text after a prompt.
 *
 * ITU-T V.250, 5.2: a line begins with AT, ends with S3; S5 deletes; `A/` repeats the last line at once.
 * 3GPP TS 27.005, 3.5.1: after a prompt everything is text until Ctrl-Z sends or ESC cancels.
 */
import { Buffer } from 'node:buffer';
import type { Settings } from './types.js';

/** SIM800 Series AT Command Manual, 1.4: 556 characters in a line. */
const LINE_MAX = 556;
/** A PDU with its service centre, generously. */
const TEXT_MAX = 2048;

const CTRL_Z = 0x1a;
const ESCAPE = 0x1b;
const LF = 0x0a;
const CR = 0x0d;

export interface InputEvents {
  /** A command line without AT; undefined when it was too long. */
  line(text: string | undefined): void;
  /** The text of a prompt, or undefined when it was cancelled. */
  text(text: string | undefined): void;
  /** Echo, and the prompt's next line. Characters are bytes. */
  write(text: string): void;
}

export interface Input {
  /** One byte, 0–255. */
  feed(byte: number): void;
  /** What comes next is the text of a prompt. */
  expectText(): void;
  /** Forgets what was half entered. */
  reset(): void;
}

export function createInput(settings: Settings, events: InputEvents): Input {
  let mode: 'idle' | 'prefix' | 'line' | 'text' = 'idle';
  let entered = '';
  let last = '';
  const register = (number: number, fallback: number): number => settings.registers.get(number) ?? fallback;
  const echo = (byte: number): void => {
    if (settings.echo) events.write(String.fromCharCode(byte));
  };
  const start = (next: typeof mode): void => {
    mode = next;
    entered = '';
  };

  const feedIdle = (byte: number, character: string): void => {
    echo(byte);
    if (character === 'A') mode = 'prefix';
  };
  const feedPrefix = (byte: number, character: string): void => {
    echo(byte);
    if (character === 'T') start('line');
    else if (character === '/') {
      start('idle');
      events.line(last);
    } else if (character !== 'A') start('idle');
  };
  const feedLine = (byte: number): void => {
    echo(byte);
    if (byte === register(3, CR)) {
      const text = entered;
      start('idle');
      if (text.length <= LINE_MAX) last = text;
      events.line(text.length <= LINE_MAX ? text : undefined);
    } else if (byte === register(5, 8)) entered = entered.slice(0, -1);
    else if (byte >= 0x20 && entered.length <= LINE_MAX) entered += String.fromCharCode(byte);
  };
  const feedText = (byte: number): void => {
    if (byte === CTRL_Z || byte === ESCAPE) {
      const text = entered;
      start('idle');
      events.text(byte === CTRL_Z ? text : undefined);
    } else if (byte === CR) {
      entered += '\r\n';
      events.write('\r\n> ');
    } else addText(byte);
  };
  const addText = (byte: number): void => {
    echo(byte);
    if (byte === register(5, 8)) entered = entered.slice(0, -1);
    else if (byte !== LF && entered.length < TEXT_MAX) entered += String.fromCharCode(byte);
  };

  return {
    feed: (byte) => {
      const character = String.fromCharCode(byte).toUpperCase();
      if (mode === 'idle') feedIdle(byte, character);
      else if (mode === 'prefix') feedPrefix(byte, character);
      else if (mode === 'line') feedLine(byte);
      else feedText(byte);
    },
    expectText: () => start('text'),
    reset: () => start('idle'),
  };
}

/** Output is text whose characters are bytes. */
export function toBytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
