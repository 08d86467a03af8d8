/** The tools of a tile as an operator uses them: keep, look closer, look back, listen, report. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Clip } from '../../preload/contract/clips.ts';
import { until, untilPlaying } from './harness.ts';
import { picturesOf, readPng, requestsOf, statusBar, tile } from './screen.ts';
import { expectClip } from './saved-library.ts';
import { sharedClient } from './shared-client.ts';

const exec = promisify(execFile);

/** `window.lanner`, as far as the tests ask it. */
interface Lanner {
  request: Readonly<Record<string, (input: unknown) => Promise<{ ok: boolean; value?: unknown }>>>;
}

const clipsOf = (page: Page): Promise<readonly Clip[]> =>
  page.evaluate(async () => {
    const { lanner } = window as unknown as { lanner: Lanner };
    return (await lanner.request['clip.list']?.({}))?.value as readonly Clip[];
  });

/** The tool of a tile's toolbar, brought up by the pointer. */
async function tool(page: Page, number: number, key: string) {
  await tile(page, number).locator('.tile-pic').hover();
  return tile(page, number).locator(`[data-tool="${key}"]`);
}

/** The path that the status line names: whole in its tooltip, with its middle cut in the line. */
async function savedPath(page: Page, words: RegExp): Promise<string> {
  const line = statusBar(page).getByRole('status');
  await until(async () => words.test((await line.textContent()) ?? ''), `the status line says ${words.source}`);
  const whole = (await line.locator('.notice-words').getAttribute('title')) ?? '';
  return /: (\/.*?\.(?:png|mp4))/.exec(whole)?.[1] ?? '';
}

/** Has ffmpeg decode every picture of a clip without a word. @returns its length in seconds, as ffprobe says. */
async function playedLength(file: string): Promise<number> {
  expect((await exec('ffmpeg', ['-v', 'warning', '-i', file, '-f', 'null', '-'])).stderr).toBe('');
  const args = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file];
  return Number((await exec('ffprobe', args)).stdout);
}

/** The camera of a tile, and over what it comes. */
const streamOf = (page: Page, number: number): Promise<{ readonly id: string; readonly transport: string }> =>
  page.evaluate(async (index) => {
    const { lanner } = window as unknown as { lanner: Lanner };
    const walls = (await lanner.request['wall.list']?.({}))?.value as { tiles: string[] }[];
    const id = walls[0]?.tiles[index] ?? '';
    const ticket = await lanner.request['live.open']?.({ channelId: id, profile: 'sub' });
    const { leaseId, transport } = ticket?.value as { leaseId: string; transport: string };
    await lanner.request['live.close']?.({ leaseId });
    return { id, transport };
  }, number - 1);

