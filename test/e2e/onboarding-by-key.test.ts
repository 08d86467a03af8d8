/** Adding cameras by keyboard alone: one from an empty form to its picture, and a hundred from a table. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { focus, tabTo } from './by-keys.ts';
import { until } from './harness.ts';
import { button, field, log, passes, shows } from './onboarding-screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 32, wall: 1, viewport: { width: 1280, height: 720 } }, { isStory: true });

const idOf = (serial: number): string => `3402000000132${String(9_000_000 + serial)}`;
const ENTERED = 'Lanner#2026';
const TYPED = 'Typed#2026';
const SECONDS = { timeout: 60_000 };

interface Received {
  readonly operation: string;
  readonly params: { readonly devices: readonly { readonly device_id: string }[] };
}
const received = async (operation: string): Promise<readonly Received[]> =>
  ((await session().control('GET', '/requests')) as readonly Received[]).filter((one) => one.operation === operation);
const plugIn = (camera: object): Promise<unknown> =>
  session().control('POST', '/registrations', { vendor: 'huawei-ivm', ...camera });

/** Comes to a field by Tab and types into it. */
async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, field(page, name).first());
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, button(page, name));
  await page.keyboard.press('Enter');
}

// @promise onboarding.by-key: All steps of adding cameras work by keyboard alone.
it('a camera is added by keyboard alone: a wrong value is mended on its field, a refused sign-in by a new password', async () => {
  const { page } = session();
  await page.keyboard.press('Control+7');
  await field(page, 'Device id').waitFor();
  await typeInto(page, 'Device id', idOf(1).slice(1));
  await typeInto(page, 'Name', 'Substation gate');
  await typeInto(page, 'SIP user name', 'gate-129');
  await typeInto(page, 'SIP password', ENTERED);
  await page.keyboard.press('Enter');
  await field(page, 'Device id').and(focus(page)).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(idOf(1));
  await page.keyboard.press('Enter');
  await log(page).getByText('Nothing received from it yet').waitFor();
  await plugIn({ deviceId: idOf(1), userName: 'gate-129', password: TYPED, algorithm: 'SHA256' });
  await log(page).getByText('Sign-in refused').waitFor();
  await typeInto(page, 'SIP password', TYPED);
  await page.keyboard.press('Enter');
  await log(page).getByText('Picture decoded, passed').waitFor(SECONDS);
  await passes(page);
  await press(page, 'Take off the list');
  await page.locator('.onboarding-card').waitFor({ state: 'detached' });
  await until(async () => (await focus(page).count()) === 1, 'something has the focus');
});

// @promise onboarding.by-key
it('a hundred pasted rows by keyboard alone get an outcome each, and a retry sends only the rows that are not done', async () => {
  const { page } = session();
  await plugIn({ deviceId: idOf(99), owner: 'enterprise' });
  const ids = Array.from({ length: 100 }, (_, at) => idOf(at + 10));
  ids[10] = '123';
  ids[20] = idOf(11);
  ids[30] = idOf(1);
  const text = ids.map((id, at) => `${id}\tDock ${String(at)}\tdock-${String(at)}\t${ENTERED}\tSHA256`).join('\n');
  await press(page, 'Paste a table');
  await tabTo(page, page.getByLabel('Pasted rows'));
  await page.keyboard.insertText(text);
  await press(page, 'Read rows');
  await press(page, 'Add 100');
  await shows(page, '96 done');
  await shows(page, '4 refused');
  const table = page.getByRole('table', { name: 'Rows with their outcomes' });
  const refused = table.locator('tr[data-outcome="refused"]');
  expect(await refused.locator('td:first-child').allTextContents()).toEqual(['11', '21', '31', '90']);
  for (const words of [
    'Too short.',
    'The same id or name as an earlier row.',
    'This account has the device already.',
    'The device belongs to another enterprise.',
  ])
    await refused.getByText(words).waitFor();
  expect(await table.innerText()).not.toContain(ENTERED);
  const sent = async (): Promise<readonly string[]> =>
    (await received('batchAddGbDevices')).flatMap(({ params }) => params.devices.map(({ device_id: id }) => id));
  const before = (await sent()).length;
  // The button that added the rows has become the one that sends the others again.
  await button(page, 'Retry these 4').and(focus(page)).waitFor();
  await page.keyboard.press('Enter');
  // The row whose id an earlier row had is known to the cloud by now, and the id that is too short is never sent.
  await until(async () => (await refused.getByText('This account has the device already.').count()) === 2, 'a retry');
  expect((await sent()).slice(before).toSorted()).toEqual([idOf(1), idOf(11), idOf(99)].toSorted());
  await shows(page, '96 done');
  await shows(page, '4 refused');
});
