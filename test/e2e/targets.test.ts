/** Target libraries: lists are read, people are added, changed and deleted in the simulated cloud, and nothing of them is stored. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { deviceIdOf, type DeviceId } from '../../preload/domain/ids.ts';
import { auditPage } from './audit.ts';
import { dropFiles } from './drop-files.ts';
import { until } from './harness.ts';
import { largePhoto } from './large-photo.ts';
import { temporaryFiles } from './people-leaks.ts';
import { activity, requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const { env, leaked } = temporaryFiles();
const session = sharedClient(
  { cameras: 300, wall: 1, vendors: ['huawei-ivm'], viewport: { width: 1280, height: 720 }, env },
  { isStory: true },
);

type Family = 'NVR' | 'IPC' | 'MEdge';
interface Person {
  readonly name: string;
  readonly gender: string;
  readonly jpegBase64: string;
  readonly target_id?: string;
  readonly external_target_id?: string;
}

/** Names, and pictures as Base64, that the client had in memory. */
const seen = new Set<string>();

/** The device of a family that has people: its id and its name. */
async function peopled(page: Page, family: Family): Promise<{ readonly id: DeviceId; readonly name: string }> {
  const { targets } = session().clouds['huawei-ivm']?.examples as { targets: Readonly<Record<Family, string>> };
  const accountId = await page.evaluate(async () => {
    const accounts = await (window as unknown as { lanner: LannerApi }).lanner.request['account.list']({});
    return accounts.ok ? accounts.value[0]?.id : undefined;
  });
  if (accountId === undefined) throw new Error('no account');
  const id = deviceIdOf(accountId, targets[family]);
  const name = await page.evaluate(
    async (wanted) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const answer = await request['targets.devices']({ accountId: wanted.accountId });
      return answer.ok ? answer.value.devices.find((one) => one.id === wanted.id)?.name : undefined;
    },
    { accountId, id },
  );
  if (name === undefined) throw new Error(`no device ${id}`);
  return { id, name };
}

const side = (page: Page): Locator => page.getByRole('navigation', { name: 'Devices and their lists' });
const list = (page: Page, name: RegExp): Locator => side(page).getByRole('button', { name });
const table = (page: Page): Locator => page.getByRole('grid', { name: 'Targets of the list' });
const rows = (page: Page): Locator => table(page).locator('[role="rowgroup"] [role="row"]');
const loaded = (page: Page, words: string): Promise<void> => page.getByText(words, { exact: true }).waitFor();
const form = (page: Page): Locator => page.getByRole('form');
const fileInput = (page: Page): Locator => page.getByLabel('File with the photo');
const row = (page: Page, externalId: string): Locator => rows(page).filter({ hasText: externalId });

/** The people that the simulated cloud received by an operation. */
const sent = async (operation: string): Promise<readonly Person[]> =>
  (await requestsOf(session(), operation)).flatMap(({ params }) => params['targets'] as readonly Person[]);

async function fileOf(name: string, bytes: Buffer): Promise<string> {
  const folder = path.join(path.dirname(session().dataDir), 'photos');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

/** Width and height, and the colour of a point near the top and of one near the bottom. */
const looksOf = (page: Page, base64: string) =>
  page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    const colourAt = (y: number): string => {
      const [red = 0, , blue = 0] = context.getImageData(bitmap.width / 2, y, 1, 1).data;
      return red > blue ? 'red' : 'blue';
    };
    const { width, height } = bitmap;
    return { width, height, top: colourAt(height * 0.1), bottom: colourAt(height * 0.9) };
  }, base64);

/** The open dialog, once it stands still: a click on a button that moves can miss the button. */
async function openDialog(page: Page): Promise<Locator> {
  const dialog = page.getByRole('dialog');
  await until(async () => (await dialog.getAttribute('class'))?.includes('-zoom') === false, 'the dialog stands still');
  return dialog;
}

const chooseGender = async (page: Page, words: string): Promise<void> => {
  await form(page).getByLabel('Gender').selectOption({ label: words });
};

