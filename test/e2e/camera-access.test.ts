/** The picture of a camera that Huawei VIS takes only on an order: by hand, and by times of the day. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { NumberedChannel } from '../../preload/domain/cameras/cameras.ts';
import { auditPage } from './audit.ts';
import { dialog, openSettings } from './camera-settings-screen.ts';
import { listsClosed } from './onboarding-screen.ts';
import { requestsOf, treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient(
  { cameras: 16, wall: 1, vendors: ['huawei-vis'], viewport: { width: 1280, height: 720 } },
  { isStory: true },
);

/** The number of a camera over GB28181 that is on line. @param isAlone it has a device of its own; else a recorder. */
async function numberOfCamera(page: Page, isAlone: boolean): Promise<number> {
  const cameras = await page.evaluate(async () => {
    const accounts = await window.lanner?.request['account.list']({});
    const [account] = accounts?.ok === true ? accounts.value : [];
    if (account === undefined) return [];
    const answer = await window.lanner?.request['directory.page']({ accountId: account.id, cursor: null, limit: 500 });
    return answer?.ok === true ? answer.value.channels : [];
  });
  const isOne = ({ deviceId }: NumberedChannel): boolean =>
    cameras.filter((one) => one.deviceId === deviceId).length === 1;
  const found = cameras.find(
    (one) => one.protocol === 'gb28181' && one.reachable === 'online' && isOne(one) === isAlone,
  );
  if (found === undefined) throw new Error('no camera over GB28181 is on line');
  return found.number;
}

/** Types an end of the times into its list. */
async function chooseEnd(page: Page, time: string): Promise<void> {
  await dialog(page).getByLabel('End (UTC+8)').press('Enter');
  await page.keyboard.type(time);
  await page.locator('.ant-select-item-option-active').filter({ hasText: time }).waitFor();
  await page.keyboard.press('Enter');
  await listsClosed(page);
}

const strategies = () => requestsOf(session(), 'updateChannelAccessStrategy');
const button = (box: Locator, name: string): Locator => box.getByRole('button', { name, exact: true });

describe('the picture of a camera in Huawei VIS', () => {
  // @promise access.by-hand: The picture of a camera of Huawei VIS is switched on and off by hand, and the state
  // follows by itself.
  it('the picture of a camera is switched off and on by hand, and its state follows by itself', async () => {
    const { page } = session();
    await treeRead(page);
    const box = await openSettings(page, await numberOfCamera(page, true));
    await box.getByText('The cloud takes the picture.').waitFor();
    await button(box, 'Switch the picture off').press('Enter');
    await box.getByText('Registered, and the cloud takes no picture.').waitFor();
    await button(box, 'Switch the picture on').press('Enter');
    await box.getByText('The cloud takes the picture.').waitFor();
    expect(await requestsOf(session(), 'updateChannel')).toHaveLength(2);
  });

  it('has times of the day in the time of the cloud, by ten minutes, and times that do not fit cannot be saved', async () => {
    const { page } = session();
    const box = dialog(page);
    await box.getByText('All times are those of the cloud, UTC+8, by ten minutes.').waitFor();
    await box.getByText('No times were set so far.').waitFor();
    await chooseEnd(page, '09:50');
    await box.getByText('The end has to be after the start.').waitFor();
    expect(await auditPage(page)).toEqual([]);
    await button(box, 'Save the times').press('Enter');
    expect(await strategies()).toEqual([]);
    await chooseEnd(page, '18:00');
    await box.getByText('The end has to be after the start.').waitFor({ state: 'detached' });
  });

  // @promise access.active-times: While times of the day are active, orders by hand are off with the reason.
  it('the picture of a camera cannot be switched by hand while its times are active, and the reason stands there', async () => {
    const { page } = session();
    const box = dialog(page);
    await button(box, 'Save the times').press('Enter');
    await box.getByText('These times are active.').waitFor();
    await box
      .getByText('The times of the day are active: the cloud refuses orders by hand until they are stopped.')
      .waitFor();
    const order = box.getByRole('button', { name: /^Switch the picture/ });
    expect(await order.getAttribute('aria-disabled')).toBe('true');
    await order.press('Enter');
    expect(await requestsOf(session(), 'updateChannel')).toHaveLength(2);
    expect(await auditPage(page)).toEqual([]);
  });

  it('its times stay active when they are edited, and it is free again once they are stopped', async () => {
    const { page } = session();
    const box = dialog(page);
    await box.getByRole('radio', { name: 'Once' }).press('Enter');
    await button(box, 'Save the times').press('Enter');
    await box.getByText('The cloud has the times.').waitFor();
    await box.getByText('These times are active.').waitFor();
    const sent = (await strategies()).map(({ params }) => params);
    expect(sent.at(-1)).toMatchObject({ state: 'ACTIVE', periodicity: 'ONCE', start_time: '10:00', total_length: 240 });
    await box.getByRole('radio', { name: 'Stopped' }).press('Enter');
    await button(box, 'Save the times').press('Enter');
    await box.getByText('These times are stopped.').waitFor();
    await button(box, 'Switch the picture on').press('Enter');
    await box.getByText('The cloud takes the picture.').waitFor();
  });

  it('the page of a camera is that of a recorder too, whose channels are read again one reading at a time', async () => {
    const { page } = session();
    await button(dialog(page), 'Close the settings').press('Enter');
    await dialog(page).waitFor({ state: 'detached' });
    const box = await openSettings(page, await numberOfCamera(page, false));
    const order = button(box, 'Read the channels of the recorder again');
    await order.press('Enter');
    await box.getByText('The cloud reads the channels of the recorder now').waitFor();
    expect(await order.getAttribute('aria-disabled')).toBe('true');
    await box.getByText('The cloud reads the channels of the recorder now').waitFor({ state: 'detached' });
    expect(await requestsOf(session(), 'refreshNvrChannels')).toHaveLength(1);
  });
});
