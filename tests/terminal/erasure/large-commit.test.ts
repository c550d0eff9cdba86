/** One step may hold very many people, and each of them may ask to be forgotten. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { openErasures } from '../../../terminal/erasure/queries.js';
import { createErasureService } from '../../../terminal/erasure/service.js';
import { DATA, happen, openTestKernel } from '../../support/kernel.js';
import { waitFor } from '../../support/wait-for.js';

/** A commit of so many people with their numbers; erases one, and resolves to whether it was taken at all. */
async function eraseOneOf(people: number): Promise<boolean> {
  const { kernel, host, disk } = await openTestKernel();
  const all = Array.from({ length: people }, (_, n) => n);
  const taken = await happen(
    kernel,
    ...all.map(
      (n) =>
        ({
          type: 'customers.registered',
          v: 1,
          customer: `c${n}`,
          name: `顾客${n}`,
          level: '',
          stamp: '0',
        }) as never,
    ),
  ).then(
    () => true,
    (error: unknown) => {
      assert.ok(isTerminalError(error, 'journal/commit-too-large'), String(error));
      return false;
    },
  );
  if (taken) {
    await happen(kernel, {
      type: 'customers.erased',
      v: 1,
      customer: 'c7',
      erasure: 'e1',
      reason: '',
    } as never);
    const service = createErasureService({ kernel, host, places: { data: DATA } });
    service.start();
    await waitFor('the erasure', () => openErasures(kernel.state).length === 0);
    await service.stop();
    assert.not.match(Buffer.from(disk.bytes(`${DATA}/journal/000000000001.log`)).toString(), '顾客7"');
  }
  await kernel.close();
  return taken;
}

test('whoever was registered with a thousand others can be erased', async () => {
  assert.ok(await eraseOneOf(1_000));
});

test('a step of which nobody could be erased any more is refused', async () => {
  for (const people of [1_300, 1_600, 1_900]) await eraseOneOf(people);
  assert.not.ok(await eraseOneOf(2_000));
});

test.run();