describe('the screen of target libraries', () => {
  let recorder: DeviceId;

  // @promise target.lists-shown: Lists stand below their device with their counts and the time of reading, and an empty
  // list says so.
  it('the lists of a device stand with their counts and the time of reading, and an empty list is named as empty', async () => {
    const { page } = session();
    await page.keyboard.press('Control+5');
    const { id, name } = await peopled(page, 'NVR');
    recorder = id;
    await side(page).getByRole('button', { name }).click();
    await list(page, /^white.*1,200.*as of \d\d:\d\d:\d\d/).waitFor();
    await list(page, /^black.*0.*as of/).click();
    await page.getByText('This list has no targets.').waitFor();
    await loaded(page, 'Loaded 0 of 0');
    await page.getByText('Consent to process pictures of persons is not given.').waitFor();
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise target.scrolled: A list is read page by page while it is scrolled, and the rows in sight alone are on the
  // page.
  it('all 1,200 targets of a list are read page by page while the table is scrolled, and few rows are on the page', async () => {
    const { page } = session();
    await session().control('DELETE', '/requests');
    await list(page, /^white/).click();
    await loaded(page, 'Loaded 50 of 1,200');
    expect((await requestsOf(session(), 'listTargets')).length).toBeLessThanOrEqual(2);
    await until(
      async () => (await table(page).locator('img.targets-thumb').count()) > 5,
      'the rows in sight have pictures',
    );
    await table(page).hover();
    await page.mouse.wheel(0, 5_000);
    await page.getByText(/^Loaded (?:1[0-9]0|[2-9]\d\d) of 1,200$/).waitFor();
    await table(page).focus();
    await until(async () => {
      await page.keyboard.press('End');
      return (await page.getByText('Loaded 1,200 of 1,200', { exact: true }).count()) === 1;
    }, 'the whole list is loaded');
    await page.keyboard.press('End');
    await row(page, 'EXT_01200').waitFor();
    expect(await rows(page).count()).toBeLessThan(60);
    const asked = (await requestsOf(session(), 'listTargets')).map(({ params }) => Number(params['count']));
    expect([Math.max(...asked), asked.length < 30]).toEqual([50, true]);
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise target.search: Search and sort take the loaded part, and say so.
  it('search and sort take the loaded part, and say so', async () => {
    const { page } = session();
    await page.getByText('Search and sort cover the loaded part only.').waitFor();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('w0119');
    await page.getByText('10 loaded targets match.').waitFor();
    await table(page).getByRole('button', { name: 'Work number' }).click();
    await table(page).getByRole('button', { name: 'Work number' }).click();
    await until(
      async () => (await rows(page).first().textContent())?.includes('W01199') === true,
      'the last comes first',
    );
    await page.getByRole('searchbox').fill('nobody');
    await page.getByText('No loaded target has these words.').waitFor();
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await rows(page).first().waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  // @promise target.form-refused: A wrong value is marked on its field, a file that is no photo is refused with the
  // reason, and nothing is sent.
  it('a wrong name is marked on its field, files that are no photo are refused with the reason, and nothing is sent', async () => {
    const { page } = session();
    await list(page, /^black/).click();
    await page.getByRole('button', { name: 'Add target' }).click();
    await form(page).getByLabel('Name').fill('a@b');
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(40)]);
    for (const [name, bytes, words] of [
      ['a.heic', heic, 'HEIC pictures cannot be read here.'],
      ['b.jpg', Buffer.alloc(0), 'The file is empty.'],
      ['c.jpg', Buffer.from('no picture at all'), 'The file is no JPEG or PNG picture.'],
      ['d.jpg', Buffer.from('ffd8ffe000', 'hex'), 'The picture is damaged'],
      ['e.jpg', Buffer.from('ffd8ffc0001108c350c35003', 'hex'), 'The photo has more than 100 megapixels.'],
      ['f.jpg', Buffer.alloc(20_000_001, 1), 'The file has more than 20 MB.'],
    ] as const) {
      await fileInput(page).setInputFiles(await fileOf(name, bytes));
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
    }
    await form(page).getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Letters, digits, spaces, "_" and "-" only.').waitFor();
    await page.getByText('3 values to fix').waitFor();
    expect(await form(page).getByLabel('Name').getAttribute('aria-invalid')).toBe('true');
    expect(await form(page).getByLabel('Name').inputValue()).toBe('a@b');
    expect(await requestsOf(session(), 'batchAddTargets')).toEqual([]);
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise target.photo-cut: A photo is turned as its EXIF says, cut, never enlarged, and sent as a JPEG within the
  // limits of the cloud, without EXIF.
  it('a large photo is turned upright, cut by mouse, and sent with at most 1,200 pixels a side and 40,000 characters', async () => {
    const { page } = session();
    const photo = await fileOf('photo.jpg', await largePhoto(page));
    expect((await readFile(photo)).length).toBeGreaterThan(4_000_000);
    await dropFiles(page.getByRole('region', { name: 'Picture of the target' }), [photo]);
    await page.getByText(/of 1200 pixels/).waitFor();
    const corner = await page.getByRole('button', { name: 'Bottom right corner of the cut' }).boundingBox();
    if (corner === null) throw new Error('no corner');
    const whole = await page.getByText(/of 1200 pixels/).textContent();
    await page.mouse.move(corner.x + corner.width / 2, corner.y + corner.height / 2);
    await page.mouse.down();
    await page.mouse.move(corner.x - 40, corner.y, { steps: 4 });
    await page.mouse.up();
    await until(async () => (await page.getByText(/of 1200 pixels/).textContent()) !== whole, 'the cut is prepared');
    await form(page).getByLabel('Name').fill('Zaphodx Beebl');
    await chooseGender(page, 'Male');
    await form(page).getByLabel('Remark').fill('Secretremark');
    expect(await auditPage(page)).toEqual([]);
    await form(page).getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('complementary', { name: 'Chosen target' }).getByText('Secretremark').waitFor();
    await loaded(page, 'Loaded 1 of 1');
    const [person, ...others] = await sent('batchAddTargets');
    expect(others).toEqual([]);
    const picture = person?.jpegBase64 ?? '';
    expect(picture.length).toBeLessThanOrEqual(40_000);
    expect(Buffer.from(picture, 'base64').includes('Exif')).toBe(false);
    const looks = await looksOf(page, picture);
    expect(Math.max(looks.width, looks.height)).toBeLessThanOrEqual(1_200);
    expect([looks.height > looks.width, looks.top, looks.bottom]).toEqual([true, 'red', 'blue']);
    seen.add('Zaphodx Beebl').add('Secretremark').add(picture);
  });

  // @promise target.edit-screen: An edit sends what differs, and keeps the picture.
  it('an edit of a name by keyboard alone leaves the picture byte for byte', async () => {
    const { page } = session();
    await list(page, /^white/).click();
    await loaded(page, 'Loaded 50 of 1,200');
    await table(page).focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    const inspector = page.getByRole('complementary', { name: 'Chosen target' });
    const address = await inspector.getByRole('img').getAttribute('src');
    const before = (await row(page, 'EXT_00003').locator('b').textContent()) ?? '';
    const edit = inspector.getByRole('button', { name: 'Edit' });
    for (let i = 0; i < 10 && !(await edit.evaluate((one) => one === document.activeElement)); i += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await form(page).getByLabel('Name').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Tricianx');
    await page.keyboard.press('Enter');
    await row(page, 'EXT_00003').getByText('Tricianx').waitFor();
    const [changed] = await sent('batchUpdateTargets');
    expect([changed?.name, changed?.gender]).toEqual(['Tricianx', expect.stringMatching(/^(?:fe)?male$/)]);
    expect(`data:image/jpeg;base64,${changed?.jpegBase64}`).toBe(address);
    seen
      .add(before)
      .add('Tricianx')
      .add(changed?.jpegBase64 ?? '');
  });

  // @promise target.deletion-screen: Each target of a deletion has its outcome in a list, the failures first, and rows
  // that move up are not skipped.
  it('of three targets that are deleted, one already gone, each outcome is shown, and the list continues', async () => {
    const { page } = session();
    for (const id of ['EXT_00004', 'EXT_00005', 'EXT_00006']) await row(page, id).locator('.table-tick').click();
    await page.getByText('3 selected').waitFor();
    const isGone = await page.evaluate(async (deviceId) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      return (await request['targets.delete']({ deviceId, groupId: '1', targetIds: ['5'] })).ok;
    }, recorder);
    expect(isGone).toBe(true);
    await table(page).focus();
    await page.keyboard.press('Delete');
    await (await openDialog(page)).getByRole('button', { name: 'Delete 3 targets' }).click();
    const report = page.getByRole('region', { name: 'Deletion' });
    for (const words of ['2 done', '1 refused']) await report.getByText(words).waitFor();
    expect(await report.getByRole('listitem').count()).toBe(3);
    await report.getByText('IVM.20090027').waitFor();
    await until(async () => (await row(page, 'EXT_00005').count()) === 0, 'all three left the table');
    await loaded(page, 'Loaded 47 of 1,197');
    await page.getByRole('button', { name: 'Load more' }).click();
    await loaded(page, 'Loaded 50 of 1,197');
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise target.move-screen: Each outcome of a move says on which list the target is now, and a retry sends those
  // alone that are not done and can be sent.
  it('of three targets that move to another list by keys one is refused and one is gone: each outcome says where the target is, and a retry sends the refused one alone', async () => {
    const { page, control } = session();
    for (const id of ['EXT_00007', 'EXT_00008', 'EXT_00009']) await row(page, id).locator('.table-tick').click();
    await page.evaluate(async (deviceId) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      await request['targets.delete']({ deviceId, groupId: '1', targetIds: ['8'] });
    }, recorder);
    await control('DELETE', '/requests');
    await control('POST', '/faults', { kind: 'http', status: 400, operation: 'batchAddTargets', count: 1 });
    await page.getByRole('button', { name: 'Move to a list' }).press('Enter');
    const dialog = await openDialog(page);
    expect(await auditPage(page)).toEqual([]);
    await dialog.getByRole('combobox', { name: 'List to move to' }).focus();
    await page.keyboard.type('black');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Move 3 targets' }).press('Enter');
    const report = page.getByRole('region', { name: 'Move', exact: true });
    for (const words of ['1 done', '2 refused']) await report.getByText(words).waitFor();
    for (const hasText of ['Moved', 'Still on this list'])
      await report.getByRole('listitem').filter({ hasText }).waitFor();
    expect(await report.getByRole('listitem').count()).toBe(3);
    expect(await row(page, 'EXT_00007').count()).toBe(1);
    const added = async () => (await sent('batchAddTargets')).map((one) => one.external_target_id);
    const deleted = async () =>
      (await requestsOf(session(), 'batchDeleteTargets')).map(({ params }) => params['target_ids']);
    expect([await added(), await deleted()]).toEqual([['EXT_00007', 'EXT_00009'], [['9']]]);
    // Nobody can send the one that is gone.
    await report.getByRole('button', { name: 'Retry 1' }).press('Enter');
    for (const words of ['2 done', '1 refused']) await report.getByText(words).waitFor();
    await report.getByRole('button', { name: /^Retry/ }).waitFor({ state: 'detached' });
    expect(await added()).toEqual(['EXT_00007', 'EXT_00009', 'EXT_00007']);
    expect(await deleted()).toEqual([['9'], ['7']]);
    for (const id of ['EXT_00007', 'EXT_00008', 'EXT_00009'])
      await until(async () => (await row(page, id).count()) === 0, `${id} left the table`);
    await list(page, /^black/).click();
    for (const id of ['EXT_00007', 'EXT_00009']) await row(page, id).waitFor();
    expect(await row(page, 'EXT_00008').count()).toBe(0);
    expect(await auditPage(page)).toEqual([]);
    await list(page, /^white/).click();
    await loaded(page, 'Loaded 50 of 1,194');
  });

  // @promise target.disabled: What a family or a list cannot do is disabled, and the tooltip has the reason.
  it('an item that a device or a list cannot do is disabled with its reason', async () => {
    const { page } = session();
    await list(page, /^strange/).click();
    await page.getByText('This list has no targets.').waitFor();
    await page.getByRole('button', { name: 'Add target' }).click();
    await fileInput(page).setInputFiles(await fileOf('small.jpg', Buffer.from([...seen].at(-1) ?? '', 'base64')));
    await page.getByText(/^128 × 160 of 1200 pixels/).waitFor();
    await form(page).getByLabel('Name').fill('Nobodyx');
    await chooseGender(page, 'Female');
    await form(page).getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Nobody can be added to this list.').waitFor();
    expect(await form(page).getByLabel('Name').inputValue()).toBe('Nobodyx');
    await page.keyboard.press('Escape');
    await (await openDialog(page)).getByRole('button', { name: 'Discard changes' }).click();
    const add = page.getByRole('button', { name: 'Add target' });
    await until(async () => (await add.getAttribute('aria-disabled')) === 'true', 'nobody can be added');
    expect(await add.getAttribute('title')).toBe('The device fills this list itself: nobody can be added.');

    const { name } = await peopled(page, 'IPC');
    await side(page).getByRole('button', { name }).click();
    await list(page, /^员工/).click();
    await loaded(page, 'Loaded 3 of 3');
    const portraits = rows(page).locator('img.targets-thumb');
    await until(async () => (await portraits.count()) === 3, 'each row of a camera has its picture');
    await add.click();
    const age = form(page).getByLabel('Age');
    expect(await age.getAttribute('title')).toBe('Age: SDC devices do not store this.');
    expect(await age.isEditable()).toBe(false);
    await page.keyboard.press('Escape');
    seen.add('Nobodyx');
  });

  // @promise target.leaves-nothing: After an account is deleted, nobody of it is on the page, below the user data
  // folder, or in a temporary file.
  it('no name and no picture of a person is below the user data folder or in a temporary file, and none on the page after the account is deleted', async () => {
    const { page } = session();
    const asked = [...seen].map((text) => Buffer.from(text));
    expect([...seen].every((text) => text.length > 1)).toBe(true);
    expect(await leaked(session(), asked)).toEqual([]);
    await list(page, /^员工/).click();
    await rows(page).first().click();
    await page.getByRole('complementary', { name: 'Chosen target' }).getByRole('img').waitFor();
    await activity(page, 'Clouds').click();
    const ofAccounts = page.getByRole('row').getByRole('button', { name: /^Delete/ });
    await ofAccounts.first().click();
    await (await openDialog(page)).getByRole('button', { name: 'Delete account' }).click();
    await page.getByText('No cloud account yet').first().waitFor();
    await activity(page, 'Targets').click();
    await page.getByText('No account yet').waitFor();
    expect(await page.locator('[src^="data:image/jpeg"]').count()).toBe(0);
    expect(await leaked(session(), asked)).toEqual([]);
  });
});
