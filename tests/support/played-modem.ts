/**
 * A modem that answers as its transcript says (tests/vectors/modems, sources named in each file) and refuses everything else.
 *
 * A file: `;` remarks · `= key value` what a test expects · `> COMMAND` and the lines of its answer up to an empty line, `*` for
 * any rest, `> <pdu>` for a text at the prompt · `! name` and lines that come by themselves when the test says so.
 */
import { readFileSync } from 'node:fs';
import { type ScriptedModem, scriptedModem } from './scripted-modem.js';
import { vectorPath } from './vectors.js';

export interface PlayedModem {
  readonly modem: ScriptedModem;
  readonly expected: ReadonlyMap<string, string>;
  /** Lets the lines of `! name` come. */
  happens(name: string): void;
}

interface Transcript {
  readonly expected: Map<string, string>;
  readonly answers: readonly { readonly command: string; readonly lines: readonly string[] }[];
  readonly events: ReadonlyMap<string, readonly string[]>;
}

function readTranscript(name: string): Transcript {
  const text = readFileSync(vectorPath(`modems/${name}.txt`), 'utf8');
  const expected = new Map<string, string>();
  const answers: Transcript['answers'][number][] = [];
  const events = new Map<string, readonly string[]>();
  const blocks = text
    .replace(/^;.*\n/gm, '')
    .split(/\n\n+/)
    .map((block) => block.split('\n').filter((line) => line !== ''));
  for (const [head = '', ...lines] of blocks) {
    if (head.startsWith('> ')) answers.push({ command: head.slice(2), lines });
    if (head.startsWith('! ')) events.set(head.slice(2), lines);
    if (!head.startsWith('= ')) continue;
    for (const line of [head, ...lines]) {
      const [, key = '', value = ''] = /^= (\S+) (.*)$/.exec(line) ?? [];
      expected.set(key, value);
    }
  }
  return { expected, answers, events };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function patternOf(command: string): RegExp {
  if (command === '<pdu>') return /^>/;
  return new RegExp(
    `^${command.split('*').length > 1 && command.endsWith('*') ? escaped(command.slice(0, -1)) : `${escaped(command)}$`}`,
  );
}

/** Echoes each command, as modules do until ATE0. */
export function playedModem(name: string): PlayedModem {
  const modem = scriptedModem();
  const [own, standard] = [readTranscript(name), readTranscript('standard')];
  let echo = true;
  modem.on(/^AT/, (match) => `${echo ? `${match.input}\r` : ''}\r\nERROR\r\n`);
  for (const { command, lines } of [...standard.answers, ...own.answers]) {
    modem.on(patternOf(command), (match) => {
      const said = echo && match.input.startsWith('AT') ? `${match.input}\r` : '';
      if (match.input === 'ATE0') echo = false;
      if (lines[0] === '> ') return '\r\n> ';
      return said + lines.map((line) => `\r\n${line}\r\n`).join('');
    });
  }
  return {
    modem,
    expected: own.expected,
    happens: (event) => modem.say(...(own.events.get(event) ?? [])),
  };
}
