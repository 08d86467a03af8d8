/** Pictures of the past: the time code in the simulator's picture is the moment that the screen shows. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { channelRefOf, type ChannelId } from '../../preload/domain/ids.ts';
import { readTimeCode } from '../simulator/media/time-code.ts';
import { until, type Session } from './harness.ts';
import { codesOf, orderFootage, orderLastDays, shownBy, shownPictures, stampMs, type Shown } from './past-screen.ts';
import { cameraRow, requestsOf, statusBar } from './screen.ts';
import { sharedClient } from './shared-client.ts';

/** The header shows whole seconds, ten times a second. */
const HEAD_MS = 1_200;
/**
 * After an order no device says with which picture the order takes effect: the moments are estimated, and on a busy computer
 * pictures of the moment before are on their way for longer.
 */
const ESTIMATED_MS = 4_000;
/** The client asks a device that is off line again every half minute. */
const LONGEST_OFF_LINE_MS = 90_000;
/** A picture of the sub-stream stands so long. */
const PICTURE_MS = 67;
/** Cameras in step differ by five pictures at the most. */
const IN_STEP_MS = 5 * PICTURE_MS;

const HOUR_MS = 3_600_000;

const NOW_IN_BEIJING_MS = Date.now() + 8 * HOUR_MS;
/** The midnight in Beijing with which yesterday began, epoch ms: 24 to 48 hours ago. Read once: midnight may pass meanwhile. */
const YESTERDAY_MS = NOW_IN_BEIJING_MS - (NOW_IN_BEIJING_MS % (24 * HOUR_MS)) - 32 * HOUR_MS;

async function untilInStep(page: Page, number: number, aboveMs = 0, withinMs = HEAD_MS): Promise<number> {
  let codeMs = 0;
  let last: Shown | null = null;
  await until(async () => {
    const shown = await shownBy(page, number);
    last = shown;
    if (shown === null || shown.codeMs === null || shown.codeMs < aboveMs) return false;
    codeMs = shown.codeMs;
    return Math.abs(shown.codeMs - shown.headMs) < withinMs;
  }, `camera ${number} shows the moment that its header tells`).catch((error: unknown) => {
    throw new Error(`${String(error)}: above ${aboveMs}, last ${JSON.stringify(last)}`);
  });
  return codeMs;
}

/** The moment under the pointer, as the tip of the timeline shows; null without a tip. */
async function hoveredMs(page: Page): Promise<number | null> {
  const tip = page.locator('.tml-tip .mono');
  return (await tip.count()) === 0 ? null : stampMs(await tip.innerText());
}

async function openInPlayback(page: Page, number: number): Promise<void> {
  await page.keyboard.press('Control+1');
  await cameraRow(page, number).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open in playback' }).click();
  await page.getByRole('group', { name: new RegExp(`^${number} `) }).waitFor();
}

/** Beside the cameras that are reviewed. */
async function addToPlayback(page: Page, number: number): Promise<void> {
  await page.keyboard.press('Control+1');
  await cameraRow(page, number).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Add to the review in playback' }).click();
  await page.getByRole('group', { name: new RegExp(`^${number} `) }).waitFor();
}

async function orderYesterday(session: Session): Promise<void> {
  await orderLastDays(session, { vendor: 'huawei-ivm', place: 'cloud' });
  // A camera opens with the recordings of its device where that has newer ones.
  const range = { fromMs: YESTERDAY_MS, toMs: YESTERDAY_MS + HOUR_MS };
  await orderFootage(session, { vendor: 'huawei-ivm', place: 'device' }, 'recorded', range);
}

/** Half past midnight in Beijing, yesterday, with camera 104 selected. */
async function goToMoment(page: Page): Promise<void> {
  const day = new Date(YESTERDAY_MS + 8 * HOUR_MS).toISOString().slice(0, 10);
  await page.getByRole('textbox', { name: 'Date and time' }).fill(`${day} 00:30:00`);
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: /^104 / }).click();
}

