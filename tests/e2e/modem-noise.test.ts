/** A modem that talks nonsense between two calls. */
import { test } from 'uvu';
import { inShop, play } from '../support/day.js';

const OPENED = `
see 主页
publish spine.items.json
see 福源水果店
`;

const CALL = `
ring 13800138000
see 王小明
key ok
see 通话中
hang-up
see 写短信
key cancel
see 主页
`;

test('noise, half lines and a megabyte without a line end from the modem: the next call shows who it is', async () => {
  await inShop({}, async (shop) => {
    await shop.startTerminal();
    await play(shop, `${OPENED}\ntext 13800138000 JF\nsent 13800138000 您现有积分1280 1`);
    for (const noise of ['\r\n> \r\n+CMTI: "SM",\r\n+CLIP: "1370013', 'A'.repeat(1_000_000)]) {
      shop.modem.device.noise(Buffer.from(noise));
      await play(shop, CALL);
    }
    await play(shop, `modem garbage 1000000\n${CALL}\ntext 13800138000 JF`);
    await play(shop, 'books-agree 0');
  });
});

test.run();
