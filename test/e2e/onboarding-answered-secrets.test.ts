/** Looks for the secrets that clouds answered, wherever they must not be once the wizard was left. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { until } from './harness.ts';
import { heapOf } from './heap.ts';
import { button, choose, field, filesWith, log } from './onboarding-screen.ts';
import { activity } from './screen.ts';
import { sharedClient } from './shared-client.ts';

/** Each frame that the page received from main. */
const received: string[] = [];

const session = sharedClient({
  cameras: 16,
  wall: 1,
  vendors: ['aliyun-vcs', 'huawei-vis'],
  onPage: (page) =>
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(payload.toString()))),
});

/** As it stands in answers and snapshots. */
const written = (secret: string): string => JSON.stringify(secret).slice(1, -1);
const answersWith = (secret: string): number => received.filter((frame) => frame.includes(written(secret))).length;

/** Reads a value that the page shows. */
const read = (page: Page, name: string): Promise<string> =>
  page
    .locator('.onboarding-values > div')
    .filter({ has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
    .locator('dd .mono')
    .innerText();

/** The secret leaves the page with the wizard: its memory, its storages and the files of the client have it no more. */
async function isGone(page: Page, secret: string): Promise<void> {
  await until(
    async () => !(await heapOf(page)).includes(written(secret)),
    'the secret is not in the memory of the page',
  );
  const stored = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state]));
  expect(stored).not.toContain(written(secret));
  expect(await filesWith(session().dataDir, secret)).toEqual([]);
}

// @promise onboarding.answered-secret: A secret that a cloud answers is in the one answer that you clicked for, and
// gone once you leave.
it('a password that Alibaba VCS answered is in one answer alone, the one that was clicked for, and is gone once the wizard is left', async () => {
  const { page } = session();
  await activity(page, 'Add cameras').click();
  await choose(page, 'Account', /^VCS/);
  await choose(page, 'Group', /^(?!Choose)/);
  await field(page, 'Name').fill('North gate');
  await field(page, 'Address').fill('Hangzhou, Binjiang');
  await button(page, 'Add camera').click();
  await log(page).getByText('Not registered, reason not published').waitFor();
  await button(page, 'Show the password').click();
  await button(page, 'Hide the password').waitFor();
  const password = await read(page, 'Password');
  expect(password.length).toBeGreaterThan(5);
  expect(await heapOf(page), 'the search itself finds a password that is there').toContain(written(password));
  await activity(page, 'Live').click();
  await isGone(page, password);
  await activity(page, 'Add cameras').click();
  await page.locator('.onboarding-card').filter({ hasText: 'North gate' }).click();
  await button(page, 'Show the password').waitFor();
  await isGone(page, password);
  expect(answersWith(password)).toBe(1);
});

// @promise onboarding.answered-secret
it('the secret of a push key is in one answer alone, and is gone once the wizard is left', async () => {
  const { page } = session();
  await activity(page, 'Add cameras').click();
  await button(page, 'Credentials').click();
  await field(page, 'Name of the push key').fill('dock-1');
  await button(page, 'Make push key and show its secret').click();
  await button(page, 'Hide and never show again').waitFor();
  const secret = await read(page, 'Secret key');
  expect(secret.length).toBeGreaterThan(5);
  await activity(page, 'Live').click();
  await isGone(page, secret);
  await activity(page, 'Add cameras').click();
  await button(page, 'Credentials').click();
  await field(page, 'Name of the push key').waitFor();
  expect(await page.locator('body').innerText()).not.toContain(secret);
  expect(answersWith(secret)).toBe(1);
});
