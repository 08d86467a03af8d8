/** Camera numbers that one desk sets and another desk takes from the file: the same number calls the same camera. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { until, withClient } from './harness.ts';
import { cameraRow, cameraRows, statusBar, tile, treeRead, wallOf } from './screen.ts';

const panel = (page: Page) => page.getByRole('complementary', { name: 'Camera numbers' });

const ofCloud = (page: Page, code: string) =>
  cameraRows(page).filter({ has: page.locator('.src').getByText(code, { exact: true }) });

const nameOf = (page: Page, number: number): Promise<string | null> =>
  cameraRow(page, number).locator('.nm').textContent();

/** Numbers three cameras in bulk at a desk with two clouds. @returns the file of all numbers, and the name of 505. */
async function firstDesk(): Promise<{ readonly file: string; readonly name: string | null }> {
  let made = { file: '', name: null as string | null };
  const vendors = ['huawei-ivm', 'tencent-ivp'];
  await withClient('the desk that numbers', { cameras: 6, vendors }, async ({ page, client, clouds }) => {
    // The other cloud first, so that the cameras of IVM begin with other numbers than at the desk without that cloud.
    for (const vendor of vendors.toReversed()) {
      await client.ask({ do: 'add-accounts', clouds: { [vendor]: clouds[vendor] } });
      await ofCloud(page, vendor === 'huawei-ivm' ? 'IVM' : 'IVP')
        .first()
        .waitFor();
    }
    await ofCloud(page, 'IVM').nth(0).click();
    for (const at of [1, 2])
      await ofCloud(page, 'IVM')
        .nth(at)
        .click({ modifiers: ['Control'] });
    await page.keyboard.press('Shift+F2');
    await panel(page).getByLabel('First number').fill('500');
    await panel(page).getByLabel('Step').fill('5');
    await page.keyboard.press('Enter');
    await statusBar(page).getByText('Changed 3 camera numbers').waitFor();
    await cameraRow(page, 505).waitFor();
    await page.keyboard.press('Alt+u');
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      panel(page).getByRole('button', { name: 'Export numbers' }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await saved.createReadStream()) chunks.push(chunk as Buffer);
    made = { file: Buffer.concat(chunks).toString('utf8'), name: await nameOf(page, 505) };
  });
  return made;
}

it('the client carries the numbers of one desk to another by the file, reports each row of a camera that the other desk lacks, and loses nothing else', async () => {
  const { file, name } = await firstDesk();
  const rows = file.trim().split('\r\n').slice(1);
  const foreign = rows.filter((row) => row.includes(',IVP,'));
  expect(foreign.length).toBeGreaterThan(3);
  await withClient('the other desk', { cameras: 6, wall: 4 }, async ({ page }) => {
    await treeRead(page);
    await page.locator('[data-tile="0"]').click();
    await page.keyboard.press('Alt+u');
    const choice = { name: 'numbers.csv', mimeType: 'text/csv', buffer: Buffer.from(file) };
    await panel(page).getByLabel('File of camera numbers').setInputFiles(choice);
    const skipped = foreign.length;
    await panel(page)
      .getByText(new RegExp(`^numbers\\.csv: \\d+ to change, \\d+ the same, rows with a problem: ${skipped}$`))
      .waitFor();
    await panel(page)
      .getByRole('button', { name: /^Set \d+ numbers/ })
      .click();
    await panel(page)
      .getByText(new RegExp(`^numbers\\.csv: \\d+ set, skipped rows: ${skipped}$`))
      .waitFor();
    const told = await panel(page)
      .getByRole('list', { name: 'Rows with a problem' })
      .getByRole('listitem')
      .allInnerTexts();
    const [, lacking = ''] = foreign[0]?.split(',') ?? [];
    expect(told).toHaveLength(foreign.length);
    expect(told[0]).toMatch(new RegExp(`^Line \\d+: no account here lists ${lacking} \\(IVP .+\\)\\.$`));
    await panel(page).getByRole('button', { name: 'Done' }).click();
    await page.keyboard.press('Escape');

    // Every camera that both desks list has the number of the first desk.
    for (const row of rows.filter((one) => !foreign.includes(one))) {
      const [number = '', camera = ''] = row.split(',');
      expect(await nameOf(page, Number(number))).toBe(camera);
    }
    await tile(page, 2).click();
    await page.keyboard.type('505');
    const typed = page.locator('.lv-typed');
    await typed.locator('b').getByText('505', { exact: true }).waitFor();
    await typed.getByText(name ?? '', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await until(async () => (await wallOf(page)).includes(`505 ${name ?? ''}`), 'the camera is on the wall');
  });
});
