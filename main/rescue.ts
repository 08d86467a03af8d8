/** The last duties of main before a crash ends its process: stop the cameras, finish the recordings. */
import type { RescueOutcome } from './crash-report.ts';
import type { ClipsArea } from './services/clips/area.ts';
import type { PtzArea } from './services/ptz/area.ts';

interface Rescued {
  readonly ptz: Pick<PtzArea, 'journal' | 'stopAll'>;
  readonly clips: Pick<ClipsArea, 'service'>;
}

/** @returns how many cameras and recordings there were, and which of them were stopped and finished. */
export async function rescue({ ptz, clips: { service: clips } }: Rescued): Promise<RescueOutcome> {
  const moving = ptz.journal.entries;
  const running = clips.list().length;
  await Promise.allSettled([ptz.stopAll(), clips.dispose()]);
  const stopped = moving.filter((entry) => !ptz.journal.has(entry));
  return {
    counts: { moving: moving.length, stopped: stopped.length, clips: running - clips.list().length },
    stopped: stopped.map(({ channelId, atMs }) => ({ channelId, atMs })),
  };
}
