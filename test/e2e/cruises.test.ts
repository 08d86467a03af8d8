/** Cruise tracks on the PTZ stage: made by mouse and by keyboard, stored in the simulated cloud, run, stopped and deleted. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import type { CruiseDraft } from '../../preload/domain/ptz/cruises.ts';
import type { ChannelId } from '../../preload/domain/ids.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import * as stage from './ptz-stage.ts';
import { drag } from './screen.ts';
import { sharedClient } from './shared-client.ts';

/** A client of its own for the tests of one story. */
function openStory() {
  const session = sharedClient(
    { cameras: 60, wall: 1, vendors: ['huawei-ivm'], viewport: { width: 1280, height: 720 } },
    { isStory: true },
  );
  return { session, received: (...operations: readonly string[]) => stage.received(session(), ...operations) };
}

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Cruise tracks' });
const row = (page: Page, name: string): Locator => panel(page).getByRole('listitem').filter({ hasText: name });
const editor = (page: Page): Locator => page.locator('.presets-track-editor');
const stay = (page: Page, leg: number): Locator => page.getByLabel(`Stay at leg ${leg}, in seconds`);
const speed = (page: Page, leg: number): Locator => page.getByLabel(`Speed to leg ${leg}`);
const presetsOf = (page: Page): Promise<readonly string[]> => page.locator('.presets-track-choice').allTextContents();
const order = ({ params }: stage.Received): unknown =>
  (params['cruise_points'] as readonly Readonly<Record<string, unknown>>[]).map((point) => [
    point['preset_index'],
    point['dwel_time'],
    point['speedLevel'] ?? point['speed_level'],
  ]);

/** Stores other legs behind the back of the editor. */
async function changeElsewhere(
  page: Page,
  channelId: ChannelId,
  name: string,
  legs: CruiseDraft['legs'],
): Promise<void> {
  const isDone = await page.evaluate(
    async (wanted) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const list = await request['cruises.list']({ channelId: wanted.channelId });
      const id = list.ok ? list.value.tracks.find((one) => one.name === wanted.name)?.id : undefined;
      if (id === undefined) return false;
      const draft = { name: wanted.name, legs: wanted.legs };
      return (await request['cruises.change']({ channelId: wanted.channelId, id, draft, base: null })).ok;
    },
    { channelId, name, legs },
  );
  expect(isDone).toBe(true);
}

/** Stores tracks behind the back of the page. */
async function addElsewhere(page: Page, channelId: ChannelId, drafts: readonly CruiseDraft[]): Promise<void> {
  await page.evaluate(
    async (wanted) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      for (const draft of wanted.drafts) await request['cruises.add']({ channelId: wanted.channelId, draft });
    },
    { channelId, drafts },
  );
}

