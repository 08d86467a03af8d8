/** People of a workbook are imported into a list of the simulated cloud. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { oldContainer, STYLES, workbookOf } from '../people-workbook.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { animatedPortrait, cmykPortrait, portrait, zipOf } from './people-files.ts';
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

  it('a workbook is checked before anything is sent, a number that lost its digits is named, and the others are added', async () => {
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
    const zip = await fileOf(
      own,
      'staff.zip',
      zipOf([1, 2, 3, 4].map((n) => ({ name: `${n}.jpg`, body: portrait(n) }))),
    );
    await choose(page, await fileOf(own, '访客.xlsx', file), zip);
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

  it('pictures of every sort are sent as JPEG of three colours, and those that cannot be read are named with the reason', async () => {
    const own = session();
    const { page } = own;
    const before = (await requestsOf(own, 'batchAddTargets')).length;
    const pictures = [
      ['1.jpg', cmykPortrait()],
      ['2.png', animatedPortrait()],
      ['3.png', portrait(3)],
      ['4.jpg', Buffer.from('GIF89a')],
      ['5.jpg', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(40)])],
      ['6.jpg', portrait(6).subarray(0, -30)],
      ['7.jpg', Buffer.alloc(0)],
      ['8.jpg', Buffer.from('ffd8ffc0001108c350c35003', 'hex')],
    ] as const;
    const lines = pictures.map(([name], i) => `雪松${i + 1}号,男,HRP${i + 1},${name}`);
    const csv = await fileOf(own, 'sorts.csv', ['姓名,性别,外部编号,照片', ...lines].join('\n'));
    const zip = zipOf(pictures.map(([name, body]) => ({ name, body })));
    await choose(page, csv, await fileOf(own, 'sorts.zip', zip));
    await button(page, 'Next').click();
    await button(page, 'Next').click();
    await panel(page).getByText('3 rows can be sent.').waitFor();
    const found = panel(page).getByRole('region', { name: 'Wrong rows' }).getByRole('listitem');
    expect(await found.allTextContents()).toEqual([
      expect.stringMatching(/^Row 4.*no JPEG or PNG/),
      expect.stringMatching(/^Row 5.*HEIC/),
      expect.stringMatching(/^Row 6.*a part of the picture is missing/),
      expect.stringMatching(/^Row 7.*The file is empty/),
      expect.stringMatching(/^Row 8.*100 megapixels/),
    ]);
    await button(page, 'Import 3 people').click();
    await panel(page).getByText('Ended', { exact: true }).waitFor();
    await panel(page).getByText('3 done').waitFor();
    const sent = (await requestsOf(own, 'batchAddTargets'))
      .slice(before)
      .flatMap(({ params }) => params['targets'] as readonly { readonly jpegBase64: string }[]);
    const colours = sent.map(({ jpegBase64 }) => {
      const bytes = Buffer.from(jpegBase64, 'base64');
      return bytes[bytes.indexOf(Buffer.from([0xff, 0xc0])) + 9];
    });
    expect(colours).toEqual([3, 3, 3]);
  });
});
