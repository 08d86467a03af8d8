/**
 * The recordings of a camera, although this cloud lists none: round the clock with a few losses a day, up to the
 * clock's last whole minute. The cloud stores them for as many days as the camera has storage for, the camera's card
 * for two weeks.
 */
import type { MediaSpan } from '../../media/types.ts';
import { cutSpan, recordedDay } from '../../world/recorded-days.ts';
import type { VcsContext } from './context.ts';
import type { VcsDevice } from './estate.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A camera overwrites its card after two weeks. */
const DEVICE_DAYS = 14;

export type RecordPlace = 'cloud' | 'device';

/** Recordings within `range`, cut to it, oldest first. */
export function recordingsOf(
  { clock, footage }: Pick<VcsContext, 'clock' | 'footage'>,
  device: VcsDevice,
  place: RecordPlace,
  range: MediaSpan,
): readonly MediaSpan[] {
  const nowMs = clock.nowMs();
  const keptMs = (place === 'device' ? DEVICE_DAYS : device.videoDays) * DAY_MS;
  const life = { fromMs: nowMs - keptMs, toMs: Math.floor(nowMs / MINUTE_MS) * MINUTE_MS };
  return cutSpan(range, life).flatMap((wanted) => {
    const drawn = clock.days
      .daysOf(wanted)
      .flatMap((dayMs) => recordedDay(device.cameraKey, place, clock.days, dayMs))
      .flatMap((one) => cutSpan(one, wanted));
    return footage.follow(device.cameraKey, place, drawn, wanted);
  });
}
