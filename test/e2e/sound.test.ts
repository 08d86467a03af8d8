/** The sound of one camera, as an operator asks for it: of cameras that send AAC, and of those that send G.711. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { until, untilPlaying } from './harness.ts';
import { awayFromMidnight, beginPlayback, orderLastDays, recordedCameras, shownPictures } from './past-screen.ts';
import { tile, treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

/** `window.lanner`, as far as the test asks it. */
interface Lanner {
  request: Readonly<Record<string, (input: unknown) => Promise<{ ok: boolean; value?: unknown }>>>;
}

/** The camera of a tile, and what its stream carries for the ear. */
const soundOf = (page: Page, number: number): Promise<{ readonly id: string; readonly kind: string }> =>
  page.evaluate(async (index) => {
    const { lanner } = window as unknown as { lanner: Lanner };
    const walls = (await lanner.request['wall.list']?.({}))?.value as { tiles: string[] }[];
    const id = walls[0]?.tiles[index] ?? '';
    const answer = await lanner.request['clip.sound']?.({ channelId: id, profile: 'sub' });
    return { id, kind: (answer?.value as { kind?: string } | undefined)?.kind ?? '' };
  }, number - 1);

describe('the sound of a camera', () => {
  const session = sharedClient({ wall: 4 });

  // @promise tile.sound: A camera is heard on its tile, whether it sends AAC or G.711, and muted with one key.
  it.each([
    { sound: 'alaw', kind: 'g711', number: 1 },
    { sound: 'ulaw', kind: 'g711', number: 2 },
    { sound: 'aac', kind: 'aac', number: 3 },
  ])(
    'a camera that sends $sound is heard on its tile, and is off again with one key',
    async ({ sound, kind, number }) => {
      const { page, control } = session();
      await untilPlaying(session(), 4);
      const { id } = await soundOf(page, number);
      const [deviceId, channelId] = id
        .slice(id.indexOf(':') + 1)
        .split('/')
        .map(decodeURIComponent);
      await control('POST', '/media/past', { deviceId, channelId, sound });
      // The microphone is switched on: the camera begins its stream anew.
      await control('POST', '/faults', { kind: 'reset-media', deviceId, channelId });
      await until(async () => (await soundOf(page, number)).kind === kind, 'the stream carries the sound');
      await untilPlaying(session(), 4);
      await tile(page, number).click();
      await page.keyboard.press('h');
      const sign = tile(page, number).getByRole('img', { name: 'Listening', exact: true });
      await sign.waitFor();
      await page.keyboard.press('m');
      await sign.waitFor({ state: 'detached' });
    },
  );

  // @promise sound.replay: The replay of a tile has its own sound.
  it.each([
    { sound: 'alaw', number: 1 },
    { sound: 'aac', number: 3 },
  ])(
    'a replay of a camera that sends $sound ends the live sound, and is heard itself where that is asked for',
    async ({ number }) => {
      const { page } = session();
      await tile(page, number).click();
      await page.keyboard.press('h');
      const sign = (name: string) => tile(page, number).getByRole('img', { name, exact: true });
      await sign('Listening').waitFor();
      await page.keyboard.press('b');
      await page.getByRole('group', { name: `Replay of tile ${number}, not live` }).waitFor();
      await sign('Listening').waitFor({ state: 'detached' });
      await page.keyboard.press('h');
      await sign('Listening to the replay').waitFor();
      await page.keyboard.press('Alt+v');
      await sign('Listening to the replay').waitFor({ state: 'detached' });
      expect(await sign('Listening').count()).toBe(0);
    },
  );
});

describe('the sound of recordings', () => {
  const session = sharedClient({ cameras: 40, vendors: ['huawei-ivm', 'tencent-ivp'], wall: 1 });
  const HOUR_MS = 3_600_000;
  beforeAll(() => treeRead(session().page));

  // @promise sound.selected: The sound of the selected camera is heard by key (H) or by the button of the bar, at
  // normal speed only; every window begins mute, and no other camera is heard.
  it('of recordings the selected camera is heard, at normal speed only, and only after the operator asked for it', async () => {
    const vendor = 'huawei-ivm';
    const { toMs: atMs } = await orderLastDays(session(), { vendor, place: 'cloud' });
    await session().control('POST', '/media/past', { vendor, sound: 'aac' });
    const range = { fromMs: atMs + HOUR_MS, toMs: atMs + 2 * HOUR_MS };
    const cameras = await recordedCameras(session().page, { vendor, place: 'cloud', range, count: 2 });
    const page = await beginPlayback(session(), cameras, range.fromMs);
    await until(async () => (await shownPictures(page)).length === 2, 'both cameras show a picture');
    const heard = (): Promise<readonly boolean[]> =>
      page.locator('.tile-frame video').evaluateAll((videos) => videos.map((one) => !(one as HTMLVideoElement).muted));
    expect(await heard()).toEqual([false, false]);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.keyboard.press('h');
    const sign = (name: string) => page.getByRole('img', { name, exact: true });
    await sign('Listening').waitFor();
    expect(await heard()).toEqual([true, false]);
    await page.keyboard.press('ArrowDown');
    await until(async () => (await heard())[1] === true, 'the next camera is heard');
    expect(await heard()).toEqual([false, true]);
    await page.keyboard.press('>');
    await sign('Silent at other speeds than 1×').waitFor();
    expect(await heard()).toEqual([false, false]);
    await page.keyboard.press('<');
    await sign('Listening').waitFor();
    await page.keyboard.press('h');
    await sign('Listening').waitFor({ state: 'detached' });
    expect(await heard()).toEqual([false, false]);
  });

  it.each([
    { vendor: 'tencent-ivp', place: 'device', sound: null, says: 'No sound comes with this recording' },
    { vendor: 'tencent-ivp', place: 'device', sound: 'ulaw', says: 'Listening' },
    { vendor: 'tencent-ivp', place: 'device', sound: 'aac', says: 'Listening' },
    { vendor: 'huawei-ivm', place: 'cloud', sound: 'alaw', says: 'Listening' },
  ] as const)(
    'of recordings of $vendor ($place) with $sound the tile says "$says"',
    async ({ vendor, place, sound, says }) => {
      await orderLastDays(session(), { vendor, place });
      if (sound !== null) await session().control('POST', '/media/past', { vendor, sound });
      const atMs = awayFromMidnight(Date.now() - 3 * HOUR_MS);
      const range = { fromMs: atMs - HOUR_MS / 12, toMs: atMs + HOUR_MS / 6 };
      const cameras = await recordedCameras(session().page, { vendor, place, range, count: 1 });
      const page = await beginPlayback(session(), cameras, atMs);
      await until(async () => (await shownPictures(page)).length === 1, 'the camera shows a picture');
      await page.getByRole('button', { name: 'Play', exact: true }).click();
      await page.keyboard.press('h');
      await page.getByRole('img', { name: says, exact: true }).waitFor();
    },
  );
});