describe('the tools of a tile', () => {
  const session = sharedClient({ wall: 4 });

  // @promise tile.snapshot: A snapshot has camera, cloud and time below the picture.
  it('the tools of a tile save a snapshot with camera, cloud and time below the picture', async () => {
    const { page, dataDir } = session();
    await untilPlaying(session(), 4);
    await tile(page, 1).click();
    const name = await tile(page, 1).locator('.tile-no').textContent();
    await page.keyboard.press('Alt+s');
    const file = await savedPath(page, /^[\d:]*Saved a snapshot of /);
    expect(path.basename(file)).toMatch(
      new RegExp(`^${name} .*, .*, \\d{4}-\\d\\d-\\d\\d \\d\\d-\\d\\d-\\d\\d [+-]\\d{4}\\.png$`),
    );
    expect(file.startsWith(dataDir) || file.includes('Lanner')).toBe(true);
    const png = await readFile(file);
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(width).toBe(640);
    expect(height).toBeGreaterThan(360);
    const boxes = [
      { x: 0, y: 0, width, height: 360 },
      { x: 0, y: 360, width, height: height - 360 },
    ];
    const [picture, caption] = await readPng(page, png.toString('base64'), boxes);
    expect(picture?.mean).toBeGreaterThan(12);
    expect(picture?.spread).toBeGreaterThan(8);
    expect(caption?.spread).toBeGreaterThan(2);
  });

  it('the tools of a tile save the whole wall in one picture', async () => {
    const { page } = session();
    await page.keyboard.press('Alt+Shift+s');
    const file = await savedPath(page, /Saved a snapshot of Wall/);
    expect((await readFile(file)).readUInt32BE(16)).toBeGreaterThan(800);
  });

  // @promise tile.zoom: A picture is enlarged by wheel and by box, with a map, moved, turned and mirrored.
  it('the tools of a tile enlarge by wheel and by box with a map, move by drag, turn and mirror, and go back by key', async () => {
    const { page } = session();
    const pic = tile(page, 2).locator('.tile-pic');
    const map = tile(page, 2).getByRole('img', { name: /^Part of the picture that is shown/ });
    const transform = (): Promise<string> =>
      tile(page, 2)
        .locator('.tile-area')
        .evaluate((area) => area.style.transform);
    await tile(page, 2).click();
    await pic.hover();
    await page.mouse.wheel(0, -500);
    await map.waitFor();
    const before = await transform();
    const box = await pic.boundingBox();
    if (!box) throw new Error('no picture');
    const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
    await page.mouse.move(...at(0.5, 0.5));
    await page.mouse.down();
    await page.mouse.move(...at(0.6, 0.6), { steps: 4 });
    await page.mouse.up();
    await until(async () => (await transform()) !== before, 'another part shows');
    expect(await transform()).toContain('scale(');
    await page.keyboard.press('x');
    await map.waitFor({ state: 'detached' });
    await until(async () => (await transform()) === '', 'the whole picture shows');
    await page.keyboard.press('z');
    await page.mouse.move(...at(0.25, 0.25));
    await page.mouse.down();
    await page.mouse.move(...at(0.5, 0.5), { steps: 4 });
    await page.mouse.up();
    await tile(page, 2).getByText('4.0× ', { exact: false }).or(map).first().waitFor();
    await until(async () => (await transform()).includes('scale(4'), 'the box fills the tile');
    await page.keyboard.press('o');
    await page.keyboard.press('Shift+O');
    await tile(page, 2).getByText('90° mirrored').waitFor();
    await until(async () => (await transform()).includes('rotate(90deg) scaleX(-1)'), 'turned and mirrored');
    await page.keyboard.press('Alt+s');
    const upright = await readFile(await savedPath(page, /Saved a snapshot of \d/));
    expect(upright.readUInt32BE(16)).toBeLessThan(upright.readUInt32BE(20));
    await page.keyboard.press('x');
    await until(async () => !(await transform()).includes('scale(4'), 'the picture is whole again, turned as it was');
    expect(await transform()).toContain('rotate(90deg)');
    await page.keyboard.press('x');
    await until(async () => (await transform()) === '', 'it is as the camera sends it');
  });

  // @promise failures.ptz-stop
  // @promise tile.ptz: A camera turns while a key or a button is pressed, and stops when it is released or the window
  // is left.
  it('the tools of a tile steer its camera by key while a key is held, and stop it when the key or the window is left', async () => {
    const { page, control } = session();
    const isMoving = async (): Promise<boolean> => ((await control('GET', '/ptz')) as unknown[]).length > 0;
    const orders = async (): Promise<readonly unknown[]> =>
      ((await control('GET', '/requests?operation=controlPtz')) as { params: { direction?: string } }[]).map(
        ({ params }) => params.direction,
      );
    const dome = page.locator('[data-tile]', { has: page.locator('.tile-head > .tile-sign[title="PTZ"]') }).first();
    await dome.click();
    await page.keyboard.press('d');
    const controls = page.getByRole('group', { name: /^PTZ control of the camera in tile/ });
    await controls.getByRole('button', { name: 'Turn right', exact: true }).waitFor();
    await page.keyboard.down('ArrowRight');
    await until(isMoving, 'the camera turns');
    await controls.getByText('Turning right, speed 6').waitFor();
    await page.keyboard.up('ArrowRight');
    await until(async () => !(await isMoving()), 'the camera rests');
    await controls.getByText(/^You control this camera, 1[12]\d s left$/).waitFor();
    const zoom = await controls.getByRole('button', { name: 'Zoom in' }).boundingBox();
    await page.mouse.move((zoom?.x ?? 0) + 8, (zoom?.y ?? 0) + 8);
    await page.mouse.down();
    await until(isMoving, 'the camera zooms');
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await until(async () => !(await isMoving()), 'the camera rests although the button is held');
    await page.mouse.up();
    await page.keyboard.press('Escape');
    await controls.waitFor({ state: 'detached' });
    expect(await orders()).toEqual(['RIGHT', 'STOP', 'IN', 'ZOOM_STOP']);
  });

  // @promise failures.sound
  // @promise tile.no-sound: A camera that sends no sound is named as such.
  it('the tools of a tile say that a camera sends no sound, and mute with one key', async () => {
    const { page } = session();
    await tile(page, 2).click();
    await page.keyboard.press('h');
    await statusBar(page)
      .getByText(/sends no sound$/)
      .waitFor();
    await tile(page, 2).getByRole('img', { name: 'This camera sends no sound' }).waitFor();
    await page.keyboard.press('m');
    await tile(page, 2).getByRole('img', { name: 'This camera sends no sound' }).waitFor({ state: 'detached' });
  });

  // @promise tile.replay: The last half minute plays again.
  it('the tools of a tile show the last half minute again, moving, marked as past, and go back to live by key', async () => {
    const { page } = session();
    await tile(page, 3).click();
    await page.keyboard.press('b');
    const replay = page.getByRole('group', { name: 'Replay of tile 3, not live' });
    await replay.getByText(/^\d+ s ago$/).waitFor();
    const header = tile(page, 3).locator('.tile-head');
    await header.getByText(/^(received )?\d\d:\d\d:\d\d UTC\+8$/).waitFor();
    // One time, that of the replay: neither a clock nor an age of the live picture, and the sign of what is recorded.
    expect(await header.locator('time').count()).toBe(1);
    const ageMs = Date.now() - Date.parse((await header.locator('time').getAttribute('datetime')) ?? '');
    expect(ageMs).toBeGreaterThan(1_000);
    expect(await header.locator('.lv-words, .lv-clock').count()).toBe(0);
    expect(await header.locator('.st').getAttribute('class')).toContain('st-recorded');
    expect(await tile(page, 3).getByText('Replay', { exact: true }).count()).toBe(1);
    const before = (await picturesOf(page, '[data-tile="2"] .lv-replay .tile-area'))[0];
    expect(before?.spread).toBeGreaterThanOrEqual(0);
    const shown = (): Promise<number> =>
      replay.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
    await until(async () => (await shown()) > 0.5, 'the replay runs');
    await replay.getByRole('button', { name: 'Pause' }).click();
    await replay.getByRole('button', { name: 'Play', exact: true }).click();
    await tile(page, 3).press('Alt+v');
    await replay.waitFor({ state: 'detached' });
    await untilPlaying(session(), 4);
  });

  // @promise tile.clip: A clip begins ten seconds before the click.
  it('the tools of a tile record a clip from ten seconds before the click, which plays', async () => {
    const { page } = session();
    const reachesBack = async (): Promise<boolean> =>
      page.evaluate(async () => {
        const { lanner } = window as unknown as { lanner: Lanner };
        const { channelId } = ((await lanner.request['wall.list']?.({}))?.value as { tiles: string[] }[])
          .flatMap((wall) => wall.tiles)
          .map((id) => ({ channelId: id }))[0] ?? { channelId: '' };
        const answer = await lanner.request['clip.replay']?.({ channelId, profile: 'sub', backMs: 12_000 });
        return Date.now() - ((answer?.value as { fromMs: number } | undefined)?.fromMs ?? Infinity) >= 12_000;
      });
    await until(reachesBack, 'twelve seconds are kept');
    await tile(page, 1).click();
    await (await tool(page, 1, 'record')).click();
    const sign = tile(page, 1).locator('.lv-rec');
    await sign.waitFor();
    await until(async () => (await clipsOf(page))[0]?.parts[0] !== undefined, 'the clip is being written');
    const [clip] = await clipsOf(page);
    expect((clip?.parts[0]?.fromMs ?? Infinity) - (clip?.startedAtMs ?? 0)).toBeLessThanOrEqual(-10_000);
    await until(async () => /^0:1[3-9]|^0:[2-5]/.test((await sign.textContent()) ?? ''), 'the clip is 13 s long');
    await (await tool(page, 1, 'record')).click();
    const file = await savedPath(page, /Saved a clip of /);
    const lengthSec = await playedLength(file);
    expect(lengthSec).toBeGreaterThan(10);
    const played = await page.evaluate(
      async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        const video = document.createElement('video');
        video.muted = true;
        video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }));
        await video.play();
        const { videoWidth, duration } = video;
        video.currentTime = duration - 1;
        await new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
        video.pause();
        URL.revokeObjectURL(video.src);
        return { videoWidth, duration, error: video.error?.message ?? null };
      },
      (await readFile(file)).toString('base64'),
    );
    expect(played).toMatchObject({ videoWidth: 640, error: null });
    expect(played.duration).toBeCloseTo(lengthSec, 0);
    await expectClip(page);
  });

  it('the tools of a tile do the same for a camera whose stream goes over to HLS', async () => {
    const { page, control } = session();
    const { id } = await streamOf(page, 3);
    const [deviceId, channelId] = id
      .slice(id.indexOf(':') + 1)
      .split('/')
      .map(decodeURIComponent);
    let orders = 0;
    await until(async () => {
      if ((await streamOf(page, 3)).transport === 'hls') return true;
      const calls = await requestsOf(session(), 'getLiveConnections');
      const refused = calls.filter(({ faults }) => faults.includes('http'));
      const asked = JSON.stringify(refused.at(-1)?.params ?? '');
      // A call for another camera may take the fault: then it is ordered once more.
      if (refused.length < orders || [deviceId, channelId].every((one) => asked.includes(`"${one}"`))) return false;
      orders += 1;
      await control('POST', '/faults', { kind: 'http', status: 405, operation: 'getLiveConnections', count: 1 });
      await control('POST', '/faults', { kind: 'reset-media', deviceId, channelId });
      return false;
    }, 'the camera comes as HLS');
    await untilPlaying(session(), 4);
    await tile(page, 3).click();
    await page.keyboard.press('r');
    await statusBar(page)
      .getByText(/Recording .*, starting \d+ s ago/)
      .waitFor();
    await page.keyboard.press('h');
    await tile(page, 3).getByRole('img', { name: 'This camera sends no sound' }).waitFor();
    await page.keyboard.press('m');
    await page.keyboard.press('b');
    const replay = page.getByRole('group', { name: 'Replay of tile 3, not live' });
    await until(
      async () => replay.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime > 0.5),
      'the replay runs',
    );
    await tile(page, 3).press('Alt+v');
    await replay.waitFor({ state: 'detached' });
    const newest = async () => (await clipsOf(page))[0]?.parts.at(-1);
    await until(async () => {
      const part = await newest();
      return part !== undefined && part.toMs - part.fromMs > 5_000;
    }, 'some seconds are recorded');
    const file = (await newest())?.path ?? '';
    await tile(page, 3).press('r');
    await savedPath(page, /Saved a clip of .* in 2 parts/);
    expect(file).toContain(' part 2.mp4');
    expect(await playedLength(file)).toBeGreaterThan(5);
  });

  it('the tools of a tile end a recording with its tile, and say where it is', async () => {
    const { page } = session();
    await tile(page, 4).click();
    await page.keyboard.press('r');
    await until(async () => ((await clipsOf(page))[0]?.bytes ?? 0) > 0, 'something is written');
    await tile(page, 4).press('Delete');
    const file = await savedPath(page, /ended with its tile; saved /);
    expect(await readdir(path.dirname(file))).toContain(path.basename(file));
    await until(async () => (await clipsOf(page)).length === 0, 'nothing is being recorded any more');
  });
});
