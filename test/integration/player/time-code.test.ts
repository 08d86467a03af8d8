/**
 * The simulator's recordings carry their time in each picture, and live pictures of its PTZ cameras where the camera looks:
 * Chromium decodes them, and both are read back.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchEngine } from '../../e2e/browser.ts';
import { Camera } from '../../simulator/media/camera.ts';
import type { Frame } from '../../simulator/media/camera.ts';
import { avcConfiguration, codecName } from '../../simulator/media/h264.ts';
import { openServer, testPack } from '../../simulator/media/support.ts';
import { readPose } from '../../simulator/media/pose-code.ts';
import { Stills } from '../../simulator/media/stills.ts';
import { readTimeCode } from '../../simulator/media/time-code.ts';
import type { Pose } from '../../simulator/world/ptz-head.ts';
import type { MediaServer } from '../../simulator/media/types.ts';

const AT_MS = 1_795_000_123_000;
const STRAIGHT: Pose = { panDeg: 0, tiltDeg: 0, zoom: 1 };
const GROUPS = 2;
const LONG_GROUPS = 5;
let browser: Browser;
let server: MediaServer;
let page: Page;

beforeAll(async () => {
  server = await openServer();
  browser = await launchEngine();
  page = await browser.newPage();
  await page.goto(`${server.origin}/`); // any page of this host has WebCodecs
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

interface Coded {
  readonly isKey: boolean;
  readonly base64: string;
}

interface Shown {
  /** The time code's middle row, RGBA as base64. */
  readonly code: string;
  /** A row of the scene. */
  readonly scene: string;
}

/** The time code in each picture, in the order of the pictures. */
const decode = (codec: string, description: string, pictures: readonly Coded[]): Promise<readonly Shown[]> =>
  page.evaluate(
    async (order) => {
      const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
        Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const shown: { code: string; scene: string }[] = [];
      const failures: string[] = [];
      const decoder = new VideoDecoder({
        output: (frame) => {
          const canvas = new OffscreenCanvas(frame.displayWidth, frame.displayHeight);
          const context = canvas.getContext('2d');
          context?.drawImage(frame, 0, 0);
          const { displayWidth: width, displayHeight: height } = frame;
          const rowAt = (y: number): string => {
            const data = context?.getImageData(0, y, width, 1).data ?? [];
            return btoa(String.fromCharCode(...data));
          };
          shown.push({ code: rowAt(Math.floor(height * (1 - 1 / 90))), scene: rowAt(height >> 1) });
          frame.close();
        },
        error: (error) => failures.push(error.message),
      });
      decoder.configure({ codec: order.codec, description: bytesOf(order.description), optimizeForLatency: true });
      for (const [i, { isKey, base64 }] of order.pictures.entries()) {
        decoder.decode(
          new EncodedVideoChunk({ type: isKey ? 'key' : 'delta', timestamp: i * 40_000, data: bytesOf(base64) }),
        );
      }
      await decoder.flush();
      if (failures.length > 0) throw new Error(failures.join());
      return shown;
    },
    { codec, description, pictures },
  );

/** Other scenes, each. */
const KEYS = ['c1', 'c3', 'c6'] as const;
const cameraOf = (key: string, profile: 'main' | 'sub'): Camera =>
  new Camera(testPack(), key, '北门广场停车场东侧入口二号岗亭摄像头', profile, 480);

function play({ clip }: Camera, frames: readonly Frame[]): Promise<readonly Shown[]> {
  const pictures = frames.map(({ isKey, parts }) => ({ isKey, base64: Buffer.concat(parts).toString('base64') }));
  return decode(codecName(clip.sps), avcConfiguration(clip.spsNal, clip.ppsNal).toString('base64'), pictures);
}

const timesOf = ({ clip }: Camera, shown: readonly Shown[]): readonly (number | null)[] =>
  shown.map(({ code }) => readTimeCode(Buffer.from(code, 'base64'), clip.sps.width, 1));

it.each(['sub', 'main'] as const)(
  'each picture of a recording shows the moment it was recorded at: %s',
  async (profile) => {
    for (const key of KEYS) {
      const camera = cameraOf(key, profile);
      const { fps } = camera.clip;
      const first = camera.groupAt(AT_MS);
      const frames = Array.from({ length: GROUPS * fps }, (_, i) =>
        camera.recorded(first + Math.floor(i / fps), i % fps, { aheadMs: 7 }),
      );
      expect(timesOf(camera, await play(camera, frames))).toEqual(frames.map(({ atMs }) => atMs + 7));
    }
  },
);

it.each([
  ['long groups', false],
  ['groups with a recovery point in place of an IDR picture', true],
])('%s show the same pictures as groups of a second', async (_what, isEntry) => {
  for (const profile of ['sub', 'main'] as const) {
    const camera = cameraOf('c5', profile);
    const { fps } = camera.clip;
    const idrGroup = camera.groupAt(AT_MS);
    const framesOf = (isLong: boolean): readonly Frame[] =>
      Array.from({ length: LONG_GROUPS * fps }, (_, i) => {
        const group = idrGroup + Math.floor(i / fps);
        return camera.recorded(group, i % fps, isLong ? { idrGroup, isEntry: isEntry || group === idrGroup } : {});
      });
    const [short, long] = [framesOf(false), framesOf(true)];
    expect(long.filter(({ isKey }) => isKey)).toHaveLength(isEntry ? LONG_GROUPS : 1);
    const shown = await play(
      camera,
      long.map((frame, i) => ({ ...frame, isKey: i === 0 })),
    );
    expect(timesOf(camera, shown)).toEqual(long.map(({ atMs }) => atMs));
    expect(shown.map(({ scene }) => scene)).toEqual((await play(camera, short)).map(({ scene }) => scene));
  }
});

it.each(['sub', 'main'] as const)(
  'each live picture of a PTZ camera shows where the camera looks: %s',
  async (profile) => {
    const poses: Pose[] = [
      { panDeg: 359.9, tiltDeg: -90, zoom: 30 },
      { panDeg: 0, tiltDeg: 12.5, zoom: 1 },
    ];
    for (const key of KEYS) {
      let now = poses[0] ?? STRAIGHT;
      const camera = new Camera(testPack(), key, '北门广场停车场东侧入口二号岗亭', profile, 480, () => now);
      const { fps, sps } = camera.clip;
      const first = camera.groupAt(AT_MS);
      const frames = poses.flatMap((pose, group) => {
        now = pose;
        return Array.from({ length: fps }, (_, i) => camera.frame(first + group, i, AT_MS));
      });
      const read = (await play(camera, frames)).map(({ code }) => readPose(Buffer.from(code, 'base64'), sps.width, 1));
      expect(read).toEqual(poses.flatMap((pose) => Array<Pose>(fps).fill(pose)));
    }
  },
);

it('a still picture of a PTZ camera shows where the camera looked', async () => {
  const pose = { panDeg: 123.4, tiltDeg: -5.6, zoom: 7.8 };
  const jpeg = new Stills().at({ cameraKey: 'c1', cameraName: 'Gate', atMs: AT_MS, pose });
  const { width, height, code } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    context?.drawImage(picture, 0, 0);
    const y = Math.floor(picture.height * (1 - 1 / 90));
    const data = context?.getImageData(0, y, picture.width, 1).data ?? [];
    return { width: picture.width, height: picture.height, code: btoa(String.fromCharCode(...data)) };
  }, jpeg.toString('base64'));
  expect([width, height]).toEqual([640, 360]);
  expect(readPose(Buffer.from(code, 'base64'), width, 1)).toEqual(pose);
});
