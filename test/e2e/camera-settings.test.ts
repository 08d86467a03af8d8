/** The settings of a camera: changed and read back, copied to others, the password, and what stands in the way. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { changedSettings, type Setting } from '../../preload/domain/cameras/camera-settings.ts';
import type { NumberedChannel } from '../../preload/domain/cameras/cameras.ts';
import { auditPage } from './audit.ts';
import { dialog, openSettings } from './camera-settings-screen.ts';
import { filesWith, listsClosed } from './onboarding-screen.ts';
import { requestsOf, treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

/** The cameras that main lists, by number. */
const camerasOf = (page: Page): Promise<readonly NumberedChannel[]> =>
  page.evaluate(async () => {
    const accounts = await window.lanner?.request['account.list']({});
    const all: NumberedChannel[] = [];
    for (const { id: accountId } of accounts?.ok === true ? accounts.value : []) {
      const answer = await window.lanner?.request['directory.page']({ accountId, cursor: null, limit: 500 });
      if (answer?.ok === true) all.push(...answer.value.channels);
    }
    return all.toSorted((a, b) => a.number - b.number);
  });

async function numberOf(page: Page, is: (camera: NumberedChannel) => boolean): Promise<number> {
  const found = (await camerasOf(page)).find(is);
  if (found === undefined) throw new Error('there is no such camera');
  return found.number;
}

const isReady = ({ protocol, reachable, vendor }: NumberedChannel & { readonly vendor?: string }): boolean =>
  vendor === undefined && protocol === 'holosens' && reachable === 'online';

describe('the settings of a HoloSens camera', () => {
  const session = sharedClient({ cameras: 40, wall: 1, viewport: { width: 1280, height: 720 } }, { isStory: true });

  // @promise settings.read-back: A new setting shows with the old value before it is sent, and the camera is read
  // again behind it.
  it('a frame rate is changed by keyboard, shown before it is sent, and read back', async () => {
    const { page } = session();
    await treeRead(page);
    const box = await openSettings(page, await numberOf(page, isReady));
    const rate = box.getByRole('combobox', { name: 'Main stream Frame rate (fps)' });
    await rate.press('Enter');
    for (const key of ['ArrowUp', 'Enter']) await page.keyboard.press(key);
    await box.getByText('Main stream: Frame rate (fps): 25 → 24').waitFor();
    expect(await requestsOf(session(), 'setStreamDetail')).toEqual([]);
    await listsClosed(page);
    expect(await auditPage(page)).toEqual([]);
    await box.getByRole('button', { name: 'Save 1 change' }).press('Enter');
    await box.getByText('1 change is saved. The camera answers the new value.').waitFor();
    expect(await requestsOf(session(), 'setStreamDetail')).toHaveLength(1);
  });

  // @promise settings.copied: The encoding of a camera is copied to up to 100 others. Cameras that do not offer all
  // of it are named before, and get nothing.
  it('settings are copied to others, after each was asked; cameras that lack a stream are named before', async () => {
    const { page } = session();
    await dialog(page).getByRole('button', { name: 'Copy to other cameras …' }).press('Enter');
    const copy = page.getByRole('dialog', { name: /^Copy the settings of / });
    await copy.getByRole('button', { name: /^All that can be asked/ }).press('Enter');
    await copy.getByRole('button', { name: /^Ask \d+ cameras$/ }).press('Enter');
    const send = copy.getByRole('button', { name: /^Copy to \d+ cameras?$/ });
    await send.waitFor();
    const rows = copy.getByRole('list', { name: 'Cameras and what becomes of each' }).getByRole('listitem');
    const ready = await rows.filter({ hasText: 'gets 1 change' }).count();
    expect(await send.innerText()).toMatch(new RegExp(`^Copy to ${ready} camera`));
    expect(await requestsOf(session(), 'setStreamDetail')).toHaveLength(1);
    expect(await auditPage(page)).toEqual([]);
    await send.press('Enter');
    await expect.poll(() => rows.filter({ hasText: /Done$/ }).count(), { timeout: 60_000 }).toBe(ready);
    expect(await requestsOf(session(), 'setStreamDetail')).toHaveLength(1 + ready);
    await copy.getByRole('button', { name: 'Back' }).press('Enter');
  });

  // @promise settings.password-rules: The password of a camera follows the rules below its field before it is sent.
  it('a password follows the rules below its field before it is sent, and the next one needs the present one', async () => {
    const { page } = session();
    const box = dialog(page);
    await box.getByRole('tab', { name: 'Password' }).click();
    await box.getByText('The camera has no password yet.').waitFor();
    const field = (name: string): Locator => box.getByLabel(name, { exact: true });
    await field('New password').fill('lowercase');
    await field('New password again').fill('lowercase');
    await box.getByRole('button', { name: 'Change the password' }).press('Enter');
    await box.getByText('The new password does not follow the rules below its field.').waitFor();
    expect(await requestsOf(session(), 'setDevicePassword')).toEqual([]);
    for (const name of ['New password', 'New password again']) await field(name).fill('Gate-2026-a');
    await page.keyboard.press('Enter');
    await box.getByText('The password is changed. The client stores it nowhere.').waitFor();
    await box.getByText('The camera has a password. The present one has to be typed too.').waitFor();
    await field('Present password').waitFor();
    await expect.poll(() => field('New password').inputValue()).toBe('');
    expect(await filesWith(session().dataDir, 'Gate-2026-a')).toEqual([]);
    expect(await filesWith(session().dataDir, 'the password of a camera was changed')).not.toEqual([]);
  });

  it('a camera that is off line says that it has to be on line', async () => {
    const { page } = session();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    const isOff = ({ protocol, reachable }: NumberedChannel): boolean =>
      protocol === 'holosens' && reachable === 'offline';
    const box = await openSettings(page, await numberOf(page, isOff));
    await box.getByText('The camera is offline. It answers for its settings itself').waitFor();
    expect(await box.getByRole('combobox').count()).toBe(0);
  });
});

describe('the settings of a camera of Alibaba VCS', () => {
  const session = sharedClient({ cameras: 16, wall: 1, vendors: ['aliyun-vcs'] });

  it('one field is changed, and the cloud gets all the others as they were', async () => {
    const { page } = session();
    await treeRead(page);
    const camera = (await camerasOf(page)).find(({ reachable }) => reachable === 'online');
    if (camera === undefined) throw new Error('no camera is on line');
    const valuesOf = async (): Promise<readonly Setting[]> => {
      const answer = await page.evaluate(
        (channelId) => window.lanner?.request['devices.settings']({ channelId }),
        camera.id,
      );
      return answer?.ok === true ? answer.value.settings.values : [];
    };
    const before = await valuesOf();
    expect(before.length).toBeGreaterThan(5);
    const box = await openSettings(page, camera.number);
    await box.getByLabel('Place of installation').fill('Gate 4');
    await box.getByRole('button', { name: 'Save 1 change' }).press('Enter');
    await box.getByText('1 change is saved. The camera answers the new value.').waitFor();
    const [sent] = await requestsOf(session(), 'ModifyDevice');
    expect(sent?.params).toMatchObject({ DeviceSite: 'Gate 4', FrameRate: '25', EncodeFormat: '6' });
    const after = await valuesOf();
    expect(changedSettings(before, after)).toMatchObject([{ field: 'site', value: 'Gate 4' }]);
  });
});
