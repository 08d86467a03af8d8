/** The screen of target libraries, as tests of imports and exports use it. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { deviceIdOf, type AccountId, type DeviceId } from '../../preload/domain/ids.ts';
import type { Session } from './harness.ts';
import { activity } from './screen.ts';

/** The empty list of the recorder that has people. */
export const EMPTY_LIST = { groupId: '0', name: /^black/ } as const;

/** The import beside the list. */
export const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'Import people' });
export const button = (page: Page, name: string | RegExp): Locator =>
  panel(page).getByRole('button', { name, exact: true });

export interface Device {
  readonly id: DeviceId;
  readonly accountId: AccountId;
  readonly name: string;
}

/** The device of a family that has people: its id here, and its name. */
export async function deviceOf({ page, clouds }: Session, family: 'IPC' | 'NVR'): Promise<Device> {
  const { targets } = clouds['huawei-ivm']?.examples as { targets: Readonly<Record<string, string>> };
  const listed = await page.evaluate(async () => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const accounts = await request['account.list']({});
    const accountId = accounts.ok ? accounts.value[0]?.id : undefined;
    if (accountId === undefined) return null;
    const answer = await request['targets.devices']({ accountId });
    return answer.ok ? { accountId, devices: answer.value.devices } : null;
  });
  if (listed === null) throw new Error('no account');
  const { accountId, devices } = listed;
  const id = deviceIdOf(accountId, targets[family] ?? '');
  return { id, accountId, name: devices.find((one) => one.id === id)?.name ?? '' };
}

/** The external ids of everybody on the empty list, as the simulated cloud has it now; sorted. */
export async function listedIds(own: Session): Promise<readonly string[]> {
  const { id } = await deviceOf(own, 'NVR');
  return await own.page.evaluate(
    async (place) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const ids: string[] = [];
      for (let cursor: string | null = null; ;) {
        const answer = await request['targets.page']({ ...place, cursor });
        if (!answer.ok) throw new Error(answer.error.code);
        ids.push(...answer.value.targets.map(({ values }) => values.externalId ?? ''));
        if (answer.value.next === null) return ids.toSorted();
        cursor = answer.value.next;
      }
    },
    { deviceId: id, groupId: EMPTY_LIST.groupId },
  );
}

/** Opens a list by its name, as it begins on the screen. */
export async function openList({ page }: Session, { name }: Device, list: string | RegExp): Promise<void> {
  const side = page.getByRole('navigation', { name: 'Devices and their lists' });
  const device = side.getByRole('button', { name });
  if ((await device.getAttribute('aria-expanded')) !== 'true') await device.click();
  await side.getByRole('button', { name: list }).click();
}

/** Opens the import into the empty list. */
export async function openImport(own: Session): Promise<void> {
  await activity(own.page, 'Targets').click();
  await openList(own, await deviceOf(own, 'NVR'), EMPTY_LIST.name);
  await own.page.getByRole('button', { name: 'Import file' }).click();
}

/** A file of the user, outside of the folder of the client. */
export async function fileOf({ dataDir }: Session, name: string, bytes: Buffer | string): Promise<string> {
  const file = path.join(path.dirname(dataDir), 'office', name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bytes);
  return file;
}

/** Chooses a table and its pictures. */
export async function choose(page: Page, csv: string, zip: string): Promise<void> {
  await panel(page).locator('input[aria-label="Choose file"]').setInputFiles(csv);
  await panel(page)
    .getByRole('status')
    .filter({ hasText: `${path.basename(csv)}, ` })
    .waitFor();
  await panel(page).locator('input[aria-label="Choose ZIP"]').setInputFiles(zip);
  await panel(page)
    .getByText(/^[\d,]+ files? to look for pictures in$/)
    .waitFor();
}
