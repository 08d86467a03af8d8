/**
 * Recordings: made from the seed alone, day by day since the simulator's start, with gaps, and published every five
 * minutes. Recordings and gaps that a test ordered win. In the cloud by the channel's packages for 30 days; on the device for 14.
 */
import type { FootageOrder } from '../../world/footage-orders.ts';
import { cutSpan, spanWithout } from '../../world/recorded-days.ts';
import { Random } from '../../world/random.ts';
import { DAY_MS } from '../../world/world-days.ts';
import type { IvmContext } from './context.ts';
import type { IvmChannel } from './estate.ts';
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

const MINUTE_MS = 60_000;
const KEPT_DAYS: Readonly<Record<RecordPlace, number>> = { CLOUD: 30, DEVICE: 14 };
/** From hot to cold storage, and from there into the archive. */
const COLD_AFTER_DAYS = 10;
const ARCHIVED_AFTER_DAYS = 20;
const PUBLISHED_EVERY_MS = 5 * MINUTE_MS;
/** A simulator starts a minute after its cloud published the newest recordings. */
const PUBLISHED_BEFORE_START_MS = MINUTE_MS;
/** Ordered recordings are files of at most this length. */
const FILE_MS = 3_600_000;

export interface RecordQuery {
  readonly place: RecordPlace;
  readonly fromMs: number;
  readonly toMs: number;
  readonly kinds: readonly RecordKind[] | null;
}

type Ground = Pick<IvmContext, 'clock' | 'footage'>;

/** Recordings that overlap the asked time, oldest first, uncut. */
export function recordingsOf(ground: Ground, channel: IvmChannel, query: RecordQuery): readonly IvmRecording[] {
  const { days } = ground.clock;
  const nowMs = ground.clock.nowMs();
  const originMs = days.startMs - PUBLISHED_BEFORE_START_MS;
  const lastMs = originMs + Math.floor((nowMs - originMs) / PUBLISHED_EVERY_MS) * PUBLISHED_EVERY_MS;
  const firstMs = days.dayStart(nowMs) - KEPT_DAYS[query.place] * DAY_MS;
  const wanted = { fromMs: Math.max(firstMs, query.fromMs), toMs: Math.min(query.toMs, lastMs) };
  const found: IvmRecording[] = [];
  for (const dayMs of days.daysOf(wanted)) {
    const life = { fromMs: dayMs, toMs: Math.min(dayMs + DAY_MS, lastMs) };
    for (const one of dayOf(ground, channel, query.place, dayMs)) {
      const isWanted = query.kinds === null || query.kinds.includes(one.kind);
      for (const { fromMs, toMs } of cutSpan(one, life)) {
        if (isWanted && fromMs < query.toMs && toMs > query.fromMs) found.push({ ...one, fromMs, toMs });
      }
    }
  }
  return found.sort((a, b) => a.fromMs - b.fromMs || a.id.localeCompare(b.id));
}

function dayOf(ground: Ground, channel: IvmChannel, place: RecordPlace, dayMs: number): readonly IvmRecording[] {
  const records: IvmRecording[] = [];
  const mark = `${String(Math.floor(dayMs / DAY_MS))}${String(Math.floor(channel.luck * 1e6)).padStart(6, '0')}`;
  const day = ground.clock.days.indexOf(dayMs);
  const storageState = place === 'CLOUD' ? stateByAge(ground.clock.nowMs() - dayMs) : 0;
  const add = (kind: RecordKind, fromMs: number, lengthMs: number): void => {
    const serial = records.length;
    const toMs = Math.min(fromMs + lengthMs, dayMs + DAY_MS);
    records.push({
      id: `${mark}${String(serial).padStart(4, '0')}`,
      name: `_${channel.id.slice(-4)}_${String(serial)}_rf`,
      kind,
      fromMs,
      toMs,
      sizeBytes: Math.round(((toMs - fromMs) / 1000) * 96_000),
      storageState,
    });
  };
  const hasContinuous = place === 'DEVICE' || channel.packages.full === 'GRANT';
  if (hasContinuous) continuous(new Random(channel.cameraKey, place, day, 'continuous'), dayMs, add);
  const hasMotion = place === 'DEVICE' ? channel.luck > 0.5 : channel.packages.motion === 'GRANT';
  if (hasMotion) events(new Random(channel.cameraKey, place, day, 'events'), place, dayMs, add);
  const orders = ground.footage.of(channel.cameraKey, place === 'CLOUD' ? 'cloud' : 'device');
  return orders.reduce<readonly IvmRecording[]>(
    (rows, order) => followed(rows, order, dayMs, { id: mark, storageState }),
    records,
  );
}