describe('recordings of the cloud', () => {
  const session = sharedClient({ cameras: 40, wall: 1 }, { isStory: true });
  beforeAll(() => orderYesterday(session()));

  // @promise screen.chosen-moment: A click on the timeline, or a key, shows the picture of that moment, and the picture
  // plays on from there; the header shows the moment of the picture.
  it('shows the picture of the moment that was chosen, and plays on from there', async () => {
    const { page } = session();
    await openInPlayback(page, 101);
    await page
      .getByText(/ % of the view recorded/)
      .first()
      .waitFor();
    await page.keyboard.press('p');
    const first = await untilInStep(page, 101);
    await page.keyboard.press('k');
    await until(async () => ((await shownBy(page, 101))?.codeMs ?? 0) > first + 2_000, 'the picture moves on');
    await page.keyboard.press('k');
    await page.keyboard.press('Shift+ArrowRight');
    await untilInStep(page, 101, first + 30_000);
  });

  // @promise screen.same-moment: Several cameras show the same moment.
  it('shows two cameras at the same moment', async () => {
    const { page } = session();
    await addToPlayback(page, 104);
    await goToMoment(page);
    await untilInStep(page, 104);
    await untilInStep(page, 101);
    await page.keyboard.press('k');
    await until(async () => {
      const codes = await codesOf(page, 101, 104);
      return codes !== null && Math.abs(codes[0] - codes[1]) < 400;
    }, 'both cameras show the same moment while they play');
    await page.keyboard.press('k');
  });

  // @promise screen.in-step: Several cameras play in step.
  it('four cameras play in step', async () => {
    const { page } = session();
    for (const number of [105, 106]) await addToPlayback(page, number);
    await page.keyboard.press('k');
    let latest = 0;
    const inStep = async (aboveMs: number): Promise<boolean> => {
      const codes = (await shownPictures(page)).map(({ codeMs }) => codeMs ?? 0);
      latest = Math.max(...codes);
      return codes.length === 4 && Math.min(...codes) > aboveMs && latest - Math.min(...codes) <= IN_STEP_MS;
    };
    await until(() => inStep(1), 'four cameras show the same moment');
    const before = latest;
    await until(() => inStep(before + 3_000), 'they are in step three seconds later');
    await page.keyboard.press('k');
    for (const number of [106, 105]) {
      await page.getByRole('group', { name: new RegExp(`^${number} `) }).click();
      await page.keyboard.press('Delete');
    }
    await page.getByRole('group', { name: /^104 / }).click();
  });

  // @promise screen.steps: Pictures are stepped through one by one in both directions.
  it('steps to the next picture and to the one before, and stands still there', async () => {
    const { page } = session();
    await page.keyboard.press('Shift+ArrowRight');
    const from = await untilInStep(page, 104);
    await page.keyboard.press('.');
    const next = await untilInStep(page, 104, from + 1);
    expect(next - from).toBeLessThanOrEqual(2 * PICTURE_MS);
    await until(async () => (await shownBy(page, 101))?.codeMs !== null, 'the other camera follows');
    await page.keyboard.press(',');
    await until(async () => ((await shownBy(page, 104))?.codeMs ?? Infinity) < next, 'the picture before shows');
  });
});

