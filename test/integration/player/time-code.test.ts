/** The simulator's recordings carry their time in each picture: Chromium decodes them, and the time is read back. */
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BROWSER_FLAGS, browserExecutable } from '../../e2e/browser.ts';
import { Camera } from '../../simulator/media/camera.ts';
import { avcConfiguration, codecName } from '../../simulator/media/h264.ts';
import { openServer, testPack } from '../../simulator/media/support.ts';
import { readTimeCode } from '../../simulator/media/time-code.ts';
import type { MediaServer } from '../../simulator/media/types.ts';

const AT_MS = 1_795_000_123_000;
const GROUPS = 3;
let browser: Browser;
let server: MediaServer;
let page: Page;

beforeAll(async () => {
  server = await openServer();
  browser = await chromium.launch({ executablePath: browserExecutable(), args: [...BROWSER_FLAGS] });
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

/** The lowest rows of each picture, RGBA as base64, in the order of the pictures. */
const decode = (codec: string, description: string, pictures: readonly Coded[]): Promise<readonly string[]> =>
  page.evaluate(
    async (order) => {
      const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
        Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const rows: string[] = [];
      const failures: string[] = [];
      const decoder = new VideoDecoder({
        output: (frame) => {
          const canvas = new OffscreenCanvas(frame.displayWidth, frame.displayHeight);
          const context = canvas.getContext('2d');
          context?.drawImage(frame, 0, 0);
          const height = Math.floor(frame.displayHeight / 45);
          const data = context?.getImageData(0, frame.displayHeight - height, frame.displayWidth, height).data ?? [];
          rows.push(btoa(Array.from(data, (value) => String.fromCharCode(value)).join('')));
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
      return rows;
    },
    { codec, description, pictures },
  );

it.each(['sub', 'main'] as const)(
  'each picture of a recording shows the moment it was recorded at: %s',
  async (profile) => {
    for (const key of ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7']) {
      const camera = new Camera(testPack(), key, '北门广场停车场东侧入口二号岗亭摄像头', profile, 480);
      const { sps, spsNal, ppsNal, fps } = camera.clip;
      const first = camera.groupAt(AT_MS);
      const frames = Array.from({ length: GROUPS * fps }, (_, i) =>
        camera.recorded(first + Math.floor(i / fps), i % fps, 7),
      );
      const pictures = frames.map(({ isKey, parts }) => ({ isKey, base64: Buffer.concat(parts).toString('base64') }));
      const rows = await decode(codecName(sps), avcConfiguration(spsNal, ppsNal).toString('base64'), pictures);
      const read = rows.map((row) => readTimeCode(Buffer.from(row, 'base64'), sps.width, Math.floor(sps.height / 45)));
      expect(read).toEqual(frames.map(({ atMs }) => atMs + 7));
    }
  },
);
