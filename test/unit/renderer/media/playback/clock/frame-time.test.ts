import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FrameTime } from '../../../../../../renderer/media/playback/clock/frame-time.ts';
import { PICTURE_SEC, QUICK, setUpDesk, SLOW } from '../slow-desk.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { hidden: false });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it.each([
  ['quick', QUICK],
  ['slow', SLOW],
])(
  'on a %s desk the time of a picture is known behind a seek whose picture the browser does not report',
  async (_, speed) => {
    const video = setUpDesk(speed);
    video.requestVideoFrameCallback = () => 0;
    const frames = new FrameTime(video as unknown as HTMLVideoElement);
    const times: (number | null)[] = [];
    frames.subscribe(() => times.push(frames.sec));
    video.currentTime = 10.5 * PICTURE_SEC;
    await vi.advanceTimersByTimeAsync(60_000);
    frames.dispose();
    expect(times).toEqual([expect.closeTo(10 * PICTURE_SEC, 5)]);
    expect(vi.getTimerCount()).toBe(0);
  },
);

it('a picture of a seek that the browser reports is passed on once', async () => {
  const video = setUpDesk(QUICK);
  const frames = new FrameTime(video as unknown as HTMLVideoElement);
  const times: (number | null)[] = [];
  frames.subscribe(() => times.push(frames.sec));
  video.currentTime = 10.5 * PICTURE_SEC;
  await vi.advanceTimersByTimeAsync(60_000);
  frames.dispose();
  expect(times).toEqual([expect.closeTo(10 * PICTURE_SEC, 5)]);
});