describe('a moment of two cameras', () => {
  const session = sharedClient({ cameras: 40, wall: 1 }, { isStory: true });
  beforeAll(async () => {
    await orderYesterday(session());
    const { page } = session();
    await openInPlayback(page, 101);
    await addToPlayback(page, 104);
    await goToMoment(page);
  });

  // @promise timeline.tip-picture: The tip of the timeline shows the picture of the moment under the pointer.
  it('the timeline shows the key picture of the moment under the pointer', async () => {
    const { page } = session();
    const shownMs = await untilInStep(page, 104);
    const board = await page.getByRole('slider', { name: 'Moment' }).boundingBox();
    if (board === null) throw new Error('the timeline is not there');
    const y = board.y + 30;
    /** The moment under the pointer at this place of the timeline. */
    const hoverAt = async (x: number): Promise<number> => {
      await page.mouse.move(x, y);
      return (await hoveredMs(page)) ?? Number.NaN;
    };
    const [left, right] = [board.x + 20, board.x + board.width - 20];
    const [firstMs, lastMs] = [await hoverAt(left), await hoverAt(right)];
    await page.mouse.move(left + ((shownMs - firstMs) / (lastMs - firstMs)) * (right - left), y);
    const preview = page.locator('.tml-tip canvas[data-preview="picture"]');
    await preview.waitFor();
    // The picture stands above the time, and covers no words of the tip.
    const [above, words] = [await preview.boundingBox(), await page.locator('.tml-tip .mono').boundingBox()];
    expect((above?.y ?? Infinity) + (above?.height ?? 0)).toBeLessThanOrEqual(words?.y ?? 0);
    const code = await preview.evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) return null;
      const data = canvas.getContext('2d')?.getImageData(0, canvas.height - 1, canvas.width, 1).data;
      return data === undefined ? null : { row: [...data], width: canvas.width };
    });
    const atMs = await hoveredMs(page);
    const codeMs = code === null ? null : readTimeCode(code.row, code.width, 1);
    expect(Math.abs((codeMs ?? 0) - (atMs ?? Infinity))).toBeLessThan(15_000);
    await page.mouse.move(board.x, 10);
  });

  // @promise timeline.preview: The tip shows the key picture of the moment under the pointer: at once where the
  // recording is loaded, else when the pointer rests.
  it('a moment that is not loaded has a picture too, of the camera under the pointer, for one address in two hours', async () => {
    const { page } = session();
    const addresses = async (): Promise<number> => (await requestsOf(session(), 'getPlaybackConnections')).length;
    const board = await page.getByRole('slider', { name: 'Moment' }).boundingBox();
    if (board === null) throw new Error('the timeline is not there');
    const shownMs = await untilInStep(page, 104);
    const before = await addresses();
    const tip = page.locator('.tml-tip');
    const preview = tip.locator('canvas[data-preview="picture"]');
    // The first row is that of all cameras, the second that of camera 101, which is not selected.
    const y = board.y + 22 + 30 + 15;
    const at = async (share: number): Promise<readonly [moment: number, code: number]> => {
      await page.mouse.move(board.x + board.width * share, y);
      await preview.waitFor();
      const code = await preview.evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) return null;
        const data = canvas.getContext('2d')?.getImageData(0, canvas.height - 1, canvas.width, 1).data;
        return data === undefined ? null : { row: [...data], width: canvas.width };
      });
      const codeMs = code === null ? null : readTimeCode(code.row, code.width, 1);
      return [(await hoveredMs(page)) ?? Number.NaN, codeMs ?? 0];
    };
    const share = 0.3;
    await page.mouse.move(board.x + board.width * share, y);
    expect(await tip.innerText()).toMatch(/Recorded/);
    const [firstMs, codeMs] = await at(share);
    expect(await tip.innerText()).toMatch(/^101 /);
    expect(Math.abs(firstMs - shownMs)).toBeGreaterThan(2 * HOUR_MS);
    expect(Math.abs(codeMs - firstMs)).toBeLessThan(15_000);
    const [nextMs, nextCodeMs] = await at(share + 0.002);
    expect(Math.abs(nextCodeMs - nextMs)).toBeLessThan(15_000);
    expect((await addresses()) - before).toBeLessThanOrEqual(2);
    await page.mouse.move(board.x, 10);
  });

  // @promise screen.snapshot: A snapshot of a recording holds the picture of the moment, with the recorded time below.
  it('a snapshot shows the picture of the moment, and the moment below the picture', async () => {
    const { page } = session();
    const codeMs = await untilInStep(page, 104);
    await page.locator('.tile-frame.sel').focus();
    await page.keyboard.press('Alt+s');
    await statusBar(page)
      .getByRole('button', { name: /^Saved files: / })
      .waitFor();
    await page.keyboard.press('Alt+Shift+K');
    const list = page.getByRole('dialog', { name: 'Saved files' });
    const path = (await list.getByRole('note').first().getAttribute('title')) ?? '';
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    const inFile = await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      const below = Math.round(Math.min(72, Math.max(36, bitmap.width * 0.05)));
      const row = context?.getImageData(0, bitmap.height - below - 3, bitmap.width, 1).data ?? [];
      return { row: [...row], width: bitmap.width };
    }, readFileSync(path).toString('base64'));
    expect(readTimeCode(inFile.row, inFile.width, 1)).toBe(codeMs);
  });

  // @promise screen.stands-apart: A camera can stand apart from the common clock, and the offset of its clock is set by
  // eye.
  // @promise failures.camera-clock: By how much the clock of a camera is off is set by eye and stored.
  it('a camera stands apart from the common clock, and has the offset that was set by eye', async () => {
    const { page } = session();
    const codes = async (): Promise<readonly [number, number]> => (await codesOf(page, 101, 104)) ?? [0, 0];
    const isAhead = (byMs: number) => async (): Promise<boolean> => {
      const [a, b] = await codes();
      return a > 0 && b > 0 && Math.abs(b - a - byMs) <= IN_STEP_MS;
    };
    let still = 0;
    await until(async () => {
      [still] = await codes();
      return still > 0 && (await isAhead(0)());
    }, 'the cameras are in step');
    await page.keyboard.press('y');
    await page.getByText(/^Clock offset: not set/).waitFor();
    await page.keyboard.press('ArrowRight');
    // A picture that is drawn at the moment of the look has no code yet.
    const stands = async (): Promise<boolean> => (await codes())[0] === still;
    await until(
      async () => (await isAhead(5_000)()) && (await stands()),
      'the camera shows its own moment, and the other one stays',
    );
    await page.keyboard.press('Shift+Y');
    await page.getByText(/^offset \+[45]\.\d\d s by eye$/).waitFor();
    await page.keyboard.press('k');
    await until(async () => {
      const [a, b] = await codes();
      return a > still + 2_000 && Math.abs(b - a - 5_000) <= IN_STEP_MS;
    }, 'both play, five seconds apart');
    await page.keyboard.press('k');
    await page.keyboard.press('Shift+Y');
    await until(isAhead(0), 'the offset is taken away');
    await page.keyboard.press('Control+z');
    await until(isAhead(5_000), 'the offset is there again');
    await page.getByRole('button', { name: /^offset \+[45]\.\d\d s by eye, Clear the offset$/ }).click();
    await until(isAhead(0), 'the offset is taken away again');
    await page.keyboard.press('Shift+ArrowLeft');
  });

  // @promise screen.repeats: A part from A to B is repeated until the operator ends this.
  it('repeats from A to B until the operator ends this', async () => {
    const { page } = session();
    const from = await untilInStep(page, 104);
    await page.keyboard.press('[');
    await page.getByText(/^Loop from .+: set the end$/).waitFor();
    await page.keyboard.press('ArrowRight');
    await untilInStep(page, 104, from + 4_000);
    await page.keyboard.press(']');
    await page.getByText(/^Loop 20.+ to 20/).waitFor();
    await page.keyboard.press('k');
    let latest = 0;
    let turns = 0;
    await until(async () => {
      const codeMs = (await shownBy(page, 104))?.codeMs ?? null;
      if (codeMs === null) return false;
      if (codeMs < latest - 2_000) turns += 1;
      latest = codeMs;
      expect(codeMs).toBeLessThan(from + 6_500);
      return turns >= 2;
    }, 'the part has begun again twice');
    await page.keyboard.press('\\');
    await until(async () => ((await shownBy(page, 104))?.codeMs ?? 0) > from + 7_000, 'playback goes on behind B');
    await page.keyboard.press('k');
  });
});

