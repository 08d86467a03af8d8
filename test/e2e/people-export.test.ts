/** A list of the simulated cloud is exported into a file, and the file is imported into another list. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import type { DeviceId } from '../../preload/domain/ids.ts';
import { auditPage } from './audit.ts';
import { hostKind, until, type Session } from './harness.ts';
import { temporaryFiles } from './people-leaks.ts';
import { deviceOf, EMPTY_LIST, openList, panel } from './people-screen.ts';
import { activity, requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const temporary = temporaryFiles();
const OPTIONS = {
  cameras: 300,
  wall: 1,
  vendors: ['huawei-ivm'],
  viewport: { width: 1280, height: 720 },
  env: temporary.env,
} as const;

/** The camera has a list with some people, the recorder an empty one. */
const FROM = { family: 'IPC', groupId: '1' } as const;
const TO = { family: 'NVR', ...EMPTY_LIST } as const;

const bar = (page: Page): Locator => page.getByRole('region', { name: 'Export of the list' });

/** Who is on a list of the simulated cloud, with all values but the id of the device. */
async function people({ page }: Session, deviceId: DeviceId, groupId: string) {
  return await page.evaluate(
    async (place) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const answer = await request['targets.page']({ ...place, cursor: null });
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value.targets.map(({ values }) => values);
    },
    { deviceId, groupId },
  );
}

/** Names of the people on the list that is exported, and their pictures as Base64 and as bytes. */
async function secretsOf(own: Session): Promise<readonly Buffer[]> {
  const { id } = await deviceOf(own, FROM.family);
  const shown = await own.page.evaluate(
    async (place) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const page = await request['targets.page']({ ...place, cursor: null });
      if (!page.ok) throw new Error(page.error.code);
      const texts: { readonly name: string; readonly base64: string }[] = [];
      for (const { id: targetId, values } of page.value.targets) {
        const answer = await request['targets.picture']({ ...place, targetId });
        texts.push({ name: values.name ?? '', base64: (answer.ok ? answer.value.data : null)?.split(',')[1] ?? '' });
      }
      return texts;
    },
    { deviceId: id, groupId: FROM.groupId },
  );
  expect(shown.length).toBeGreaterThan(1);
  expect(shown.every(({ name, base64 }) => name.length > 1 && base64.length > 60)).toBe(true);
  return shown.flatMap(({ name, base64 }) => [
    ...[Buffer.from(name), Buffer.from(base64.slice(-60)), Buffer.from(base64, 'base64').subarray(-40)],
  ]);
}

/** The name of the list that is exported. */
async function nameOfList({ page }: Session, deviceId: DeviceId): Promise<string> {
  return await page.evaluate(
    async ({ id, groupId }) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const answer = await request['targets.groups']({ deviceId: id });
      return answer.ok ? (answer.value.groups.find((one) => one.id === groupId)?.name ?? '') : '';
    },
    { id: deviceId, groupId: FROM.groupId },
  );
}

// The dialog of the system is beyond the reach of a test: there the contract tests show the file.
describe.skipIf(hostKind === 'electron')('the export of a list', () => {
  const session = sharedClient(OPTIONS, { isStory: true });
  let folder = '';
  let file = '';

  // @promise target.export-no-picture
  it('a list is exported into one file; a person whose picture the camera does not give is named', async () => {
    const own = session();
    const { page } = own;
    folder = await mkdtemp(path.join(tmpdir(), 'lanner-e2e-export-'));
    await activity(page, 'Targets').click();
    const device = await deviceOf(own, FROM.family);
    const all = await people(own, device.id, FROM.groupId);
    await openList(own, device, await nameOfList(own, device.id));
    // Each row in sight has asked for its picture.
    const portraits = page.locator('img.targets-thumb');
    await until(async () => (await portraits.count()) === all.length, 'each row has its picture');
    await own.control('POST', '/faults', {
      vendor: 'huawei-ivm',
      operation: 'getTargets',
      kind: 'http',
      status: 400,
      count: 4,
    });
    const button = page.getByRole('button', { name: 'Export list' });
    const [saved] = await Promise.all([page.waitForEvent('download'), button.press('Enter')]);
    file = path.join(folder, saved.suggestedFilename());
    await saved.saveAs(file);
    expect(path.basename(file)).toBe('people.zip');
    await bar(page).getByText(`${all.length} people exported`).waitFor();
    expect(await bar(page).getByRole('listitem').allTextContents()).toEqual([
      expect.stringMatching(/^Row 1The picture could not be read\./),
    ]);
    await bar(page)
      .getByText(/anybody who has it can read it/)
      .waitFor();
    expect(await auditPage(page)).toEqual([]);
    await bar(page).getByRole('button', { name: 'Close' }).click();
    await bar(page).waitFor({ state: 'detached' });
  });

  // @promise target.export-no-part
  it('an export that is stopped leaves no report and can begin again', async () => {
    const own = session();
    const { page } = own;
    const secrets = await secretsOf(own);
    const slow = { vendor: 'huawei-ivm', operation: 'getTargets', kind: 'latency', ms: 2_000, count: 9 };
    await own.control('POST', '/faults', slow);
    const asked = (await requestsOf(own, 'getTargets')).length;
    await page.getByRole('button', { name: 'Export list' }).click();
    await until(async () => (await requestsOf(own, 'getTargets')).length > asked + 1, 'a picture is in the export');
    expect(await temporary.leaked(own, secrets)).toEqual([]);
    await bar(page).getByRole('button', { name: 'Stop' }).click();
    await bar(page).waitFor({ state: 'detached' });
    await own.control('DELETE', '/faults');
    await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export list' }).click()]);
    await bar(page)
      .getByText(/people exported/)
      .waitFor();
  });

  // @promise target.export-whole
  it('the file is imported into another list as it is, the row without a picture is named, and the values are the same', async () => {
    const own = session();
    const { page } = own;
    const [from, to] = [await deviceOf(own, FROM.family), await deviceOf(own, TO.family)];
    const before = await people(own, from.id, FROM.groupId);
    await openList(own, to, TO.name);
    await page.getByRole('button', { name: 'Import file' }).click();
    await panel(page).locator('input[aria-label="Choose file"]').setInputFiles(file);
    await panel(page).getByText(`people.zip, ${before.length} rows`).waitFor();
    await panel(page).getByRole('button', { name: 'Next' }).click();
    await panel(page).getByRole('combobox').first().waitFor();
    await panel(page).getByRole('button', { name: 'Next' }).click();
    await panel(page)
      .getByText(new RegExp(`${before.length - 1} rows? can be sent`))
      .waitFor();
    await panel(page)
      .getByText(/^Row 1/)
      .waitFor();
    await panel(page)
      .getByRole('button', { name: /^Import \d+ pe/ })
      .click();
    await panel(page).getByText('Ended', { exact: true }).waitFor();
    expect((await people(own, to.id, TO.groupId)).map(({ name, gender }) => ({ name, gender }))).toEqual(
      before.slice(1).map(({ name, gender }) => ({ name, gender })),
    );
    const sent = (await requestsOf(own, 'batchAddTargets')).flatMap(({ params }) => params['targets'] as unknown[]);
    expect(sent).toHaveLength(before.length - 1);
  });

  // @promise target.export-one-file
  it('nobody of the file is below the user data folder or in a temporary file', async () => {
    expect(await temporary.leaked(session(), await secretsOf(session()))).toEqual([]);
    await rm(folder, { recursive: true, force: true });
  });
});
