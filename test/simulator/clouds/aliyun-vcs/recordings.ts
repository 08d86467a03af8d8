/**
 * What is recorded of a camera, although this cloud lists nothing: round the clock with a few losses a day, up to the
 * clock's last whole minute. In the cloud for as many days as the camera has storage for, on its card for two weeks.
 */
import type { MediaSpan } from '../../media/types.ts';
import { cutSpan, recordedDay } from '../../world/recorded-days.ts';
import type { VcsDevice } from './estate.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const BEIJING_OFFSET_MS = 8 * 3_600_000;
/** A camera overwrites its card after two weeks. */
const DEVICE_DAYS = 14;

export type RecordPlace = 'cloud' | 'device';

/** Recordings within `range`, cut to it, oldest first. */
export function recordingsOf(
  device: VcsDevice,
  place: RecordPlace,
  range: MediaSpan,
  nowMs: number,
): readonly MediaSpan[] {
  const keptMs = (place === 'device' ? DEVICE_DAYS : device.videoDays) * DAY_MS;
  const life = { fromMs: nowMs - keptMs, toMs: Math.floor(nowMs / MINUTE_MS) * MINUTE_MS };
  return cutSpan(range, life).flatMap((wanted) =>
    daysOf(wanted)
      .flatMap((dayMs) => recordedDay(device.cameraKey, place, dayMs))
      .flatMap((one) => cutSpan(one, wanted)),
  );
}

/** The Beijing midnights that begin the days of a range. */
function daysOf({ fromMs, toMs }: MediaSpan): readonly number[] {
  const firstMs = Math.floor((fromMs + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS - BEIJING_OFFSET_MS;
  return Array.from({ length: Math.ceil((toMs - firstMs) / DAY_MS) }, (_, i) => firstMs + i * DAY_MS);
}