/**
 * The recordings of one day once an order is followed. A gap cuts recordings of all kinds; an ordered recording takes the
 * place of the continuous ones, and clips of motion lie in it as in those.
 */
function followed(
  rows: readonly IvmRecording[],
  order: FootageOrder,
  dayMs: number,
  like: Pick<IvmRecording, 'id' | 'storageState'>,
): readonly IvmRecording[] {
  const [part] = cutSpan(order, { fromMs: dayMs, toMs: dayMs + DAY_MS });
  if (part === undefined) return rows;
  const secondOf = (atMs: number): string => String(Math.floor((atMs - dayMs) / 1000)).padStart(5, '0');
  const left = rows.flatMap((row) => {
    if (order.is === 'recorded' && row.kind !== 'NORMAL_RECORD') return [row];
    return spanWithout(row, part).map(({ fromMs, toMs }) => ({
      ...row,
      fromMs,
      toMs,
      id: fromMs === row.fromMs ? row.id : `${like.id}8${secondOf(fromMs)}`,
      sizeBytes: Math.round(((toMs - fromMs) / 1000) * 96_000),
    }));
  });
  if (order.is === 'gap') return left;
  const files: IvmRecording[] = [];
  for (let { fromMs } = part; fromMs < part.toMs; fromMs += FILE_MS) {
    const toMs = Math.min(fromMs + FILE_MS, part.toMs);
    files.push({
      id: `${like.id}9${secondOf(fromMs)}`,
      name: `_ordered_${secondOf(fromMs)}_rf`,
      kind: 'NORMAL_RECORD',
      fromMs,
      toMs,
      sizeBytes: Math.round(((toMs - fromMs) / 1000) * 96_000),
      storageState: like.storageState,
    });
  }
  return [...left, ...files];
}

function stateByAge(ageMs: number): StorageState {
  if (ageMs > ARCHIVED_AFTER_DAYS * DAY_MS) return 1;
  return ageMs > COLD_AFTER_DAYS * DAY_MS ? 3 : 0;
}

type Add = (kind: RecordKind, fromMs: number, lengthMs: number) => void;

/** Files of half an hour to an hour; one in twelve is missing, and one day in nine starts late. */
function continuous(random: Random, dayMs: number, add: Add): void {
  let atMs = dayMs + (random.chance(1 / 9) ? random.int(1, 9) * 3_600_000 : 0);
  while (atMs < dayMs + DAY_MS) {
    const lengthMs = random.int(30, 60) * MINUTE_MS;
    if (!random.chance(1 / 12)) add('NORMAL_RECORD', atMs, lengthMs);
    atMs += lengthMs;
  }
}

/** Short clips by day; on the device one in four was set off by an alarm. */
function events(random: Random, place: RecordPlace, dayMs: number, add: Add): void {
  let atMs = dayMs + random.int(6 * 60, 8 * 60) * MINUTE_MS;
  while (atMs < dayMs + 21 * 3_600_000) {
    const lengthMs = random.int(15, 180) * 1000;
    add(place === 'DEVICE' && random.chance(0.25) ? 'ALRAM_RECORD' : 'MOTION_RECORD', atMs, lengthMs);
    atMs += lengthMs + random.int(10, 80) * MINUTE_MS;
  }
}
