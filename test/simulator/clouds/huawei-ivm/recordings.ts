/**
 * Recordings: made from the seed alone, day by day in Beijing time, with gaps, and only up to the clock's last whole
 * five minutes. In the cloud by the channel's packages for 30 days; on the device for 14.
 */
import { Random } from '../../world/random.ts';
import type { IvmChannel } from './estate.ts';
import { beijingDayStart } from './time.ts';
import type { StorageState } from './traits.ts';

export type RecordPlace = 'CLOUD' | 'DEVICE';
export type RecordKind = 'NORMAL_RECORD' | 'MOTION_RECORD' | 'ALRAM_RECORD';

export interface IvmRecording {
  readonly id: string;
  readonly name: string;
  readonly kind: RecordKind;
  readonly fromMs: number;
  readonly toMs: number;
  readonly sizeBytes: number;
  readonly storageState: StorageState;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const KEPT_DAYS: Readonly<Record<RecordPlace, number>> = { CLOUD: 30, DEVICE: 14 };
/** From hot to cold storage, and from there into the archive. */
const COLD_AFTER_DAYS = 10;
const ARCHIVED_AFTER_DAYS = 20;
const GRAIN_MS = 5 * MINUTE_MS;

export interface RecordQuery {
  readonly place: RecordPlace;
  readonly fromMs: number;
  readonly toMs: number;
  readonly kinds: readonly RecordKind[] | null;
  readonly nowMs: number;
}

/** Recordings that overlap the asked time, oldest first, uncut. */
export function recordingsOf(channel: IvmChannel, query: RecordQuery): readonly IvmRecording[] {
  const lastMs = Math.floor(query.nowMs / GRAIN_MS) * GRAIN_MS;
  const firstDay = beijingDayStart(query.nowMs) - KEPT_DAYS[query.place] * DAY_MS;
  const found: IvmRecording[] = [];
  const startDay = Math.max(firstDay, beijingDayStart(query.fromMs));
  for (let day = startDay; day < Math.min(query.toMs, lastMs); day += DAY_MS) {
    for (const one of dayOf(channel, query.place, day, query.nowMs)) {
      const toMs = Math.min(one.toMs, lastMs);
      const isWanted = query.kinds === null || query.kinds.includes(one.kind);
      if (isWanted && one.fromMs < toMs && one.fromMs < query.toMs && toMs > query.fromMs) found.push({ ...one, toMs });
    }
  }
  return found.sort((a, b) => a.fromMs - b.fromMs || a.id.localeCompare(b.id));
}

function dayOf(channel: IvmChannel, place: RecordPlace, dayMs: number, nowMs: number): readonly IvmRecording[] {
  const records: IvmRecording[] = [];
  const dayNumber = Math.floor(dayMs / DAY_MS);
  const storageState = place === 'CLOUD' ? stateByAge(nowMs - dayMs) : 0;
  const add = (kind: RecordKind, fromMs: number, lengthMs: number): void => {
    const serial = records.length;
    const toMs = Math.min(fromMs + lengthMs, dayMs + DAY_MS);
    const id = `${String(dayNumber)}${String(Math.floor(channel.luck * 1e6)).padStart(6, '0')}`;
    records.push({
      id: `${id}${String(serial).padStart(4, '0')}`,
      name: `_${channel.id.slice(-4)}_${String(serial)}_rf`,
      kind,
      fromMs,
      toMs,
      sizeBytes: Math.round(((toMs - fromMs) / 1000) * 96_000),
      storageState,
    });
  };
  const hasContinuous = place === 'DEVICE' || channel.packages.full === 'GRANT';
  if (hasContinuous) continuous(channel, place, dayMs, add);
  const hasMotion = place === 'DEVICE' ? channel.luck > 0.5 : channel.packages.motion === 'GRANT';
  if (hasMotion) events(channel, place, dayMs, add);
  return records;
}

function stateByAge(ageMs: number): StorageState {
  if (ageMs > ARCHIVED_AFTER_DAYS * DAY_MS) return 1;
  return ageMs > COLD_AFTER_DAYS * DAY_MS ? 3 : 0;
}

type Add = (kind: RecordKind, fromMs: number, lengthMs: number) => void;

/** Files of half an hour to an hour; one in twelve is missing, and one day in nine starts late. */
function continuous(channel: IvmChannel, place: RecordPlace, dayMs: number, add: Add): void {
  const random = new Random(channel.cameraKey, place, dayMs, 'continuous');
  let atMs = dayMs + (random.chance(1 / 9) ? random.int(1, 9) * 3_600_000 : 0);
  while (atMs < dayMs + DAY_MS) {
    const lengthMs = random.int(30, 60) * MINUTE_MS;
    if (!random.chance(1 / 12)) add('NORMAL_RECORD', atMs, lengthMs);
    atMs += lengthMs;
  }
}

/** Short clips by day; on the device one in four was set off by an alarm. */
function events(channel: IvmChannel, place: RecordPlace, dayMs: number, add: Add): void {
  const random = new Random(channel.cameraKey, place, dayMs, 'events');
  let atMs = dayMs + random.int(6 * 60, 8 * 60) * MINUTE_MS;
  while (atMs < dayMs + 21 * 3_600_000) {
    const lengthMs = random.int(15, 180) * 1000;
    add(place === 'DEVICE' && random.chance(0.25) ? 'ALRAM_RECORD' : 'MOTION_RECORD', atMs, lengthMs);
    atMs += lengthMs + random.int(10, 80) * MINUTE_MS;
  }
}
