/**
 * The demo on a tty: the terminal's own picture at the top left, exactly as it writes it, and below it a strip with what
 * happens outside (texts, paper, display) and a prompt for making things happen. Ctrl-T changes between the two.
 */
import { TerminalError } from '../../protocol/errors.js';
import { dayFile } from '../day/files.js';
import { runPromptLine } from '../day/prompt.js';
import { openPromptPort } from '../day/prompt-port.js';
import { openShop, type Shop, type ShopOptions } from '../shop/shop.js';
import { createStrip, type Strip } from './strip.js';

const CTRL_C = '\x03';
const CTRL_T = '\x14';

export async function runInteractive(options: Omit<ShopOptions, 'onOutput'>): Promise<void> {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY)
    throw new TerminalError('sim/no-tty', 'the demo needs a tty; --headless plays a day without one');
  stdout.write('\x1b[2J\x1b[Hopening the shop: office, broker, modem, printer, cards …\n');
  const shop = await openShop({ ...options, onOutput: (text) => stdout.write(text) });
  const strip = createStrip(stdout, shop.size.rows);
  const port = await openPromptPort(shop);
  follow(shop, strip);
  strip.say(`from another console: npx zhanggui sim prompt --port ${port.port}`);
  strip.say('Ctrl-T, then: ring 13800138000 · text 13800138000 JF · tap 04A1B2C3D4E580 · cut · help');
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdout.write('\x1b[2J');
  await shop.startTerminal();
  // Products, rules, templates and a regular customer, as the day of the spine has them.
  const filled = await runPromptLine(shop, `publish "${dayFile('spine.items.json')}"`);
  if (filled.startsWith('error')) strip.say(filled);
  strip.draw();
  await new Promise<void>((resolve) => {
    stdin.on('data', (text: string) => {
      if (text.includes(CTRL_C)) return resolve();
      if (text === CTRL_T) return strip.toggle();
      if (!strip.typing()) return typeOn(shop, text);
      const line = strip.type(text);
      if (line !== undefined) void runPromptLine(shop, line).then((answer) => strip.say(answer));
    });
  });
  stdin.setRawMode(false);
  stdin.pause();
  await port.close();
  await shop.close();
  stdout.write('\x1b[2J\x1b[H');
}

function typeOn(shop: Shop, text: string): void {
  try {
    shop.terminal().type(text);
  } catch {
    // It is killed: its keyboard is dead too, as a person would expect.
  }
}

/** Tells in the strip what leaves the shop. */
function follow(shop: Shop, strip: Strip): void {
  shop.printer.onReceipt((receipt) =>
    strip.say(`paper: ${receipt.text.replace(/\s+/g, ' ').slice(0, 100)} …`),
  );
  shop.printer.onPicture((path) => strip.say(`a picture of it: ${path}`));
  let shown = '';
  shop.display.onChange((lines) => {
    const words = lines.filter((line) => line.trim() !== '').join(' | ');
    if (words !== shown && words !== '') strip.say(`customer display: ${words}`);
    shown = words;
  });
  let texts = 0;
  const look = setInterval(() => {
    const sent = shop.modem.network.sent().filter((text) => text.parts === text.total);
    for (const text of sent.slice(texts)) strip.say(`text to ${text.to} (${text.parts}): ${text.text}`);
    texts = sent.length;
  }, 500);
  look.unref();
}
