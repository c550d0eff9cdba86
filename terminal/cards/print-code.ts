/** A member's code on paper, for those who carry no card: issued and queued to the printer in one commit. */

import { memberQr } from '../../protocol/card/member.js';
import { TerminalError } from '../../protocol/errors.js';
import type { Receipt } from '../../protocol/escpos/receipt.js';
import { customerById, maskName } from '../customers/index.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { endBlocks, headBlocks, pairBlock, queueReceipt, RULE, titleBlock } from '../receipts/index.js';
import { shopOf } from '../shop/index.js';
import { issueCard } from './commands.js';
import { codeIdentity } from './look-up.js';

export interface WantedCode {
  /** Customer id. */
  readonly customer: string;
  /** A new one: letters, digits and `-`. */
  readonly code: string;
  /** Id of the receipt. */
  readonly job: string;
  /** As the receipt shows it. */
  readonly time: string;
  readonly terminal: string;
}

/** Throws what `issueCard` throws, and `card/bad-member-code`. */
export function printCode(
  state: Reader,
  { customer: id, code, job, time, terminal }: WantedCode,
): Decision<void> {
  const customer = customerById(state, id);
  if (!customer) throw new TerminalError('command/customer-unknown', 'there is no such customer');
  const issued = issueCard(state, { uid: codeIdentity(code), kind: 'code', random: false }, id);
  const receipt: Receipt = {
    number: `${terminal}-会员码`,
    reprint: 0,
    blocks: [
      ...headBlocks(shopOf(state)),
      titleBlock('会员码'),
      pairBlock(`会员 ${maskName(customer.name)}`, time),
      RULE,
      { kind: 'qr', data: memberQr(code) },
      ...endBlocks(false),
    ],
  };
  return { events: [...issued.events, queueReceipt(job, receipt)], result: undefined };
}
