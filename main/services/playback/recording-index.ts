/**
 * The list of recordings, as the clouds answered. Answers are stored in the database with the time of the answer, so
 * that a timeline shows the known recordings at once, and a cloud is asked for the missing pieces only.
 */
import {
  MAX_DAY_RECORDINGS,
  MAX_LISTED_RECORDINGS,
  MAX_RECORDINGS_PIECE_MS,
  MAX_RECORDINGS_RANGE_MS,
  RECORDINGS_ANSWER_LIMIT_MS,
  RECORDINGS_KEPT_MS,
} from '../../../preload/domain/bounds.ts';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { AccountId } from '../../../preload/domain/ids.ts';
import {
  coverageOf,
  recordingOfSpan,
  withoutRanges,
  type Coverage,
  type Recording,
} from '../../../preload/domain/recording/recordings.ts';
import { intersect, type TimeRange } from '../../../preload/domain/time.ts';
import type { RecordingKey, RecordingTable, StoredRead } from '../../db/playback/recordings.ts';
import { ConcurrencyLimit } from '../../concurrency-limit.ts';
import { AppError, cancelled } from '../../errors.ts';
import { type RecordAnswer, type RecordPort, type RecordRequest } from '../../ports/records.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import { withinLimit } from '../shared/time-limit.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Clouds add and close recordings late: the newest hour of an answer is asked for again. */
const UNSETTLED_MS = HOUR_MS;
/** An answer that is younger is not asked for again, its newest hour neither. */
const YOUNG_MS = 30_000;
/** Clouds delete and archive recordings every day. */
const MAX_AGE_MS = DAY_MS;
/** Limit of the wait for another window's question about the same camera: for its turns and all pieces of its range. */
const WAIT_LIMIT_MS = 10 * RECORDINGS_ANSWER_LIMIT_MS;
/**
 * Limit of questions that ask one account's cloud at the same time. The client itself allows more calls, so that other
 * calls of the account, such as a PTZ stop, do not wait behind the lists of 16 cameras.
 */
const ASKED_AT_ONCE = 4;
/** Limit of recordings at one moment in one answer. */
const MAX_AT_ONCE = 100;
/**
 * Limit of recordings, and of answers, that are read from the database for one range. The range behind the last one
 * counts as unknown.
 */
const MAX_KNOWN = 60_000;
/** Recordings are listed whole: this is how far they can reach out of the asked range. */
const AROUND_MS = DAY_MS;
/** Playlists have whole segments, and no segment is longer. */
const AROUND_STRETCH_MS = HOUR_MS;
/** A day before the year 10000, which no cloud can be asked for in any zone. */
const LAST_MS = Date.UTC(9999, 11, 31);

export interface RecordQuestion extends RecordRequest {
  /** Asks the cloud for all pieces, however young their answers are, because the stored answers are out of date. */
  readonly isAnew?: boolean | undefined;
}

export interface RecordingsView {
  /** In order of their begin; they can reach out of the range and overlap each other. */
  readonly recordings: readonly Recording[];
  /** Every moment of the range, in order. */
  readonly coverage: readonly Coverage[];
  /** The age of the oldest answer, epoch ms; null where nothing was answered. */
  readonly asOfMs: number | null;
  /** How many entries of the cloud's lists could not be read. */
  readonly unreadable: number;
}

interface RecordingIndexOptions {
  readonly table: RecordingTable;
  /** The list of recordings of an account's cloud; null where the cloud has none. @throws {AppError} as a session does. */
  readonly portOf: (id: AccountId) => Promise<RecordPort | null>;
  readonly nowMs?: () => number;
}

export class RecordingIndex {
  readonly #table: RecordingTable;
  readonly #portOf: RecordingIndexOptions['portOf'];
  readonly #nowMs: () => number;
  /** One question for each camera and place at a time: two windows with the same camera share its answer. */
  readonly #asking = new Map<string, Promise<unknown>>();
  readonly #turns = new Map<AccountId, ConcurrencyLimit>();
  readonly #disposed = new AbortController();

