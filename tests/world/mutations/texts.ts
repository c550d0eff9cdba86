/** Texts: wrong changes. */
import type { Mutation } from './mutation.js';

export const TEXT_MUTATIONS: readonly Mutation[] = [
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
];
