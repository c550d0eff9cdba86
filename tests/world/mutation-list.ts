/** Small wrong changes of the compiled product, as text: each is one that a person could make on a bad day. */

export interface Mutation {
  readonly name: string;
  /** Compiled file, from the root of the build. */
  readonly file: string;
  /** Stands there exactly once. */
  readonly from: string;
  readonly to: string;
  /** Why no run can tell it from the right program; without it a survivor is a gap. */
  readonly equivalent?: string;
}

export const MUTATIONS: readonly Mutation[] = [
  // The journal and the kernel.
  {
    name: 'the journal is not synced',
    file: 'terminal/kernel/journal/journal.js',
    from: 'await current.append(bytes);\n            await current.sync();',
    to: 'await current.append(bytes);',
  },
  {
    name: 'the sync is not waited for',
    file: 'terminal/kernel/journal/journal.js',
    from: 'await current.append(bytes);\n            await current.sync();',
    to: 'await current.append(bytes);\n            current.sync().catch(() => undefined);',
  },
  {
    name: 'a failed write is not cut back',
    file: 'terminal/kernel/journal/journal.js',
    from: 'if (!dirty && current.size === end.offset)',
    to: 'if (current.size >= end.offset)',
  },
  {
    name: 'the name of a new segment is not synced',
    file: 'terminal/kernel/journal/journal.js',
    from: 'await disk.syncDir(dir);\n        }\n        catch',
    to: '}\n        catch',
  },
  {
    name: 'a torn tail is kept',
    file: 'terminal/kernel/kernel.js',
    from: 'const aside = recovery.torn ? ',
    to: 'const aside = recovery.torn && false ? ',
    equivalent:
      'the first append cuts the file to its known end; what is missing is the copy in aside/, which the tests of torn tails look at',
  },
  {
    name: 'a gap in the numbers is ignored at the start',
    file: 'terminal/kernel/journal/recover.js',
    from: 'line.commit.seq === seq + 1',
    to: 'line.commit.seq > seq',
    equivalent: 'no fault of the world takes a line out of the middle: kept lines are whole and in order',
  },
  {
    name: 'a damaged line is passed over',
    file: 'terminal/kernel/journal/recover.js',
    from: 'torn = end;',
    to: 'end = line.end ?? end;',
  },
  {
    name: 'a commit is applied twice',
    file: 'terminal/kernel/kernel.js',
    from: "onTrial = false;\n            db.run('COMMIT');",
    to: "onTrial = false;\n            for (const commit of commits) projection.apply(db, commit);\n            db.run('COMMIT');",
  },
  {
    name: 'a decided group is not taken back when it could not be written',
    file: 'terminal/kernel/kernel.js',
    from: 'takeBack();\n            for (const waiting of group)',
    to: "if (onTrial) { onTrial = false; db.script('COMMIT'); }\n            for (const waiting of group)",
  },
  {
    name: 'readers see what is not durable',
    file: 'terminal/kernel/kernel.js',
    from: "if (!onTrial)\n            return;\n        onTrial = false;\n        db.run('ROLLBACK');",
    to: "if (!onTrial)\n            return;\n        onTrial = false;\n        db.run('COMMIT');",
  },
  {
    name: 'people are told before the journal',
    file: 'terminal/kernel/kernel.js',
    from: 'await journal.append(kept.map(({ line }) => line));',
    to: 'for (const { waiting, result } of decided) waiting.resolve(result);\n                await journal.append(kept.map(({ line }) => line));',
  },
  {
    name: 'a snapshot says that it is one commit older',
    file: 'terminal/kernel/kernel.js',
    from: 'const position = applied;\n        if (position.seq === lastSnapshot)',
    to: 'const position = { ...applied, seq: Math.max(0, applied.seq - 1) };\n        if (position.seq === lastSnapshot)',
  },
  {
    name: 'a snapshot is taken of what is on trial',
    file: 'terminal/kernel/kernel.js',
    from: 'takeBack();\n        const position = applied;\n        if (position.seq === lastSnapshot)',
    to: "if (onTrial) { onTrial = false; db.script('COMMIT'); }\n        const position = journal.end();\n        if (position.seq === lastSnapshot)",
  },
  {
    name: 'a snapshot is written in place',
    file: 'terminal/kernel/snapshot.js',
    from: 'await disk.rename(',
    to: 'await ((_from, to) => disk.write(to, Buffer.concat([database, json, trailer, MAGIC])))(',
    equivalent: 'a half snapshot fails its checksum and is skipped, and the one before it is still there',
  },
  {
    name: 'a snapshot is trusted without its checksum',
    file: 'terminal/kernel/snapshot.js',
    from: 'if (footer.size !== start || crc32(database) !== footer.crc32)',
    to: 'if (footer.size !== start)',
  },
  {
    name: 'ids repeat after a start',
    file: 'terminal/kernel/ids.js',
    from: 'random.bytes(10)',
    to: 'new Uint8Array(10)',
  },
  {
    name: 'the journal is written long after people are told',
    file: 'terminal/kernel/kernel.js',
    from: 'await journal.append(kept.map(({ line }) => line));',
    to: 'for (const { waiting, result } of decided) waiting.resolve(result);\n                await new Promise((resolve) => setTimeout(resolve, 500));\n                await journal.append(kept.map(({ line }) => line));',
  },
  // Texts.
  {
    name: 'a text is deleted from the SIM first',
    file: 'drivers/modem/texts.js',
    from: "if (pdu === '' || !(await keep({ pdu, store, index })))",
    to: "await remove(index).catch(() => undefined);\n            if (pdu === '' || !(await keep({ pdu, store, index })))",
  },
  {
    name: 'a text that could not be kept is deleted all the same',
    file: 'drivers/modem/texts.js',
    from: 'return false;\n        }\n    };\n    /** A line damaged',
    to: 'return true;\n        }\n    };\n    /** A line damaged',
  },
  {
    name: 'texts on the SIM are read but never deleted',
    file: 'drivers/modem/texts.js',
    from: 'else\n                await remove(index);',
    to: '',
  },
  {
    name: 'only the announced store is ever swept',
    file: 'drivers/modem/texts.js',
    from: 'for (const store of modem?.stores ?? [])',
    to: 'for (const store of [])',
  },
  {
    name: 'a PDU that is offered again is taken again',
    file: 'terminal/messaging/incoming.js',
    from: 'const hash = hashOf(pdu.toUpperCase());\n    if (knowsPdu(state, hash))',
    to: 'const hash = hashOf(pdu.toUpperCase());\n    if (false)',
  },
  {
    name: 'parts that came before are forgotten',
    file: 'terminal/messaging/incoming.js',
    from: 'const before = partsOf(state, group);',
    to: 'const before = [];',
  },
  {
    name: 'any PIN of an owner is right',
    file: 'terminal/secrets/pin.js',
    from: 'return timingSafeEqual(',
    to: 'return true || timingSafeEqual(',
  },
  {
    name: 'a campaign begins again with everybody when it goes on',
    file: 'terminal/campaigns/tables.js',
    from: "SET state = 0, text = NULL WHERE campaign = ? AND key = ?';",
    to: "SET state = 0, text = NULL WHERE campaign = ? AND ? IS NOT NULL';",
  },
  {
    name: 'a text whose result is unknown is sent again',
    file: 'terminal/messaging/sender.js',
    from: "if (outcome.state === 'unknown')",
    to: "if (outcome.state === 'unknown') return { type: 'messaging.postponed', v: 1, text: text.id, until: 0, sentParts, code };\n        if (false)",
  },
  {
    name: 'a text that was under way is sent again after a start',
    file: 'terminal/messaging/sender.js',
    from: "await record({ type: 'messaging.unknown', v: 1, text, code: 'interrupted' });",
    to: "await record({ type: 'messaging.postponed', v: 1, text, until: 0, sentParts: 0, code: 'interrupted' });",
  },
  {
    name: 'sending is not written down first',
    file: 'terminal/messaging/sender.js',
    from: "await record({ type: 'messaging.sending', v: 1, text: text.id });",
    to: '',
  },
  {
    name: 'a postponed text begins again at its first part',
    file: 'terminal/messaging/sender.js',
    from: 'await sendParts(text, parts, text.sentParts);',
    to: 'await sendParts(text, parts, 0);',
  },
  {
    name: 'what the disk would not take of a result is forgotten',
    file: 'terminal/messaging/sender.js',
    from: 'owed = afterPart(text, part, parts.length, outcome);',
    to: 'await record(...afterPart(text, part, parts.length, outcome)).catch(() => undefined);',
  },
  {
    name: 'the gate does not ask for refusals',
    file: 'terminal/messaging/gate.js',
    from: 'if (rule.refusable && known.refused())',
    to: 'if (false)',
    equivalent: 'the sender asks again at the last moment, and refuses there',
  },
  {
    name: 'a refusal does not stop what waits already',
    file: 'terminal/messaging/sender.js',
    from: 'if (RULES[text.purpose].refusable && hasRefused(kernel.state, text.key, text.purpose))',
    to: 'if (false)',
  },
  {
    name: 'an answer is queued twice',
    file: 'terminal/uplink/commands.js',
    from: 'return { events: [...events, ...answers], result: undefined };',
    to: 'return { events: [...events, ...answers, ...(answers.length > 0 ? answer(state, received.key, received.body, inbound) : [])], result: undefined };',
    equivalent:
      'the journal then asks for two answers, and two are sent: the world holds deeds against the journal, and what a reply should be is a unit test',
  },
  // Receipts.
  {
    name: 'printing is not written down first',
    file: 'terminal/receipts/service.js',
    from: "await record({ type: 'receipts.started', v: 1, job, copy: copies + 1 });",
    to: '',
  },
  {
    name: 'a second copy bears no mark',
    file: 'terminal/receipts/service.js',
    from: 'printer.print(asReprint(receipt, copies))',
    to: 'printer.print(receipt)',
  },
  {
    name: 'a receipt is held for printed without a look at the paper',
    file: 'terminal/receipts/service.js',
    from: "return { type: 'receipts.failed', v: 1, job, reason: outcome.reason, partly: outcome.partly };",
    to: "return { type: 'receipts.printed', v: 1, job, confirmed: true };",
  },
  {
    name: 'a receipt that was under way is forgotten after a start',
    file: 'terminal/receipts/service.js',
    from: "await record({ type: 'receipts.failed', v: 1, job, reason: 'interrupted', partly: true });",
    to: "await record({ type: 'receipts.printed', v: 1, job, confirmed: false });",
  },
  {
    name: 'a half receipt is said to be none',
    file: 'drivers/printer/job.js',
    from: "failed(blocked ? 'blocked' : 'disconnected', blocked || sent > 0)",
    to: "failed(blocked ? 'blocked' : 'disconnected', false)",
  },
  {
    name: 'the end of the paper is not noticed',
    file: 'drivers/printer/job.js',
    from: "if (parsePaperReply(answer) === 'out')",
    to: 'if (false)',
  },
  // Money.
  {
    name: 'points are booked with the wrong sign',
    file: 'terminal/counter/commands.js',
    from: 'cause: sale, amounts: { points } }',
    to: 'cause: sale, amounts: { points: -points } }',
  },
  {
    name: 'the kept sum forgets what was there',
    file: 'terminal/ledger/tables.js',
    from: 'balance = balance + excluded.balance',
    to: 'balance = excluded.balance',
  },
  {
    name: 'a payment asks for no proof',
    file: 'terminal/counter/commands.js',
    from: 'if (amount === 0)',
    to: 'if (amount >= 0)',
  },
  {
    name: 'a proof is good again and again',
    file: 'terminal/proof/tables.js',
    from: 'UPDATE proof_passes SET used = 1',
    to: 'UPDATE proof_passes SET used = 0',
  },
  {
    name: 'a lost card opens its customer',
    file: 'terminal/cards/queries.js',
    from: "card?.state === 'valid' ?",
    to: 'card ?',
  },
  {
    name: 'the older mark of a card counts',
    file: 'terminal/cards/tables.js',
    from: 'WHERE excluded.stamp > stamp',
    to: 'WHERE excluded.stamp < stamp',
  },
  {
    name: 'the table adds one point too many',
    file: 'terminal/ledger/tables.js',
    from: 'entry ?? 1, amount, ',
    to: 'entry ?? 1, amount + 1, ',
  },
  {
    name: 'a serial number is given twice',
    file: 'terminal/counter/tables.js',
    from: 'UPDATE sale_serial SET last = last + 1',
    to: 'UPDATE sale_serial SET last = last + (last % 7 <> 3)',
  },
  {
    name: 'a sale comes without its receipt',
    file: 'terminal/counter/commands.js',
    from: 'queueReceipt(wanted.job, receipt),',
    to: '',
  },
  {
    name: 'sales are ordered by the wall clock',
    file: 'terminal/counter/tables.js',
    from: "db.run('UPDATE sale_serial SET last = last + 1');",
    to: "db.run('UPDATE sale_serial SET last = max(last, (SELECT count(*) FROM sales WHERE at <= ?)) + 1', at);",
    equivalent: 'the count never passes the serial that goes up with each sale',
  },
  // Sync and office.
  {
    name: 'the terminal believes the broker',
    file: 'terminal/sync/service.js',
    from: "void closing(send({ v: SYNC_VERSION, kind: 'commits', first, last }, bytes));",
    to: "void closing(send({ v: SYNC_VERSION, kind: 'commits', first, last }, bytes)); acked = last; session.out = [];",
  },
  {
    name: 'the terminal forgets how far the office is and goes on from its own end',
    file: 'terminal/sync/service.js',
    from: 'kernel.tail(isProven ? acked : acked - 1)',
    to: 'kernel.tail(kernel.end().seq)',
  },
  {
    name: 'a gap that the office tells of is ignored',
    file: 'terminal/sync/service.js',
    from: 'takeAck(message.through, message.gap === true)',
    to: 'takeAck(message.through, false)',
  },
  {
    name: 'the place in the feed is not journaled',
    file: 'terminal/sync/commands.js',
    from: 'events: [...events(), advanced]',
    to: 'events: events()',
  },
  {
    name: 'an item of the feed is taken again',
    file: 'terminal/sync/commands.js',
    from: 'if (n <= cursor)',
    to: 'if (n < cursor)',
  },
  {
    name: 'an item beyond the next one is taken',
    file: 'terminal/sync/commands.js',
    from: 'if (from > cursor + 1)',
    to: 'if (false)',
  },
  {
    name: 'the tail reads past what is durable',
    file: 'terminal/kernel/journal/tail.js',
    from: 'return last.segment === segment ? Math.min(CHUNK, Math.max(0, last.offset - offset)) : CHUNK;',
    to: 'return CHUNK;',
  },
  {
    name: 'the office acknowledges before its commit',
    file: 'office/fleet/terminal.js',
    from: 'const outcome = await ingest.take({ terminal: access.terminal, first, last, body });',
    to: "ack({ v: 1, kind: 'ack', through: last });\n            const outcome = await ingest.take({ terminal: access.terminal, first, last, body });",
  },
  {
    name: 'the office moves its place before its commit',
    file: 'office/ingest/ingest.js',
    from: 'await commits.append(group.rows, clock.now());',
    to: 'for (const [terminal, through] of group.through) stored.set(terminal, through);\n            await commits.append(group.rows, clock.now());',
    equivalent: 'the place is read again when its commit fails, and is only asked between groups',
  },
  {
    name: 'the office takes what comes after a gap',
    file: 'office/ingest/ingest.js',
    from: 'if (batch.first === through + 1)',
    to: 'if (batch.first > through)',
  },
  {
    name: 'the office keeps a repeated batch again',
    file: 'office/ingest/ingest.js',
    from: 'if (batch.last <= through)',
    to: 'if (false)',
  },
  {
    name: 'the office forgets the source of an item',
    file: 'office/feed/feed.js',
    from: '...(source !== undefined && { source })',
    to: '',
    equivalent: 'what is published twice is then two items, each taken once; once per source is a unit test',
  },
  {
    name: 'the office believes that a page that was sent has come',
    file: 'office/fleet/terminal.js',
    from: 'await options.remember(access.terminal, notes);',
    to: 'await options.remember(access.terminal, notes);\n        if (notes.sent !== undefined && cursor > 0)\n            return sendPage();',
  },
];
