import { expect, it } from 'vitest';
import { Camera } from './camera.ts';
import { parseClip } from './clip.ts';
import { canDraw, fitText, measureText } from './glyphs.ts';
import * as h264 from './h264.ts';
import { splitLengths, testPack } from './support.ts';

const START = 1_780_000_000_000;

it.each(['sub', 'main'] as const)(
  'captions in the compressed domain put a slice over the last rows of every %s picture that agrees with the others',
  (profile) => {
    const camera = new Camera(testPack(), 'camera-1', '北门广场', profile, 480);
    const { sps, pps, strip, fps } = camera.clip;
    for (let index = 0; index < fps; index++) {
      const nals = camera.frame(10, index, START).parts.flatMap(splitLengths);
      const headers = nals.map((nal) => h264.parseSliceHeader(nal, sps, pps));
      const [first, last] = [headers[0], headers.at(-1)];
      expect(first?.firstMb).toBe(0);
      expect(last?.firstMb).toBe(strip.firstMb);
      expect({ ...last, firstMb: 0, qpDelta: first?.qpDelta }).toEqual(first);
      expect(first?.frameNum).toBe(index % 2 ** sps.frameNumBits);
    }
    expect(strip.firstMb + strip.columns * strip.rows).toBe(sps.widthMbs * sps.heightMbs);
  },
);

it('captions in the compressed domain change with the second and with the name, and only in key frames', () => {
  const camera = new Camera(testPack(), 'camera-1', 'A', 'sub', 480);
  const renamed = new Camera(testPack(), 'camera-1', 'B', 'sub', 480);
  const strip = (cam: Camera, clockMs: number): Buffer | undefined => cam.frame(3, 0, clockMs).parts.at(-1);
  const first = strip(camera, START);
  expect(strip(camera, START)).toBe(first);
  expect(strip(camera, START + 1000)).not.toEqual(first);
  expect(strip(renamed, START)).not.toEqual(first);
  expect(camera.frame(3, 1, START).parts).toEqual(renamed.frame(3, 1, START + 1000).parts);
});

it('captions in the compressed domain lie over different scenes for cameras in a row, and over the same scene every time', () => {
  const sceneOf = (number: number): Buffer =>
    new Camera(testPack(), `cloud/0000${number}`, 'A', 'sub', 480).clip.gops[0]?.frames[0]?.nals ?? Buffer.alloc(0);
  expect(new Set([1, 2, 3, 4, 5, 6, 7].map(sceneOf)).size).toBe(testPack().sceneCount);
  expect(sceneOf(1)).toBe(sceneOf(1));
});

it('captions in the compressed domain alternate idr_pic_id between neighbouring key frames, over the loop too', () => {
  const camera = new Camera(testPack(), 'camera-2', 'A', 'sub', 480);
  const { sps, pps, gops } = camera.clip;
  const ids = Array.from({ length: gops.length * 2 + 1 }, (_, group) =>
    splitLengths(camera.frame(group, 0, START).parts[0] ?? Buffer.alloc(0)).map(
      (nal) => h264.parseSliceHeader(nal, sps, pps).idrPicId,
    ),
  ).map((of) => of[0]);
  ids.slice(1).forEach((id, i) => expect(id).not.toBe(ids[i]));
});

it('captions in the compressed domain list the characters that can be drawn, and cut a text that does not fit', () => {
  expect(canDraw('北门广场停车场 P1 #12 (东侧)')).toBe(true);
  expect(canDraw('龘')).toBe(false);
  const fitted = fitText('停车场入口摄像头', 60, 16);
  expect(fitted.endsWith('..')).toBe(true);
  expect(measureText(fitted, 16)).toBeLessThanOrEqual(60);
});

it('captions in the compressed domain are refused by name when a clip was made in another way', () => {
  expect(() => parseClip(Buffer.from([0, 0, 1, 0x65, 0x88]), 15, 'x.h264')).toThrow('x.h264: no parameter sets');
  const clip = testPack().clip(0, 'sub');
  const sets = Buffer.concat([Buffer.from([0, 0, 1]), clip.spsNal, Buffer.from([0, 0, 1]), clip.ppsNal]);
  expect(() => parseClip(sets, 15, 'y.h264')).toThrow('y.h264: the caption is no slice of its own');
});
