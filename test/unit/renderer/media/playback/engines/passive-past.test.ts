import { expect, it, vi } from 'vitest';
import { PassivePastEngine } from '../../../../../../renderer/media/playback/engines/passive-past.ts';
import { QUICK, setUpDesk } from '../slow-desk.ts';

class BareEngine extends PassivePastEngine {
  pause(): void {
    // stands still already
  }
}

it('an engine that ends while it steps steps no further', async () => {
  const video = setUpDesk(QUICK);
  const engine = new BareEngine(video as unknown as HTMLVideoElement);
  engine.step(1);
  expect(engine.isStepping).toBe(true);
  engine.dispose();
  expect(engine.isStepping).toBe(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(video.shown).toEqual([0]);
});
