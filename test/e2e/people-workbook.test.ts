/** People of a workbook are imported into a list of the simulated cloud. */
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { oldContainer, STYLES, workbookOf } from '../people-workbook.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { animatedGif, animatedPortrait, animatedWebp, cmykPortrait, portrait, zipOf } from './people-files.ts';
import { button, choose, fileOf, openImport, panel } from './people-screen.ts';
import { requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const OPTIONS = { cameras: 300, wall: 1, vendors: ['huawei-ivm'], viewport: { width: 1280, height: 720 } } as const;
const HEAD = ['姓名', '性别', '外部编号', '工号', '照片', '入职'] as const;

const fault = (page: Page): Locator => panel(page).locator('#targets-import-fault');
const chooseFile = (page: Page, file: string): Promise<void> =>
  panel(page).locator('input[aria-label="Choose file"]').setInputFiles(file);

describe('the import of a workbook', () => {
  const session = sharedClient(OPTIONS, { isStory: true });

  // @promise target.import-workbooks
  it('a workbook that cannot be read is refused with the reason, by keyboard alone', async () => {
    const own = session();
    const { page } = own;
    await openImport(own);
    const bad = [
      [
        'staff.xls',
        oldContainer('Workbook'),
        'The file is an XLS workbook of Excel 97 to 2003. Save it as XLSX or CSV.',
      ],
      [
        'locked.xlsx',
        oldContainer('EncryptedPackage'),
        'The workbook has a password. Save it without the password, or as CSV.',
      ],
      [
        'cut.xlsx',
        workbookOf({ name: 'A', rows: [['Name'], ['Ann']] }).subarray(0, 400),
        'The workbook is damaged, or it is no XLSX file.',
      ],
    ] as const;
    for (const [name, bytes, words] of bad) {
      const file = await fileOf(own, name, bytes);
      const chooseButton = panel(page).locator('button', { hasText: 'Choose file' });
      const chooser = page.waitForEvent('filechooser');
      await chooseButton.focus();
      await until(() => chooseButton.evaluate((one) => one === document.activeElement), 'the button has the focus');
      await page.keyboard.press('Enter');
      await (await chooser).setFiles(file);
      await fault(page).getByText(words).waitFor();
    }
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise target.import-table
  it('a workbook with a folder of pictures is checked before anything is sent, a number that lost its digits is named, and the others are added', async () => {
    const own = session();
    const { page } = own;
    const day = { s: STYLES.date, v: '44197' };
    const person = (number: number, id: string | { readonly v: string }) =>
      [
        `雪松${number}号`,
        number % 2 === 0 ? '男' : 'female',
        id,
        { s: STYLES.zeros, v: String(number) },
        `${number}.jpg`,
        day,
      ] as const;
    const file = workbookOf(
      {
        name: '访客',
        rows: [
          ['五月访客'],
          HEAD,
          person(1, 'HRX1'),
          person(2, { v: '110101199003070012' }),
          person(3, { v: '77003' }),
          person(4, '=HRX4'),
        ],
        merged: ['A1:F1'],
      },
      { name: '旧', rows: [HEAD, person(9, 'HRX9')], state: 'hidden' },
    );
    await chooseFile(page, await fileOf(own, '访客.xlsx', file));
    for (const n of [1, 2, 3, 4]) await fileOf(own, `portraits/${String(n)}.jpg`, portrait(n));
    const chooser = page.waitForEvent('filechooser');
    await panel(page).locator('button', { hasText: 'Choose folder' }).press('Enter');
    await (await chooser).setFiles(path.dirname(await fileOf(own, 'portraits/list.txt', 'four portraits')));
    await panel(page).getByText('5 files to look for pictures in', { exact: true }).waitFor();
    await panel(page).getByText('访客.xlsx, 4 rows').waitFor();
    await panel(page).getByText('Sheet: 访客.', { exact: true }).waitFor();
    await panel(page).getByText('Not read: 旧 (hidden).', { exact: true }).waitFor();
    await button(page, 'Next').press('Enter');
    await panel(page)
      .getByText(/2021-01-01/)
      .waitFor();
    await button(page, 'Next').press('Enter');
    await panel(page).getByText('2 rows can be sent.').waitFor();
    const found = panel(page).getByRole('region', { name: 'Wrong rows' }).getByRole('listitem');
    expect(await found.allTextContents()).toEqual([
      expect.stringMatching(/^Row 2.*External ID.*keeps 15 digits/),
      expect.stringMatching(/^Row 4.*External ID is not valid/),
    ]);
    expect(await requestsOf(own, 'batchAddTargets')).toEqual([]);
    expect(await auditPage(page)).toEqual([]);
    await button(page, 'Import 2 people').press('Enter');
    await panel(page).getByText('Ended', { exact: true }).waitFor();
    await panel(page).getByText('2 done').waitFor();
    const sent = (await requestsOf(own, 'batchAddTargets')).flatMap(({ params }) => params['targets']) as readonly {
      readonly external_target_id: string;
    }[];
    expect(sent.map((one) => one.external_target_id)).toEqual(['HRX1', '77003']);
  });

  it('a file that is chosen while a workbook is read takes its place', async () => {
    const own = session();
    const { page } = own;
    await button(page, 'Import another file').click();
    const rows = [
      HEAD,
      ...Array.from({ length: 20_000 }, (_, i) => [`雪松${i}号`, '男', `HRL${i}`, i, `${i}.jpg`, '']),
    ];
    await chooseFile(page, await fileOf(own, 'large.xlsx', workbookOf({ name: 'A', rows })));
    await chooseFile(page, await fileOf(own, 'small.csv', 'name,gender\nAnn,male\n'));
    await panel(page).getByText('small.csv, 1 row').waitFor();
    await panel(page).getByText('Reading the file').waitFor({ state: 'detached' });
  });

  // @promise target.photo-kinds: Photos for printers, of another kind than their name and of animated PNG files are
  // sent as JPEG, and other animations are refused.
  it('pictures of every sort are sent as JPEG of three colours, and those that cannot be read are named with the reason', async () => {
    const own = session();
    const { page } = own;
    const before = (await requestsOf(own, 'batchAddTargets')).length;
    const pictures = [
      ['1.jpg', cmykPortrait()],
      ['2.png', animatedPortrait()],
      ['3.png', portrait(3)],
      ['4.jpg', animatedGif()],
      ['5.jpg', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(40)])],
      ['6.jpg', portrait(6).subarray(0, -30)],
      ['7.jpg', Buffer.alloc(0)],
      ['8.jpg', Buffer.from('ffd8ffc0001108c350c35003', 'hex')],
      ['9.jpg', animatedPortrait(160)],
      ['10.webp', animatedWebp()],
    ] as const;
    const lines = pictures.map(([name], i) => `雪松${i + 1}号,男,HRP${i + 1},${name}`);
    const csv = await fileOf(own, 'sorts.csv', ['姓名,性别,外部编号,照片', ...lines].join('\n'));
    const zip = zipOf(pictures.map(([name, body]) => ({ name, body })));
    await choose(page, csv, await fileOf(own, 'sorts.zip', zip));
    await button(page, 'Next').click();
    await button(page, 'Next').click();
    await panel(page).getByText('4 rows can be sent.').waitFor();
    const found = panel(page).getByRole('region', { name: 'Wrong rows' }).getByRole('listitem');
    expect(await found.allTextContents()).toEqual([
      expect.stringMatching(/^Row 4.*no JPEG or PNG/),
      expect.stringMatching(/^Row 5.*HEIC/),
      expect.stringMatching(/^Row 6.*a part of the picture is missing/),
      expect.stringMatching(/^Row 7.*The file is empty/),
      expect.stringMatching(/^Row 8.*100 megapixels/),
      expect.stringMatching(/^Row 10.*no JPEG or PNG/),
    ]);
    await button(page, 'Import 4 people').click();
    await panel(page).getByText('Ended', { exact: true }).waitFor();
    await panel(page).getByText('4 done').waitFor();
    const sent = (await requestsOf(own, 'batchAddTargets'))
      .slice(before)
      .flatMap(({ params }) => params['targets'] as readonly { readonly jpegBase64: string }[]);
    expect(sent.map(({ jpegBase64 }) => componentsOf(jpegBase64))).toEqual([3, 3, 3, 3]);
  });

  // @promise target.photo-kinds
  it('the form takes the same sorts of photos, shows each as it will be sent, and refuses animations with the reason', async () => {
    const own = session();
    const { page } = own;
    await panel(page).getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Add target' }).click();
    const choosePhoto = async (name: string, bytes: Buffer): Promise<void> =>
      page.getByLabel('File with the photo').setInputFiles(await fileOf(own, name, bytes));
    const refusal = page.getByRole('alert').filter({ hasText: 'The file is no JPEG or PNG picture.' });
    const prepared = page.getByRole('img', { name: 'Picture as it will be sent' });
    let shown: string | null = null;
    const next = async (name: string, bytes: Buffer): Promise<void> => {
      await choosePhoto(name, bytes);
      const before = shown;
      await until(async () => {
        shown = (await prepared.count()) === 0 ? null : await prepared.getAttribute('src');
        return shown !== null && shown !== before;
      }, `${name} is shown as it will be sent`);
      expect(await refusal.count()).toBe(0);
    };
    for (const [name, bytes, colour] of [
      ['print.jpg', cmykPortrait(), [226, 124, 106]],
      ['wave.png', animatedPortrait(), [80, 80, 80]],
      ['jpeg.png', portrait(3), [151, 113, 199]],
      ['png.jpg', animatedPortrait(160), [160, 160, 160]],
    ] as const) {
      await next(name, bytes);
      const base64 = (shown ?? '').replace(/^data:image\/jpeg;base64,/, '');
      expect([name, componentsOf(base64)]).toEqual([name, 3]);
      const off = (await middleOf(prepared)).map((level, i) => Math.abs(level - (colour[i] ?? 0)));
      expect([name, Math.max(...off) < 40]).toEqual([name, true]);
    }
    for (const [i, [name, bytes]] of (
      [
        ['wave.gif', animatedGif()],
        ['gif.jpg', animatedGif()],
        ['wave.webp', animatedWebp()],
        ['webp.png', animatedWebp()],
      ] as const
    ).entries()) {
      await next(`face${i}.jpg`, portrait(20 + i));
      await choosePhoto(name, bytes);
      await refusal.waitFor();
      expect([name, await prepared.getAttribute('src')]).toEqual([name, shown]);
    }
  });
});

/** How many colours a baseline JPEG has, as its frame says. */
function componentsOf(base64: string): number | undefined {
  const bytes = Buffer.from(base64, 'base64');
  return bytes[bytes.indexOf(Buffer.from([0xff, 0xc0])) + 9];
}

/** Red, green and blue in the middle of a picture. */
const middleOf = (image: Locator): Promise<readonly number[]> =>
  image.evaluate(async (element) => {
    if (!(element instanceof HTMLImageElement)) return [];
    await element.decode();
    const context = new OffscreenCanvas(element.naturalWidth, element.naturalHeight).getContext('2d');
    context?.drawImage(element, 0, 0);
    const { data = [] } = context?.getImageData(element.naturalWidth / 2, element.naturalHeight / 2, 1, 1) ?? {};
    return [...data].slice(0, 3);
  });
