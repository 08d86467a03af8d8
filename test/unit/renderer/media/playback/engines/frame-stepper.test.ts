import { expect, it, vi } from 'vitest';
import { FrameStepper } from '../../../../../../renderer/media/playback/engines/frame-stepper.ts';
import { QUICK, setUpDesk, SLOW, type Desk, type PausedVideo } from '../slow-desk.ts';

function desk(speed: Desk): { readonly video: PausedVideo; readonly stepper: FrameStepper } {
  const video = setUpDesk(speed);
  return { video, stepper: new FrameStepper(video as unknown as HTMLVideoElement) };
}

async function step(stepper: FrameStepper, by: -1 | 1): Promise<void> {
  stepper.step(by);
  while (stepper.isBusy) await vi.advanceTimersByTimeAsync(10);
}

it.each([
  ['quick', QUICK],
  ['slow', SLOW],
])('on a %s desk each step forward shows the next picture, and each step back the picture before', async (_, speed) => {
  const { video, stepper } = desk(speed);
  for (let i = 0; i < 5; i += 1) await step(stepper, 1);
  expect(video.shown).toEqual([0, 1, 2, 3, 4, 5]);
  for (let i = 0; i < 3; i += 1) await step(stepper, -1);
  expect(video.shown).toEqual([0, 1, 2, 3, 4, 5, 4, 3, 2]);
  stepper.dispose();
  await vi.advanceTimersByTimeAsync(speed.drawMs);
  expect(vi.getTimerCount()).toBe(0);
});

it('a step ends without a picture where the page is not drawn', async () => {
  const { video, stepper } = desk(QUICK);
  vi.stubGlobal('requestAnimationFrame', () => 0);
  stepper.step(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([stepper.isBusy, video.shown]).toEqual([false, [0]]);
});
