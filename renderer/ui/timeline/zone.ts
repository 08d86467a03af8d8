/**
 * Zones and their clock changes. Temporal is asked once for the offsets of some years; after that the local time of a moment is
 * an addition, cheap enough for every tick of every frame.
 */
import type { TimeRange } from '../../../preload/domain/time.ts';

/** A name of the IANA database, or `UTC`. */
export type ZoneId = string;
/** A date of the calendar: `2026-11-22`. */
export type Day = string;

/** A range in which the clocks of a zone are not changed. Before the first and after the last change the range is endless. */
export interface OffsetPiece extends TimeRange {
  /** Local time less UTC. */
  readonly offsetMs: number;
  /** Local times before this moment of the piece were there before, with another offset; `fromMs` where none was. */
  readonly repeatsUntilMs: number;
  /** Local times from this moment of the piece on come once more; `toMs` where none does. */
  readonly repeatedFromMs: number;
}

const DAY_MS = 86_400_000;
/** Offsets are fetched for this time before and behind the one that was asked for. */
const MARGIN_MS = 400 * DAY_MS;
const MAX_KNOWN_DAYS = 1_000;

export const operatorZone = (): ZoneId => Temporal.Now.timeZoneId();

/** The zones that this computer knows, in the order of their names. */
export const knownZones = (): readonly ZoneId[] => Intl.supportedValuesOf('timeZone');

const known = new Map<string, boolean>();
const MAX_KNOWN_NAMES = 200;

/** Whether this computer can compute times of the zone. A zone that another computer named may be newer than its data. */
export function isKnownZone(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= MAX_KNOWN_NAMES) known.clear();
  const isKnown = canFormat(name);
  known.set(name, isKnown);
  return isKnown;
}

function canFormat(name: string): boolean {
  // An offset such as +08:00 is a zone for Intl, and has no clock changes: the operator names a place.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

class ZoneClock {
  readonly #id: ZoneId;
  readonly #days = new Map<Day, TimeRange>();
  #known: TimeRange = { fromMs: 0, toMs: 0 };
  #pieces: readonly OffsetPiece[] = [];

  constructor(id: ZoneId) {
    this.#id = id;
  }

  pieceAt(atMs: number): OffsetPiece {
    this.#learn({ fromMs: atMs, toMs: atMs });
    const piece = this.#pieces.find(({ toMs }) => atMs < toMs);
    if (piece === undefined) throw new Error(`no offset of ${this.#id} at ${atMs}`);
    return piece;
  }

  pieces(range: TimeRange): readonly OffsetPiece[] {
    this.#learn(range);
    return this.#pieces.filter(({ fromMs, toMs }) => toMs > range.fromMs && fromMs < range.toMs);
  }

  dayRange(day: Day): TimeRange {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const date = Temporal.PlainDate.from(day);
    const startOf = (of: Temporal.PlainDate): number => of.toZonedDateTime(this.#id).epochMilliseconds;
    const range = { fromMs: startOf(date), toMs: startOf(date.add({ days: 1 })) };
    if (this.#days.size >= MAX_KNOWN_DAYS) this.#days.clear();
    this.#days.set(day, range);
    return range;
  }

  #learn({ fromMs, toMs }: TimeRange): void {
    if (this.#pieces.length > 0 && fromMs >= this.#known.fromMs && toMs <= this.#known.toMs) return;
    this.#known = { fromMs: fromMs - MARGIN_MS, toMs: toMs + MARGIN_MS };
    const raw: { fromMs: number; toMs: number; offsetMs: number }[] = [];
    let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(
      Math.floor(this.#known.fromMs),
    ).toZonedDateTimeISO(this.#id);
    while (at !== null && at.epochMilliseconds < this.#known.toMs) {
      const offsetMs = Math.round(at.offsetNanoseconds / 1e6);
      const last = raw.at(-1);
      if (last !== undefined) last.toMs = at.epochMilliseconds;
      raw.push({ fromMs: last === undefined ? -Infinity : at.epochMilliseconds, toMs: Infinity, offsetMs });
      at = at.getTimeZoneTransition('next');
    }
    this.#pieces = raw.map((piece, i) => ({
      ...piece,
      repeatsUntilMs: piece.fromMs + Math.max(0, (raw[i - 1]?.offsetMs ?? piece.offsetMs) - piece.offsetMs),
      repeatedFromMs: piece.toMs - Math.max(0, piece.offsetMs - (raw[i + 1]?.offsetMs ?? piece.offsetMs)),
    }));
  }
}

const clocks = new Map<ZoneId, ZoneClock>();

/** @throws {RangeError} for a zone that nobody knows. */
function clockOf(zone: ZoneId): ZoneClock {
  let clock = clocks.get(zone);
  if (clock === undefined) clocks.set(zone, (clock = new ZoneClock(zone)));
  return clock;
}

/** The pieces of a range between changes of the clocks, in order. The first and the last reach out of the range. */
export const offsetPieces = (zone: ZoneId, range: TimeRange): readonly OffsetPiece[] => clockOf(zone).pieces(range);

export const pieceAt = (zone: ZoneId, atMs: number): OffsetPiece => clockOf(zone).pieceAt(atMs);

/** Whether the clocks of a zone show the local time of this moment twice on this day. */
export function isDoubled(zone: ZoneId, atMs: number): boolean {
  const { repeatsUntilMs, repeatedFromMs } = pieceAt(zone, atMs);
  return atMs < repeatsUntilMs || atMs >= repeatedFromMs;
}

/** The local time of a moment as if the zone were UTC: what `Date` then says in UTC is what a clock in the zone shows. */
export const localMs = (zone: ZoneId, atMs: number): number => atMs + pieceAt(zone, atMs).offsetMs;

export const dayOf = (zone: ZoneId, atMs: number): Day => new Date(localMs(zone, atMs)).toISOString().slice(0, 10);

/** A day of a zone, 23 to 25 hours long: from its first moment to the first moment of the next day. */
export const dayRange = (zone: ZoneId, day: Day): TimeRange => clockOf(zone).dayRange(day);

/** @param days may be negative. */
export const addDays = (day: Day, days: number): Day => Temporal.PlainDate.from(day).add({ days }).toString();

/**
 * The moments at which the clocks of a zone show a local time: one, two in an hour that comes twice, none in an hour that the
 * clocks leave out.
 *
 * @param local as `localMs` returns it.
 */
export function momentsOf(zone: ZoneId, local: number): readonly number[] {
  const around = { fromMs: local - 2 * DAY_MS, toMs: local + 2 * DAY_MS };
  return offsetPieces(zone, around)
    .map((piece) => ({ piece, atMs: local - piece.offsetMs }))
    .filter(({ piece, atMs }) => atMs >= piece.fromMs && atMs < piece.toMs)
    .map(({ atMs }) => atMs);
}
