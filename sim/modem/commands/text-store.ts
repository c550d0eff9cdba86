/** Stored texts: list, read, delete (3GPP TS 27.005, 3.4.2, 3.4.3, 3.5.4) and the acknowledgement of routed ones (3.4.4). */
import { CMS, cms, ok } from '../outcome.js';
import { STATUS_WORDS, storedText } from '../text-mode.js';
import type { StoredText, TextStatus } from '../text-store.js';
import type { CommandTable, Handler, ModemCore, Settings } from '../types.js';
import { numberAt } from './shapes.js';

const ALL = 4;

const list: Handler = (command, modem) => {
  const { settings, store } = modem;
  const words = [...STATUS_WORDS, 'ALL'];
  if (command.kind === 'test') {
    return ok(`+CMGL: (${settings.textMode ? words.map((word) => `"${word}"`).join(',') : '0-4'})`);
  }
  const wanted = settings.textMode
    ? words.indexOf(command.args[0]?.toUpperCase() ?? 'REC UNREAD')
    : numberAt(command, 0, 0);
  if (wanted === undefined || wanted < 0 || wanted > ALL)
    return cms(settings.textMode ? CMS.badText : CMS.notAllowed);
  const texts = store.list(settings.memories[0]).filter((text) => wanted === ALL || text.status === wanted);
  const lines = texts.flatMap((text) => shown(text, settings, true));
  for (const text of texts) markRead(text);
  return ok(...lines);
};

const read: Handler = (command, modem) => {
  if (command.kind === 'test') return ok();
  const index = numberAt(command, 0);
  const text = index === undefined ? undefined : modem.store.get(modem.settings.memories[0], index);
  if (!text) return cms(CMS.badIndex);
  const lines = shown(text, modem.settings, false);
  markRead(text);
  return ok(...lines);
};

function shown(text: StoredText, settings: Settings, withIndex: boolean): string[] {
  if (settings.textMode) return storedText(text, settings, withIndex);
  const head = withIndex ? `+CMGL: ${text.index},` : '+CMGR: ';
  return [`${head}${text.status},"",${text.length}`, text.pdu];
}

function markRead(text: StoredText): void {
  if (text.status === 0) text.status = 1;
}

/** TS 27.005, 3.5.4 `<delflag>`: which states go besides the one text. */
const DELETED_BY_FLAG: readonly (readonly TextStatus[])[] = [[], [1], [1, 3], [1, 2, 3], [0, 1, 2, 3]];

const remove: Handler = (command, modem) => {
  const { store, settings } = modem;
  const memory = settings.memories[0];
  const places = store.list(memory).map((text) => text.index);
  if (command.kind === 'test') return ok(`+CMGD: (${places.join(',')}),(0-4)`);
  const index = numberAt(command, 0);
  const states = DELETED_BY_FLAG[numberAt(command, 1, 0) ?? -1];
  if (index === undefined || !states) return cms(CMS.badIndex);
  if (states.length === 0 && (index < 1 || index > store.capacity(memory))) return cms(CMS.badIndex);
  if (states.length === 0) store.remove(memory, index);
  for (const text of store.list(memory)) if (states.includes(text.status)) store.remove(memory, text.index);
  letNetworkTryAgain(modem);
  return ok();
};

/** RP-SMMA: the modem tells the network that there is room again. */
function letNetworkTryAgain(modem: ModemCore): void {
  modem.clock.after(0, () => modem.network.memoryAvailable());
}

const acknowledge: Handler = (command, modem) => {
  if (command.kind === 'test') return ok(modem.settings.textMode ? '' : '+CNMA: (0-2)');
  if (modem.settings.service === 0) return cms(CMS.notAllowed);
  return modem.acknowledge() ? ok() : cms(CMS.noAcknowledgement);
};

export const textStoreCommands: CommandTable = {
  '+CMGL': list,
  '+CMGR': read,
  '+CMGD': remove,
  '+CNMA': acknowledge,
};
