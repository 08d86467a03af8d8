/** One person is added to a list with a photo that is cut, and changed, by keyboard alone. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { focus, hasFocus, tabTo } from './by-keys.ts';
import { until } from './harness.ts';
import { portrait } from './people-files.ts';
import { deviceOf, EMPTY_LIST, fileOf } from './people-screen.ts';
import { requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient(
  { cameras: 300, wall: 1, vendors: ['huawei-ivm'], viewport: { width: 1280, height: 720 } },
  { isStory: true },
);

interface Person {
  readonly name: string;
  readonly gender: string;
  readonly jpegBase64: string;
}
const sent = async (operation: string): Promise<readonly Person[]> =>
  (await requestsOf(session(), operation)).flatMap(({ params }) => params['targets'] as readonly Person[]);

const side = (page: Page): Locator => page.getByRole('navigation', { name: 'Devices and their lists' });
const people = (page: Page): Locator => page.getByRole('region', { name: 'Targets of the list' });
const form = (page: Page): Locator => page.getByRole('form');
const result = (page: Page): Locator => page.getByRole('img', { name: 'Picture as it will be sent' });

async function enter(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  await tabTo(page, wanted);
  await page.keyboard.press('Enter');
}

/** Opens the chooser of files by Enter on the button that shows. */
async function choosePhoto(page: Page, file: string): Promise<void> {
  await tabTo(page, form(page).locator('button', { hasText: 'Choose photo' }));
  const opening = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await opening).setFiles(file);
  await result(page).waitFor();
}

/** Width of the picture that will be sent, in pixels. */
const widthOf = (page: Page): Promise<number> => result(page).evaluate((image: HTMLImageElement) => image.naturalWidth);

describe('one person without a mouse', () => {
  // @promise target.person-by-keys: One person is added with a photo that is cut, changed and deleted without a mouse.
  it('a person is added by keyboard alone, with a photo that the arrow keys cut', async () => {
    const own = session();
    const { page } = own;
    await page.keyboard.press('Control+5');
    const { name } = await deviceOf(own, 'NVR');
    await enter(page, side(page).getByRole('button', { name }));
    await enter(page, side(page).getByRole('button', { name: EMPTY_LIST.name }));
    await page.getByText('This list has no targets.').waitFor();
    await enter(page, people(page).getByRole('button', { name: 'Add target', exact: true }));
    await form(page).waitFor();
    await choosePhoto(page, await fileOf(own, 'face.jpg', portrait(7)));
    const whole = await widthOf(page);
    const corner = form(page).getByRole('button', { name: 'Right edge of the cut' });
    await tabTo(page, corner);
    for (let i = 0; i < 2; i += 1) await page.keyboard.press('Shift+ArrowLeft');
    await until(async () => (await widthOf(page)) < whole, 'the picture is cut');
    await hasFocus(page, corner);
    expect(await auditPage(page)).toEqual([]);
    await tabTo(page, form(page).getByLabel('Name'));
    await page.keyboard.type('Min Zhao');
    await tabTo(page, form(page).getByLabel('Gender'));
    await page.keyboard.press('End');
    await tabTo(page, form(page).getByLabel('External ID'));
    await page.keyboard.type('KEY_1');
    await enter(page, form(page).getByRole('button', { name: 'Add', exact: true }));
    await form(page).waitFor({ state: 'detached' });
    await people(page).getByText('KEY_1').first().waitFor();
    expect(await sent('batchAddTargets')).toMatchObject([{ name: 'Min Zhao' }]);
    await until(async () => (await focus(page).count()) === 1, 'something has the focus');
  });

  // @promise target.person-by-keys
  it('a person is opened and renamed by keyboard alone, and the picture stays as it was', async () => {
    const { page } = session();
    const grid = page.getByRole('grid', { name: 'Targets of the list' });
    await tabTo(page, grid);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const inspector = page.getByRole('complementary', { name: 'Chosen target' });
    await enter(page, inspector.getByRole('button', { name: 'Edit', exact: true }));
    await hasFocus(page, form(page).getByLabel('Name'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Min Zhao-2');
    await page.keyboard.press('Enter');
    await form(page).waitFor({ state: 'detached' });
    await people(page).getByText('Min Zhao-2').first().waitFor();
    const [added] = await sent('batchAddTargets');
    expect(await sent('batchUpdateTargets')).toMatchObject([
      { name: 'Min Zhao-2', jpegBase64: added?.jpegBase64, gender: added?.gender },
    ]);
  });

  // @promise target.person-by-keys
  it('a person is deleted by keyboard alone after a question, and the report is closed', async () => {
    const own = session();
    const { page } = own;
    const grid = page.getByRole('grid', { name: 'Targets of the list' });
    await tabTo(page, grid);
    for (const key of ['Home', 'Space', 'Delete']) await page.keyboard.press(key);
    const question = page.getByRole('dialog', { name: 'Delete 1 target?' });
    await hasFocus(page, question.getByRole('button', { name: 'Keep' }));
    expect(await auditPage(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    expect(await requestsOf(own, 'batchDeleteTargets')).toEqual([]);
    await hasFocus(page, grid);
    await page.keyboard.press('Delete');
    await hasFocus(page, question.getByRole('button', { name: 'Keep' }));
    await page.keyboard.press('Shift+Tab');
    await hasFocus(page, question.getByRole('button', { name: 'Delete 1 target' }));
    await page.keyboard.press('Enter');
    const report = page.getByRole('region', { name: 'Deletion' });
    await report.getByText('1 done').waitFor();
    await page.getByText('This list has no targets.').waitFor();
    expect((await requestsOf(own, 'batchDeleteTargets')).map(({ params }) => params['target_ids'])).toHaveLength(1);
    expect(await auditPage(page)).toEqual([]);
    await enter(page, report.getByRole('button', { name: 'Close' }));
    await report.waitFor({ state: 'detached' });
  });
});
