/** Looks for the passwords of new cameras wherever they must not be. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { until } from './harness.ts';
import { heapOf } from './heap.ts';
import { button, filesWith, shows } from './onboarding-screen.ts';
import { activity } from './screen.ts';
import { sharedClient } from './shared-client.ts';

/** All that main sent to the page. */
const received: string[] = [];

const session = sharedClient({
  cameras: 16,
  wall: 1,
  onPage: (page) =>
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(payload.toString()))),
});

/** Every password has it. */
const MARK = 'Zq7#';

/** A table of 100 new cameras, each with a password of its own. */
const tableFrom = (first: number): string =>
  Array.from({ length: 100 }, (_, i) => {
    const serial = first + i;
    return `3402000000132${9_100_000 + serial}\tDock ${serial}\tdock-${serial}\t${MARK}dock${serial}\tSHA256`;
  }).join('\n');

/** Resolves when the heap of the page has the mark no more: the page renders once more after something left the screen. */
const forgets = (page: Page): Promise<void> =>
  until(async () => !(await heapOf(page)).includes(MARK), 'no password is in the memory of the page');

it('no password of 200 new cameras stays in the memory of the page, in a file or in an answer', async () => {
  const { page } = session();
  await activity(page, 'Add cameras').click();
  await button(page, 'Paste a table').click();
  for (const first of [0, 100]) {
    await page.getByLabel('Pasted rows').fill(tableFrom(first));
    if (first === 0) expect(await heapOf(page), 'the search itself finds a password that is there').toContain(MARK);
    await button(page, 'Read rows').click();
    await button(page, 'Add 100').click();
    await shows(page, '100 done');
    await button(page, 'Start over').click();
  }
  await activity(page, 'Live').click();
  await forgets(page);
  expect(received.length).toBeGreaterThan(0);
  expect(received.filter((frame) => frame.includes(MARK))).toEqual([]);
  expect(await filesWith(session().dataDir, MARK)).toEqual([]);
  expect(await filesWith(session().dataDir, 'Dock 199')).not.toEqual([]);
});