  constructor({ table, portOf, nowMs = Date.now }: RecordingIndexOptions) {
    this.#table = table;
    this.#portOf = portOf;
    this.#nowMs = nowMs;
  }

  /** Reads the stored answers; asks no cloud. @throws {AppError} `channel.not-found`, `input.invalid-field`. */
  async known(request: RecordRequest): Promise<RecordingsView> {
    givenChannelRef(request.channelId);
    checkRange(request.range);
    const { fromMs } = request.range;
    const recordings = await this.#table.recordings(request, request.range, MAX_KNOWN);
    // The rest of the range, behind the last row within the limit, counts as unknown.
    const listedMs = recordings.length < MAX_KNOWN ? request.range.toMs : (recordings.at(-1)?.fromMs ?? fromMs);
    const reads = await this.#table.reads(request, request.range, MAX_KNOWN);
    const readMs = reads.length < MAX_KNOWN ? request.range.toMs : (reads.at(-1)?.fromMs ?? fromMs);
    const knownMs = Math.max(fromMs, Math.min(listedMs, readMs));
    const known = coverageOf({ fromMs, toMs: knownMs }, recordings, reads);
    return {
      recordings,
      coverage: knownMs === request.range.toMs ? known : [...known, unknownFrom(knownMs, request.range.toMs)],
      asOfMs: reads.reduce<number | null>((oldest, { asOfMs }) => Math.min(oldest ?? asOfMs, asOfMs), null),
      unreadable: reads.reduce((sum, one) => sum + one.unreadable, 0),
    };
  }

  /** The stored recordings that contain a moment. @throws {AppError} `channel.not-found`, `input.invalid-field`. */
  async at(key: RecordingKey, atMs: number): Promise<readonly Recording[]> {
    givenChannelRef(key.channelId);
    const moment = { fromMs: atMs, toMs: atMs + 1 };
    checkRange(moment);
    return await this.#table.recordings(key, moment, MAX_AT_ONCE);
  }

  /** The begin of the oldest footage that is known of a camera, epoch ms; null where none is. Asks no cloud. */
  oldestMs(key: RecordingKey): number | null {
    return this.#table.oldestMs(key);
  }

  /**
   * The piece from the begin of a range on in which nothing is recorded, as the cloud said well enough; null where a
   * recording can lie there. Asks no cloud.
   */
  async emptyFrom(key: RecordingKey, range: TimeRange): Promise<TimeRange | null> {
    const nowMs = this.#nowMs();
    const recordings = await this.#table.recordings(key, range, MAX_KNOWN);
    const answered = await this.#table.reads(key, range, MAX_KNOWN);
    const reads = answered.flatMap((read) => {
      const settled = settledPart(read, { ...key, range, archiveGrainMs: Infinity }, nowMs);
      return settled === null ? [] : { ...read, fromMs: settled.fromMs, toMs: settled.toMs };
    });
    const [first] = coverageOf(range, recordings, reads);
    return first?.state === 'empty' ? { fromMs: first.fromMs, toMs: first.toMs } : null;
  }

  /**
   * Stores the footage that playing a stretch has shown, if the cloud lists no recordings; the rest of the stretch
   * counts as empty. A stretch that is known to be empty was answered by {@link emptyFrom}, and not by the cloud: its answer
   * does not become younger.
   */
  async learn(key: RecordingKey, stretch: TimeRange, spans: readonly TimeRange[]): Promise<void> {
    const known = spans.length === 0 ? await this.emptyFrom(key, stretch) : null;
    if (known !== null && known.toMs >= stretch.toMs) return;
    const recordings = spans.map((span) => recordingOfSpan(key, span));
    const answer: RecordAnswer = { range: stretch, recordings, archivedWithin: [], unreadable: 0 };
    await this.#take({ ...key, range: stretch, archiveGrainMs: DAY_MS }, answer, AROUND_STRETCH_MS);
  }

