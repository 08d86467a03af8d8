/** Adding cameras as an installer does: from an empty form to the first decoded picture, and many from a table. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { providerOf } from '../../preload/domain/accounts/providers.ts';
import { auditPage } from './audit.ts';
import { until, withClient, type Session } from './harness.ts';
import { missingKeyring, withKeyring } from './keyring.ts';
import { button, field, log, passes, shows } from './onboarding-screen.ts';
import { activity } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 32, wall: 1, viewport: { width: 1280, height: 720 } }, { isStory: true });

const idOf = (serial: number): string => `3402000000132${String(9_000_000 + serial)}`;
const ENTERED = 'Lanner#2026';
const TYPED = 'Typed#2026';

const order = (camera: object): Promise<unknown> =>
  session().control('POST', '/registrations', { vendor: 'huawei-ivm', ...camera });

interface Received {
  readonly operation: string;
}
const received = async (operation: string): Promise<number> =>
  ((await session().control('GET', '/requests')) as readonly Received[]).filter((one) => one.operation === operation)
    .length;

describe('adding cameras', () => {
  // @promise onboarding.wrong-value: A wrong value is refused on its field, by the rule of the cloud, before anything
  // is sent.
  it('adding a camera begins with an empty form, and a wrong id is refused on its field before anything is sent', async () => {
    const { page } = session();
    await page.keyboard.press('Control+7');
    await field(page, 'Device id').fill(idOf(1).slice(1));
    await field(page, 'Name').fill('Substation gate');
    await field(page, 'SIP user name').fill('gate-129');
    await field(page, 'SIP password').fill(ENTERED);
    await button(page, 'Add camera').click();
    await shows(page, 'Too short.');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('onboarding-deviceId');
    expect(await received('batchAddGbDevices')).toBe(0);
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise onboarding.values: The page shows what to type into the camera, each value to copy.
  it('adding a camera shows what to type into it, names a refused sign-in, and mends the password in place', async () => {
    const { page } = session();
    await field(page, 'Device id').fill(idOf(1));
    await button(page, 'Add camera').click();
    await shows(page, '34020000002000000001');
    await button(page, 'Copy SIP server address').waitFor();
    await log(page).getByText('Nothing received from it yet').waitFor();
    await order({ deviceId: idOf(1), userName: 'gate-129', password: TYPED, algorithm: 'SHA256' });
    await log(page).getByText('Sign-in refused').waitFor();
    expect(await auditPage(page)).toEqual([]);
    const mend = page.getByRole('form', { name: 'Set a new password in the cloud' });
    await mend.getByLabel('SIP password', { exact: true }).fill(TYPED);
    await mend.getByRole('button', { name: 'Set password' }).click();
    await log(page).getByText('Registered, waiting for a picture').waitFor();
  });

  // @promise onboarding.first-picture: The first decoded picture ends the adding, and not the registration.
  it('adding a camera ends with its first decoded picture, and not with its registration', async () => {
    const { page } = session();
    await log(page).getByText('Picture decoded, passed').waitFor({ timeout: 60_000 });
    await until(
      () =>
        page.evaluate(() => {
          const video = document.querySelector<HTMLVideoElement>('.onboarding-picture video:last-of-type');
          return video !== null && video.videoWidth > 0;
        }),
      'a picture with pixels',
    );
    expect(await received('batchAddGbDevices')).toBe(1);
  });

  // @promise onboarding.rows: Each row of a pasted table ends as done, refused, unknown or not asked, with its
  // reason; a retry sends only the rows that are not done.
  it('a pasted table reports an outcome for each row, and a retry sends only the rows that are not done', async () => {
    const { page } = session();
    await order({ deviceId: idOf(13), owner: 'enterprise' });
    const rows = [
      `${idOf(11)}\tDock 11\tdock-11\t${ENTERED}\tSHA256`,
      `${idOf(12).slice(1)}\tDock 12\tdock-12\t${ENTERED}\tSHA256`,
      `${idOf(13)}\tDock 13\tdock-13\t${ENTERED}\tSHA256`,
      `${idOf(1)}\tDock 1\tdock-1\t${ENTERED}\tSHA256`,
    ];
    await button(page, 'Paste a table').click();
    await page.getByLabel('Pasted rows').fill(rows.join('\n'));
    await button(page, 'Read rows').click();
    await button(page, 'Add 4').click();
    await shows(page, '1 done');
    await shows(page, '3 refused');
    const table = page.getByRole('table', { name: 'Rows with their outcomes' });
    expect(await table.locator('tbody tr').evaluateAll((all) => all.map((one) => one.dataset['outcome']))).toEqual([
      ...['refused', 'refused', 'refused', 'done'],
    ]);
    await table.getByText('The device belongs to another enterprise.').waitFor();
    await table.getByText('This account has the device already.').waitFor();
    expect(await table.innerText()).not.toContain(ENTERED);
    const before = await received('batchAddGbDevices');
    await button(page, 'Retry these 3').click();
    await until(async () => (await received('batchAddGbDevices')) > before, 'a retry');
    await button(page, 'Retry these 3').waitFor();
    await shows(page, '3 refused');
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise onboarding.wrong-code: A wrong verification code stands on its field.
  it('a wrong code of a HoloSens camera stands on its field, and the right one adds the camera', async () => {
    const { page } = session();
    await button(page, 'One camera').click();
    await page.getByRole('radio', { name: 'HoloSens' }).click();
    await field(page, 'Device id').fill('2102NEW00100001');
    await field(page, 'Verification code').fill('Code9999');
    await button(page, 'Add camera').click();
    await shows(page, 'The code does not belong to this device.');
    await field(page, 'Verification code').fill('Code1001');
    await button(page, 'Add camera').click();
    await log(page).getByText('Picture decoded, passed').waitFor();
  });
});

const noKeyring = missingKeyring();

/** Adds the simulated account with its key in the keychain, so that it outlives the client. */
async function addLastingAccount({ page, clouds }: Session): Promise<void> {
  const { endpoint = '', credentials = {} } = clouds['huawei-ivm'] ?? {};
  const pick = (secret: boolean): Record<string, string> =>
    Object.fromEntries(
      (providerOf('huawei-ivm')?.fields ?? [])
        .filter((one) => one.secret === secret)
        .map(({ name }) => [name, credentials[name] ?? '']),
    );
  const draft = { endpoint, fields: pick(false), secrets: pick(true) };
  await page.evaluate(async (given) => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const account = { ...given, vendor: 'huawei-ivm', label: 'IVM', region: null, persistence: 'keychain' } as const;
    const answer = await request['account.add'](account);
    if (!answer.ok) throw new Error(answer.error.code);
  }, draft);
}