describe('recordings of the device', () => {
  const session = sharedClient({ cameras: 24, vendors: ['tencent-ivp'], wall: 1 }, { isStory: true });
  beforeAll(async () => {
    await orderLastDays(session(), { vendor: 'tencent-ivp', place: 'device' });
  });

  /** A camera on line whose device records. */
  const recordedByDevice = (page: Page): Promise<{ readonly number: number; readonly id: ChannelId }> =>
    page.evaluate(async () => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const accounts = await request['account.list']({});
      const accountId = accounts.ok ? accounts.value[0]?.id : undefined;
      if (accountId === undefined) throw new Error('no account');
      const rows = await request['directory.page']({ accountId, cursor: null, limit: 500 });
      const fits = (rows.ok ? rows.value.channels : []).find(
        ({ reachable, isFrozen, capabilities }) =>
          reachable === 'online' && !isFrozen && capabilities.includes('device-record'),
      );
      if (fits === undefined) throw new Error('no device records');
      return { number: fits.number, id: fits.id };
    });

  // @promise screen.device-moment: Recordings that a device plays at its own pace show the moment that was chosen too.
  it('a recording that the device plays at its own pace shows the moment that was chosen, plays on, and is ordered to another moment', async () => {
    const { page } = session();
    const { number } = await recordedByDevice(page);
    await openInPlayback(page, number);
    await page.keyboard.press('Alt+p');
    await page
      .getByText(/^Device, .*of the view recorded/)
      .first()
      .waitFor();
    await page.keyboard.press('p');
    const first = await untilInStep(page, number);
    await page.keyboard.press('k');
    await until(async () => ((await shownBy(page, number))?.codeMs ?? 0) > first + 2_000, 'the picture moves on');
    // Devices may ignore the speed that they are asked for.
    await page
      .getByRole('group', { name: new RegExp(`^${number} `) })
      .getByText(/^measured \d\.\d\d×$/)
      .waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('Shift+ArrowRight');
    await untilInStep(page, number, first + 29_000, ESTIMATED_MS);
  });

  // @promise failures.list-of-device
  it('a device that goes off line while it plays is said to be off line, and its recording shows again by itself once it is back', async () => {
    const { page, control } = session();
    const { number, id } = await recordedByDevice(page);
    const { deviceNativeId: deviceId } = channelRefOf(id);
    const tile = page.getByRole('group', { name: new RegExp(`^${number} `) });
    await page.keyboard.press('k');
    const lastMs = await untilInStep(page, number, 0, ESTIMATED_MS);
    await control('POST', '/devices', { deviceId, isOnline: false });
    await tile.getByText('The device is offline.', { exact: true }).first().waitFor();
    await tile.getByText(/^Reconnecting, try \d+$/).waitFor();
    await control('POST', '/devices', { deviceId, isOnline: true });
    await until(
      async () => ((await shownBy(page, number))?.codeMs ?? 0) >= lastMs,
      'the picture shows again',
      LONGEST_OFF_LINE_MS,
    );
  });
});
