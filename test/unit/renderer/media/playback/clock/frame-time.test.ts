import { expect, it, vi } from 'vitest';
import { FrameTime } from '../../../../../../renderer/media/playback/clock/frame-time.ts';
import { PICTURE_SEC, QUICK, setUpDesk, SLOW, type PausedVideo } from '../slow-desk.ts';

/** Seeks and waits. @returns the times of the pictures that were passed on, in seconds. */
async function timesOfSeek(video: PausedVideo, positionSec: number): Promise<readonly (number | null)[]> {
  const frames = new FrameTime(video as unknown as HTMLVideoElement);
  const times: (number | null)[] = [];
  frames.subscribe(() => times.push(frames.sec));
  video.currentTime = positionSec;
  await vi.advanceTimersByTimeAsync(60_000);
  frames.dispose();
  return times;
}

it.each([
  ['quick', QUICK],
  ['slow', SLOW],
])(
  'on a %s desk the time of a picture is known behind a seek whose picture the browser does not report',
  async (_, speed) => {
    const video = setUpDesk(speed);
    video.requestVideoFrameCallback = () => 0;
    expect(await timesOfSeek(video, 10.5 * PICTURE_SEC)).toEqual([expect.closeTo(10 * PICTURE_SEC, 5)]);
    expect(vi.getTimerCount()).toBe(0);
  },
);

it('a picture of a seek that the browser reports is passed on once', async () => {
  const times = await timesOfSeek(setUpDesk(QUICK), 10.5 * PICTURE_SEC);
  expect(times).toEqual([expect.closeTo(10 * PICTURE_SEC, 5)]);
});
