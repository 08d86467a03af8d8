/** The ticks of the ruler by the clocks of a zone. */
import type { TimeRange } from '../../../preload/domain/time.ts';
import { offsetOf } from './stamp.ts';
import { dayRange, offsetPieces, type OffsetPiece, type ZoneId } from './zone.ts';

export interface Tick {
  readonly atMs: number;
  /** `big` begins a larger unit: a day among hours, an hour among minutes. `small` has no label. */
  readonly rank: 'big' | 'middle' | 'small';
  readonly label: string;
  /** The clocks were changed at this moment. */
  readonly isChange: boolean;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const TO_MONDAY = 3;

/** Distance of labels, of the small ticks between them, and the unit whose beginning is a big tick. */
const STEPS: readonly (readonly [label: number, small: number, big: number])[] = [
  [100, 20, SECOND],
  [200, 50, SECOND],
  [500, 100, SECOND],
  [SECOND, 200, MINUTE],
  [2 * SECOND, 500, MINUTE],
  [5 * SECOND, SECOND, MINUTE],
  [10 * SECOND, 2 * SECOND, MINUTE],
  [15 * SECOND, 5 * SECOND, MINUTE],
  [30 * SECOND, 10 * SECOND, MINUTE],
  [MINUTE, 10 * SECOND, HOUR],
  [2 * MINUTE, 30 * SECOND, HOUR],
  [5 * MINUTE, MINUTE, HOUR],
  [10 * MINUTE, 2 * MINUTE, HOUR],
  [15 * MINUTE, 5 * MINUTE, HOUR],
  [30 * MINUTE, 10 * MINUTE, HOUR],
  [HOUR, 10 * MINUTE, DAY],
  [2 * HOUR, 30 * MINUTE, DAY],
  [3 * HOUR, HOUR, DAY],
  [6 * HOUR, HOUR, DAY],
  [12 * HOUR, 3 * HOUR, DAY],
  [DAY, 6 * HOUR, 7 * DAY],
  [2 * DAY, DAY, 7 * DAY],
  [7 * DAY, DAY, 7 * DAY],
];

/** The least room of a label in pixels: `10-25` and `14:30`, with seconds, with thousandths, and beside an offset. */
const ROOM = { short: 60, seconds: 78, thousandths: 100, offset: 46 } as const;

function stepsFor(range: TimeRange, widthPx: number, hasRepeats: boolean): (typeof STEPS)[number] {
  const pxPerMs = widthPx / (range.toMs - range.fromMs);
  const roomOf = (step: number): number =>
    (step < SECOND ? ROOM.thousandths : step < MINUTE ? ROOM.seconds : ROOM.short) +
    (hasRepeats && step <= HOUR ? ROOM.offset : 0);
  return STEPS.find(([label]) => label * pxPerMs >= roomOf(label)) ?? [7 * DAY, DAY, 7 * DAY];
}

/** Whether a local time is a beginning of the unit: weeks begin on Monday. */
function begins(local: number, unit: number): boolean {
  return unit >= 7 * DAY ? (local + TO_MONDAY * DAY) % unit === 0 : local % unit === 0;
}

const isRepeat = ({ repeatsUntilMs, repeatedFromMs }: OffsetPiece, atMs: number): boolean =>
  atMs < repeatsUntilMs || atMs >= repeatedFromMs;

function labelOf(zone: ZoneId, { atMs, local, step }: { atMs: number; local: number; step: number }): string {
  const iso = new Date(local).toISOString();
  const isDayStart = local % DAY === 0 && dayRange(zone, iso.slice(0, 10)).fromMs === atMs;
  if (isDayStart || step >= DAY) return iso.slice(5, 10);
  if (step < SECOND) return local % SECOND === 0 ? iso.slice(11, 19) : iso.slice(19, 23);
  return iso.slice(11, step < MINUTE ? 19 : 16);
}

/**
 * The ticks of a range in order. A time that comes twice has its offset in the label both times, and so has the first time
 * after a change of the clocks.
 *
 * @param widthPx the room of the range.
 */
export function ticksOf(zone: ZoneId, range: TimeRange, widthPx: number): readonly Tick[] {
  const pieces = offsetPieces(zone, range);
  const hasRepeats = pieces.some(
    ({ fromMs, toMs, repeatsUntilMs, repeatedFromMs }) =>
      (repeatsUntilMs > fromMs && range.fromMs < repeatsUntilMs) ||
      (repeatedFromMs < toMs && range.toMs > repeatedFromMs),
  );
  const [step, small, big] = stepsFor(range, widthPx, hasRepeats);
  // A label stands right of its tick: the label of a tick shortly before the range can be seen.
  const wide = { fromMs: range.fromMs - step, toMs: range.toMs };
  return offsetPieces(zone, wide).flatMap((piece) => ticksOfPiece(zone, piece, { wide, step, small, big }));
}

interface Scale {
  readonly wide: TimeRange;
  readonly step: number;
  readonly small: number;
  readonly big: number;
}

function ticksOfPiece(zone: ZoneId, piece: OffsetPiece, { wide, step, small, big }: Scale): readonly Tick[] {
  const ticks: Tick[] = [];
  const fromMs = Math.max(piece.fromMs, wide.fromMs);
  const untilMs = Math.min(piece.toMs, wide.toMs);
  const isChangeSeen = piece.fromMs >= wide.fromMs;
  const add = (atMs: number): void => {
    const local = atMs + piece.offsetMs;
    const isChange = isChangeSeen && atMs === piece.fromMs;
    const isLabelled = (isChange && step < DAY) || begins(local, step);
    const label = isLabelled ? labelOf(zone, { atMs, local, step }) : '';
    const needsOffset = isLabelled && step < DAY && (isChange || isRepeat(piece, atMs));
    const isBig = begins(local, big) || (isChange && isLabelled);
    const rank = isBig ? 'big' : isLabelled ? 'middle' : 'small';
    ticks.push({ atMs, rank, label: needsOffset ? `${label} ${offsetOf(zone, atMs)}` : label, isChange });
  };
  const firstMs = Math.ceil((fromMs + piece.offsetMs) / small) * small - piece.offsetMs;
  if (isChangeSeen && firstMs !== piece.fromMs) add(piece.fromMs);
  for (let atMs = firstMs; atMs < untilMs; atMs += small) add(atMs);
  return ticks;
}
