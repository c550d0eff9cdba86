/**
 * A modem at the other end of a memory transport that answers from a script. Written from 27.005, 27.007 and the SIM800 manual;
 * it shares nothing with the driver. The newest rule that matches wins.
 */
import { type MemoryPeer, memoryPair } from '../../drivers/transport/memory.js';
import type { Transport } from '../../drivers/transport/types.js';

/** What follows a command: text sent as it is, or silence. */
type Answer = string | undefined | ((match: RegExpExecArray) => string | undefined);

export interface ScriptedModem {
  readonly transport: Transport;
  readonly peer: MemoryPeer;
  /** Every command line it got, PDUs at the prompt as `>PDU`, ESC as `ESC`. */
  readonly heard: string[];
  /** Answers from now on. */
  on(pattern: RegExp, answer: Answer): void;
  /** Sends lines by itself, each between CR LF. */
  say(...lines: string[]): void;
  /** Texts in the store, by index. */
  readonly store: Map<number, string>;
}

const ok = (...lines: string[]) => [...lines, 'OK'].map((line) => `\r\n${line}\r\n`).join('');
export const reply = ok;

/** Octets of the TPDU, the SMSC left out (27.005 3.1 <length>). */
function tpduLength(pdu: string): number {
  return pdu.length / 2 - 1 - Number.parseInt(pdu.slice(0, 2), 16);
}

function listing(store: Map<number, string>): string {
  return [...store].map(([index, pdu]) => `\r\n+CMGL: ${index},0,,${tpduLength(pdu)}\r\n${pdu}`).join('');
}

export function scriptedModem(): ScriptedModem {
  const { transport, peer } = memoryPair('scripted');
  const heard: string[] = [];
  const store = new Map<number, string>();
  const rules: { readonly pattern: RegExp; readonly answer: Answer }[] = [];
  let atPrompt = false;
  let input = '';

  const on = (pattern: RegExp, answer: Answer) => {
    rules.unshift({ pattern, answer });
  };
  const respond = (line: string) => {
    heard.push(line);
    for (const { pattern, answer } of rules) {
      const match = pattern.exec(line);
      if (match === null) continue;
      const text = typeof answer === 'function' ? answer(match) : answer;
      if (text === undefined) return;
      if (text.endsWith('> ')) atPrompt = true;
      peer.send(text);
      return;
    }
    peer.send('\r\nERROR\r\n');
  };

  on(/^AT$|^ATE0$|^AT\+(CMEE|CMGF|CSCS|CNMI|CLIP|CRC|CCWA|CREG|CPMS|CNMA|CHUP|CHLD)=?/, ok());
  on(/^AT\+CGMI$/, ok('SIMCOM_Ltd'));
  on(/^AT\+CGMM$/, ok('SIMCOM_SIM800C'));
  on(/^AT\+CGMR$/, ok('Revision:1418B06SIM800C24'));
  on(/^AT\+CGSN$/, ok('866104026620000'));
  on(/^AT\+CPIN\?$/, ok('+CPIN: READY'));
  on(/^AT\+CPMS=\?$/, ok('+CPMS: ("SM"),("SM"),("SM")'));
  on(/^AT\+CPMS\?$/, () => ok(`+CPMS: "SM",${store.size},30,"SM",${store.size},30,"SM",${store.size},30`));
  on(/^AT\+CSMS\?$/, ok('+CSMS: 0,1,1,1'));
  on(/^AT\+CSQ$/, ok('+CSQ: 20,0'));
  on(/^AT\+CREG\?$/, ok('+CREG: 2,1,"1A2B","00C3"'));
  on(/^AT\+COPS\?$/, ok('+COPS: 0,0,"CHINA MOBILE"'));
  on(/^AT\+CLCC$/, ok());
  on(/^AT\+CMGL=4$/, () => `${listing(store)}${ok()}`);
  on(/^AT\+CMGD=(\d+)$/, (match) => {
    store.delete(Number(match[1]));
    return ok();
  });
  on(/^AT\+CMGS=\d+$/, '\r\n> ');
  on(/^>/, ok('+CMGS: 42'));
  on(/^ESC$/, undefined);

  const takeByte = (char: string) => {
    if (char === '\x1b') {
      input = '';
      if (atPrompt) peer.send(ok());
      atPrompt = false;
      heard.push('ESC');
    } else if (atPrompt && char === '\x1a') {
      const pdu = input;
      input = '';
      atPrompt = false;
      respond(`>${pdu}`);
    } else if (!atPrompt && char === '\r') {
      const line = input;
      input = '';
      if (line !== '') respond(line);
    } else input += char;
  };
  peer.onWrite((bytes) => {
    for (const char of Buffer.from(bytes).toString('latin1')) takeByte(char);
  });

  return {
    transport,
    peer,
    heard,
    on,
    store,
    say: (...lines) => lines.forEach((line) => void peer.send(`\r\n${line}\r\n`)),
  };
}