describe('cruise tracks on the PTZ stage', () => {
  const { session, received } = openStory();

  // @promise cruise.time-of-list: The list of tracks has the time of its reading, also where it is empty.
  it('cruise tracks of a camera without any are named as none, with the time of reading', async () => {
    const { page } = session();
    const dome = await stage.cameraOf(session(), 'huawei-ivm', 'ptzDome');
    await page.keyboard.press('Control+4');
    await stage.listed(page, dome).click();
    await panel(page)
      .getByText(/had no cruise tracks when read at \d\d:\d\d:\d\d/)
      .waitFor();
  });

  // @promise cruise.wrong-field: A wrong stay or speed of a track is marked on its field, and nothing is sent.
  it('cruise tracks with a stay of 29 or a speed of 11 are marked on the field, and no request is sent', async () => {
    const { page } = session();
    await session().control('DELETE', '/requests');
    await panel(page).getByRole('button', { name: 'New cruise track' }).click();
    await editor(page).getByLabel('Name').fill('Night patrol');
    await editor(page).getByRole('button', { name: 'Add leg' }).click();
    await stay(page, 1).fill('29');
    await speed(page, 1).fill('11');
    await editor(page).getByRole('button', { name: 'Save track' }).click();
    await page.getByText('Stay: allowed are 30 to 3600 s.').waitFor();
    await page.getByText('Speed: allowed are 0 to 10.').waitFor();
    await page.getByText('2 values to fix').waitFor();
    expect(await stay(page, 1).getAttribute('aria-invalid')).toBe('true');
    expect(await speed(page, 1).inputValue()).toBe('11');
    expect(await received('addCruiseTrack', 'updateCruiseTrack')).toEqual([]);
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise cruise.by-mouse: The legs of a track are made and moved by mouse and by drag, and stored as they are
  // shown.
  it('cruise tracks of three legs are made by mouse, moved by button and by drag, and stored as they are shown', async () => {
    const { page } = session();
    await stay(page, 1).fill('60');
    await speed(page, 1).fill('4');
    await editor(page).getByRole('button', { name: 'Add leg' }).click();
    await editor(page).getByRole('button', { name: 'Add leg' }).click();
    await stay(page, 3).fill('45');
    expect(await presetsOf(page)).toEqual(['1 Gate', '2 停车场', '3 Overview']);
    await editor(page).getByRole('button', { name: 'Move leg 3 up' }).click();
    expect(await presetsOf(page)).toEqual(['1 Gate', '3 Overview', '2 停车场']);
    await drag(page, page.locator('[data-leg="1"] .presets-track-drag'), page.locator('[data-leg="2"]'), {
      x: 40,
      y: 16,
    });
    expect(await presetsOf(page)).toEqual(['3 Overview', '1 Gate', '2 停车场']);
    await page.getByText('3 legs, a round lasts at least 2:45, without the ways').waitFor();
    await editor(page).getByRole('button', { name: 'Save track' }).click();
    await row(page, 'Night patrol')
      .getByText(/Stopped as read at \d\d:\d\d:\d\d/)
      .waitFor();
    expect((await received('addCruiseTrack')).map(order)).toEqual([
      [
        [3, 45, 4],
        [1, 60, 4],
        [2, 60, 4],
      ],
    ]);
  });

  // @promise cruise.by-key: The legs of a track are made and moved by keyboard alone.
  it('cruise tracks are made by keyboard alone, and legs move with Alt and the arrows', async () => {
    const { page } = session();
    await page.keyboard.press('Shift+T');
    await editor(page).getByLabel('Name').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Day patrol');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('[data-leg="1"] :focus').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('90');
    for (let i = 0; i < 10 && (await page.locator('.presets-track-add:focus').count()) === 0; i += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.locator('[data-leg="2"] :focus').waitFor();
    await page.keyboard.press('Alt+ArrowUp');
    await page.locator('[data-leg="1"] :focus').waitFor();
    expect(await presetsOf(page)).toEqual(['2 停车场', '1 Gate']);
    await page.keyboard.press('Control+s');
    await row(page, 'Day patrol').waitFor();
    expect((await received('addCruiseTrack')).slice(1).map(order)).toEqual([
      [
        [2, 90, 5],
        [1, 90, 5],
      ],
    ]);
  });
});

describe('cruise tracks that are stored', () => {
  const { session, received } = openStory();
  let domeId: ChannelId;

  // @promise cruise.unsaved: Unsaved legs of a track are left after a question only, and stay over another screen.
  it('cruise tracks with unsaved legs are left after a question only, and stay over another screen', async () => {
    const { page } = session();
    const dome = await stage.cameraOf(session(), 'huawei-ivm', 'ptzDome');
    domeId = dome.id;
    const leg = (preset: number) => ({ preset, dwellSec: 90, speed: 5 });
    await addElsewhere(page, domeId, [
      { name: 'Night patrol', legs: [leg(3)] },
      { name: 'Day patrol', legs: [leg(2), leg(1)] },
    ]);
    await page.keyboard.press('Control+4');
    await stage.listed(page, dome).click();
    await row(page, 'Day patrol').getByRole('button', { name: 'Edit Day patrol' }).click();
    await stay(page, 1).fill('120');
    const cameras = page.getByRole('list', { name: 'PTZ cameras' }).getByRole('button');
    await cameras.and(page.locator(':not([aria-current])')).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep editing' }).click();
    await page.keyboard.press('Control+1');
    await editor(page).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+4');
    expect(await stay(page, 1).inputValue()).toBe('120');
    await editor(page).getByRole('button', { name: 'Close' }).click();
    const question = page.getByRole('dialog', { name: 'The cruise track has unsaved changes' });
    await question.getByRole('button', { name: 'Keep editing' }).click();
    expect(await stay(page, 1).inputValue()).toBe('120');
    await editor(page).getByRole('button', { name: 'Close' }).click();
    await question.getByRole('button', { name: 'Discard changes' }).click();
    await row(page, 'Day patrol').waitFor();
    expect(await received('updateCruiseTrack')).toEqual([]);
  });

  // @promise cruise.two-versions: A version of a track that another desk stored shows beside the own one before one
  // replaces the other.
  it('cruise tracks that another desk changed are shown in both versions before one replaces the other', async () => {
    const { page } = session();
    await session().control('DELETE', '/requests');
    const open = (): Promise<void> => row(page, 'Day patrol').getByRole('button', { name: 'Edit Day patrol' }).click();
    await open();
    await stay(page, 1).fill('300');
    await changeElsewhere(page, domeId, 'Day patrol', [{ preset: 3, dwellSec: 77, speed: 5 }]);
    await page.keyboard.press('Control+s');
    const versions = page.getByRole('dialog', { name: 'Day patrol was changed elsewhere' });
    await versions.getByRole('cell', { name: '2 停车场, stay 300 s, speed 5' }).waitFor();
    await versions.getByRole('cell', { name: '3 Overview, stay 77 s, speed 5' }).waitFor();
    expect(await auditPage(page)).toEqual([]);
    expect((await received('updateCruiseTrack')).length).toBe(1);
    await versions.getByRole('button', { name: 'Save mine' }).click();
    await row(page, 'Day patrol').waitFor();
    expect((await received('updateCruiseTrack')).slice(1).map(order)).toEqual([
      [
        [2, 300, 5],
        [1, 90, 5],
      ],
    ]);
    await open();
    await stay(page, 1).fill('400');
    await changeElsewhere(page, domeId, 'Day patrol', [{ preset: 3, dwellSec: 78, speed: 5 }]);
    await page.keyboard.press('Control+s');
    await versions.getByRole('button', { name: 'Take theirs' }).click();
    await until(async () => (await stay(page, 1).inputValue()) === '78', 'the other version is edited');
    await editor(page).getByRole('button', { name: 'Close' }).click();
    await row(page, 'Day patrol').waitFor();
  });

  // @promise cruise.stopped-first: Tracks are started and stopped in their list, and one that runs is stopped before
  // it is deleted.
  it('cruise tracks are started and stopped, and one that runs is stopped before it is deleted', async () => {
    const { page } = session();
    await session().control('DELETE', '/requests');
    const track = row(page, 'Night patrol');
    await track.getByRole('button', { name: 'Start' }).click();
    await track.getByText('Running as read at').waitFor();
    await track.getByRole('button', { name: 'Stop' }).click();
    await track.getByText('Stopped as read at').waitFor();
    await track.getByRole('button', { name: 'Start' }).click();
    await track.getByText('Running as read at').waitFor();
    await track.getByRole('button', { name: 'Delete' }).click();
    const question = page.getByRole('dialog', { name: 'Delete cruise track Night patrol?' });
    await question.getByText('A track that runs is stopped first.').waitFor();
    await question.getByRole('button', { name: 'Delete track' }).click();
    await track.waitFor({ state: 'detached' });
    const sent = await received('enableCruiseTrack', 'deleteCruiseTrack');
    expect(sent.map(({ operation, params, status }) => [params['enable_cruise'] ?? operation, status])).toEqual([
      ['OPEN', 200],
      ['CLOSE', 200],
      ['OPEN', 200],
      ['CLOSE', 200],
      ['deleteCruiseTrack', 200],
    ]);
    await until(async () => (await panel(page).getByRole('listitem').count()) === 1, 'one track is left');
    expect(await auditPage(page)).toEqual([]);
  });
});