  /**
   * Asks the cloud for the pieces of the range that are unknown or out of date, and returns everything that is known
   * then. Answers that arrived before a failure are stored. `isAnew` asks for all pieces.
   *
   * @throws {AppError} `cloud.not-supported` where the cloud lists no recordings; `channel.not-found`,
   *   `input.invalid-field`, `network.*`, and what the cloud refused.
   */
  async read({ isAnew = false, ...request }: RecordQuestion, signal: AbortSignal): Promise<RecordingsView> {
    const { accountId } = givenChannelRef(request.channelId);
    checkRange(request.range);
    const key = `${request.place} ${request.channelId}`;
    for (let other = this.#asking.get(key); other !== undefined; other = this.#asking.get(key)) {
      const ended = other;
      await withinLimit(signal, WAIT_LIMIT_MS, () => ended);
    }
    if (signal.aborted) throw cancelled('recordings.read');
    const asking = this.#readMissing(request, accountId, { signal, isAnew });
    // The question after this one waits for the end, whatever the end is.
    const ended = asking.then(ignore, ignore).then(() => this.#asking.delete(key));
    this.#asking.set(key, ended);
    await asking;
    return await this.known(request);
  }

  /**
   * Deletes the recordings of accounts that this client no longer has, such as an account of an earlier run alone, and
   * those of footage that is too old for most clouds.
   *
   * @param known the accounts that the client has.
   * @throws {AppError} `cancelled` when the client ends meanwhile.
   */
  async keepOnly(known: readonly AccountId[]): Promise<void> {
    const kept = new Set(known);
    for (const accountId of this.#table.accounts()) if (!kept.has(accountId)) await this.forget(accountId);
    await this.#table.forgetBefore(this.#nowMs() - RECORDINGS_KEPT_MS, this.#disposed.signal);
  }

  /** An account was removed: its recordings are forgotten. @throws {AppError} `cancelled` when the client ends meanwhile. */
  forget(accountId: AccountId): Promise<void> {
    this.#turns.delete(accountId);
    return this.#table.forget(accountId, this.#disposed.signal);
  }

  /** Ends the deletion of recordings; the next start deletes the rest. */
  dispose(): void {
    this.#disposed.abort();
  }

  async #readMissing(
    request: RecordRequest,
    accountId: AccountId,
    { signal, isAnew }: { readonly signal: AbortSignal; readonly isAnew: boolean },
  ): Promise<void> {
    const missing = await this.#missing(request, isAnew);
    if (missing.length === 0) return;
    const port = await this.#portOf(accountId);
    if (port === null) throw new AppError('cloud.not-supported', 'this cloud lists no recordings');
    const turn = this.#turns.get(accountId) ?? new ConcurrencyLimit(ASKED_AT_ONCE);
    this.#turns.set(accountId, turn);
    for (const range of missing) await turn.run(signal, () => this.#ask(port, { ...request, range }, signal));
  }

  /** Asks for one piece, and stores each answer as it comes. */
  async #ask(port: RecordPort, request: RecordRequest, signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    let rows = 0;
    const answers = port.list(request, stop.signal)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await withinLimit(signal, RECORDINGS_ANSWER_LIMIT_MS, () => answers.next());
        if (next.done === true) return;
        rows += next.value.recordings.length + 1;
        if (rows > MAX_LISTED_RECORDINGS) throw tooMany(`more than ${MAX_LISTED_RECORDINGS} recordings in one list`);
        await this.#take(request, next.value);
      }
    } catch (error) {
      stop.abort();
      answers.return?.().catch(ignore);
      throw error;
    }
  }

  /** The pieces of the range that must be asked for, each as long as one question may be. */
  async #missing(request: RecordRequest, isAnew: boolean): Promise<TimeRange[]> {
    const nowMs = this.#nowMs();
    // Nothing is recorded yet in the future.
    const range = intersect(request.range, { fromMs: 0, toMs: Math.floor(nowMs / 1000) * 1000 });
    if (range === null) return [];
    if (isAnew) return questionsOf(range);
    const answered = await this.#table.reads(request, range, MAX_KNOWN);
    const settled = answered.flatMap((read) => settledPart(read, request, nowMs) ?? []);
    return joinNear(withoutRanges(range, settled)).flatMap(questionsOf);
  }

  /** Stores an answer day by day, so that a month of short recordings does not block main in one piece. */
  async #take(
    request: RecordRequest,
    { range, recordings, archivedWithin, unreadable }: RecordAnswer,
    aroundMs = AROUND_MS,
  ): Promise<void> {
    const { channelId, place, archiveGrainMs } = request;
    const key: RecordingKey = { channelId, place };
    const asOfMs = this.#nowMs();
    // A file that reaches further is no file that anybody plays, and numbers without bound cannot be stored.
    const around = { fromMs: Math.max(0, request.range.fromMs - aroundMs), toMs: request.range.toMs + aroundMs };
    const clipped = recordings.flatMap((one) => {
      const part = intersect(one, around);
      return part === null ? [] : { ...one, ...part };
    });
    let left = unreadable;
    for (const day of daysOf(range)) {
      const ofDay = clipped.filter((one) => intersect(one, day) !== null);
      if (ofDay.length > MAX_DAY_RECORDINGS) throw tooMany(`more than ${MAX_DAY_RECORDINGS} recordings of one day`);
      const read: StoredRead = {
        ...day,
        asOfMs,
        archiveGrainMs,
        unreadable: left,
        archivedWithin: archivedWithin.flatMap((piece) => intersect(piece, day) ?? []),
      };
      left = 0;
      await this.#table.take(key, read, ofDay);
      await yieldToEvents();
    }
  }
}

