/** Waits in real time until `condition` holds; fails with `what` after `limitMs`. For real ports: else use a virtual clock. */
export async function waitFor(what: string, condition: () => boolean, limitMs = 10_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain: ${what}`);
    await new Promise((again) => setTimeout(again, 5));
  }
}
