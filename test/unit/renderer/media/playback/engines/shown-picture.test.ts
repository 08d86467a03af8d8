import { expect, it, vi } from 'vitest';
import { SoughtPicture } from '../../../../../../renderer/media/playback/engines/shown-picture.ts';
import { PICTURE_SEC, QUICK, setUpDesk, SLOW, type Desk } from '../slow-desk.ts';

/** Seeks and waits. @returns the numbers of the pictures that were reported as shown. */
async function seek(speed: Desk, positionSec: number): Promise<readonly number[]> {
  const video = setUpDesk(speed);
  const told: number[] = [];
  const sought = new SoughtPicture(video as unknown as HTMLVideoElement, () => told.push(video.picture));
  video.currentTime = positionSec;
  await vi.advanceTimersByTimeAsync(60_000);
  sought.dispose();
  expect(vi.getTimerCount()).toBe(0);
  return told;
}

it.each([
  ['quick', QUICK],
  ['slow', SLOW],
  ['very slow', { drawMs: 400, lateMs: 2_500 }],
])('on a %s desk the picture of a seek is reported once it shows, and not the picture before', async (_, speed) => {
  expect(await seek(speed, 10.5 * PICTURE_SEC)).toEqual([10]);
});

it('a seek within the picture that shows is reported too', async () => {
  expect(await seek(QUICK, 0.5 * PICTURE_SEC)).toEqual([0]);
});

it('a seek on a hidden page, which is not drawn, is reported too', async () => {
  const video = setUpDesk({ drawMs: 1e9, lateMs: 1e9 });
  vi.stubGlobal('document', { hidden: true });
  const told = vi.fn();
  const sought = new SoughtPicture(video as unknown as HTMLVideoElement, told);
  video.currentTime = 5;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told).toHaveBeenCalledOnce();
  sought.dispose();
});