// @promise onboarding.restart: Cameras in work and their logs survive a restart.
it.skipIf(noKeyring !== null)(
  'a restart in each step of a camera continues with its log, until it is taken off the list',
  async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'lanner-e2e-onboarding-'));
    try {
      await withKeyring(home, (env) =>
        withClient('onboarding', { vault: 'system', env, cameras: 8 }, async (own) => {
          await addLastingAccount(own);
          await own.page.keyboard.press('Control+7');
          await field(own.page, 'Device id').fill(idOf(1));
          await field(own.page, 'Name').fill('Substation gate');
          await field(own.page, 'SIP user name').fill('gate-129');
          await field(own.page, 'SIP password').fill(ENTERED);
          await button(own.page, 'Add camera').click();
          await log(own.page).getByText('Nothing received from it yet').waitFor();
          const plugIn = (password: string): Promise<unknown> =>
            own.control('POST', '/registrations', {
              vendor: 'huawei-ivm',
              deviceId: idOf(1),
              userName: 'gate-129',
              password,
              algorithm: 'SHA256',
            });
          /** Ends the client, starts it again, and opens the camera from the list of those that are not finished. */
          const restart = async (): Promise<Page> => {
            const page = await own.restart();
            // A key that is pressed before the page listens to keys is lost.
            await activity(page, 'Add cameras').click();
            await page.getByRole('list', { name: 'Not finished' }).getByText('Substation gate').click();
            return page;
          };

          const added = await restart();
          await log(added).getByText('Nothing received from it yet').waitFor();
          await plugIn(TYPED);
          await log(added).getByText('Sign-in refused').waitFor();

          const refused = await restart();
          await log(refused).getByText('Nothing received from it yet').waitFor();
          await log(refused).getByText('Sign-in refused').waitFor();
          expect(await field(refused, 'SIP password').inputValue()).toBe('');
          await field(refused, 'SIP password').fill(TYPED);
          await button(refused, 'Set password').click();
          await log(refused).getByText('Picture decoded, passed').waitFor();

          const passed = await restart();
          await log(passed).getByText('Picture decoded, passed').waitFor();
          await passes(passed);
          await button(passed, 'Take off the list').click();
          await passed.locator('.onboarding-card').waitFor({ state: 'detached' });

          const finished = await own.restart();
          await activity(finished, 'Add cameras').click();
          await field(finished, 'Device id').waitFor();
          await finished.getByText('No camera is in work. Add one.').waitFor();
        }),
      );
    } finally {
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);
