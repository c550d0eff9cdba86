/** `zhanggui pdu`: reads and writes SMS PDUs, for a technician who looks at a modem's raw answers. */

import { decodePdu, encodeSubmit, type Pdu } from '../../../protocol/sms/index.js';
import { hexFromOctets } from '../../../protocol/sms/octets.js';
import {
  type Command,
  type CommandContext,
  EXIT,
  integerOption,
  parseArguments,
  requiredOption,
  usageError,
} from '../command.js';

const HELP = `zhanggui pdu decode HEX
  One JSON object with the fields of a DELIVER, SUBMIT or STATUS-REPORT. HEX is what AT+CMGL, +CMT or +CDS show,
  with or without the SMSC field in front.

zhanggui pdu encode --to NUMBER --text TEXT [options]
  {"pdus":[{"hex":…,"length":TPDU octets for AT+CMGS}]}, several for a long text.
  --report           ask for a delivery report
  --flash            show at once, do not store (class 0)
  --ref N            reference, 0 to 65535; above 255 the parts carry a 16-bit one
  --validity MINUTES how long the centre keeps trying
  --smsc NUMBER      service centre, the SIM's own without`;

export const command: Command = {
  name: 'pdu',
  summary: 'decode or encode an SMS PDU',
  help: HELP,
  run: async (context) => {
    const [action, ...args] = context.args;
    if (action === 'decode') return decode(args, context);
    if (action === 'encode') return encode(args, context);
    throw usageError(`pdu wants decode or encode, not ${action === undefined ? 'nothing' : `"${action}"`}`);
  },
};

function decode(args: readonly string[], context: CommandContext): number {
  const { positionals } = parseArguments(args, {}, { min: 1 });
  context.out(JSON.stringify(fieldsOf(decodePdu(positionals[0] ?? '', 'guess'))));
  return EXIT.ok;
}

function encode(args: readonly string[], context: CommandContext): number {
  const { values } = parseArguments(args, {
    to: { type: 'string' },
    text: { type: 'string' },
    report: { type: 'boolean' },
    flash: { type: 'boolean' },
    ref: { type: 'string' },
    validity: { type: 'string' },
    smsc: { type: 'string' },
  });
  const reference = integerOption('ref', values.ref, 0, 0xffff);
  const validityMinutes = integerOption('validity', values.validity, 5, 63 * 7 * 24 * 60);
  if (values.text === undefined) throw usageError('--text is missing');
  const pdus = encodeSubmit({
    to: requiredOption('to', values.to),
    text: values.text,
    report: values.report === true,
    flash: values.flash === true,
    ...(reference !== undefined && { reference }),
    ...(validityMinutes !== undefined && { validityMinutes }),
    ...(values.smsc !== undefined && { smsc: values.smsc }),
  });
  context.out(JSON.stringify({ pdus }));
  return EXIT.ok;
}

/** The message as flat JSON: code units and language tables left out, octets in hexadecimal. */
function fieldsOf(pdu: Pdu): object {
  if (pdu.type === 'SMS-STATUS-REPORT') {
    const { delivery, ...fields } = pdu;
    return { ...fields, state: delivery.state, reason: delivery.reason };
  }
  const { coding, header, units, tables: _tables, ...fields } = pdu;
  return {
    ...fields,
    ...coding,
    ...(coding.alphabet === '8bit' && { data: hexFromOctets(units) }),
    header: header.map(({ id, data }) => ({ id, data: hexFromOctets(data) })),
  };
}