const ignore = (): void => undefined;
const unknownFrom = (fromMs: number, toMs: number): Coverage => ({ state: 'unknown', fromMs, toMs });

const tooMany = (detail: string): AppError =>
  new AppError('network.bad-answer', detail, { params: { host: '', detail }, action: 'report' });

/** @throws {AppError} `input.invalid-field`. */
export function checkRange({ fromMs, toMs }: TimeRange): void {
  const isTooFar = toMs - fromMs > MAX_RECORDINGS_RANGE_MS || toMs > LAST_MS;
  const detail = toMs <= fromMs ? 'empty-range' : isTooFar ? 'range-too-long' : null;
  if (detail === null) return;
  throw new AppError('input.invalid-field', `a range of ${toMs - fromMs} ms`, {
    params: { field: 'range', detail, limit: MAX_RECORDINGS_RANGE_MS / DAY_MS },
  });
}

/** The part of an answer that needs no second question now. */
function settledPart(read: StoredRead, { archiveGrainMs }: RecordRequest, nowMs: number): TimeRange | null {
  const ageMs = nowMs - read.asOfMs;
  // An answer from the future is from before the clock was set back.
  if (ageMs < 0 || ageMs > MAX_AGE_MS) return null;
  if (read.archivedWithin.length > 0 && read.archiveGrainMs > archiveGrainMs) return null;
  if (ageMs <= YOUNG_MS) return read;
  return intersect(read, { fromMs: 0, toMs: read.asOfMs - UNSETTLED_MS });
}

/**
 * Pieces with less than a day between them, as one piece: a question for a day costs the same as one for an hour of it,
 * and a cloud that reports only the recorded times leaves one missing piece for each gap.
 *
 * @param pieces in order.
 */
function joinNear(pieces: readonly TimeRange[]): TimeRange[] {
  const joined: TimeRange[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && piece.fromMs - last.toMs < DAY_MS)
      joined[joined.length - 1] = { fromMs: last.fromMs, toMs: piece.toMs };
    else joined.push(piece);
  }
  return joined;
}

/** The range cut into pieces that one question may cover. */
function questionsOf({ fromMs, toMs }: TimeRange): TimeRange[] {
  const pieces: TimeRange[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += MAX_RECORDINGS_PIECE_MS)
    pieces.push({ fromMs: atMs, toMs: Math.min(atMs + MAX_RECORDINGS_PIECE_MS, toMs) });
  return pieces;
}

/** The range cut at the midnights of UTC. */
function daysOf({ fromMs, toMs }: TimeRange): TimeRange[] {
  const days: TimeRange[] = [];
  for (let atMs = fromMs; atMs < toMs;) {
    const endMs = Math.min((Math.floor(atMs / DAY_MS) + 1) * DAY_MS, toMs);
    days.push({ fromMs: atMs, toMs: endMs });
    atMs = endMs;
  }
  return days;
}
