/**
 * The addresses of the stretches of one playback. A range is cut into stretches, each with its own address, and every
 * stream that was opened at the cloud is ended there.
 */
import type { PlaybackRequest, PlaybackSource } from '../../ports/playback.ts';
import { allowedHostOf } from '../../ports/media-trust.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { StreamProfile } from '../../../preload/domain/media/streams.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { AppError, cancelled, isAbort } from '../../errors.ts';
import { log } from '../../log.ts';
import type { PastPiece, PastQuestion } from '../../media/messages/types.ts';
import { withinLimit } from '../shared/time-limit.ts';
import type { CloudTurns } from './cloud-turns.ts';
import type { RecordingIndex } from './recording-index.ts';

const HOUR_MS = 3_600_000;
/** The longest stretch: playlists of clouds stay within the bounds of the gateway. */
const STRETCH_MS = 2 * HOUR_MS;
/** Time without footage is looked for in pieces of this length. */
const EMPTY_LOOK_MS = 24 * HOUR_MS;
/** Shorter times without footage are left to the playlist. */
const LEAST_EMPTY_MS = 600_000;
/** Ending a playback may take so long; after that the device or the cloud ends it by itself. */
const END_LIMIT_MS = 5_000;

const never = new AbortController().signal;

interface PastSourcesOptions {
  readonly request: PlaybackRequest;
  /** Asks the cloud of an account, in its turn. */
  readonly turns: Pick<CloudTurns, 'ask'>;
  readonly accountId: AccountId;
  readonly index: Pick<RecordingIndex, 'emptyFrom'>;
  /** Called for each request that gave an address. */
  readonly onRequest?: ((requestId: string) => void) | undefined;
  /** No question is asked after it fired, and no answer is waited for. */
  readonly signal: AbortSignal;
}

/** The stretch that contains a moment of the range. @param atMs inside the range. */
export function stretchAt(range: TimeRange, atMs: number): TimeRange {
  const fromMs = range.fromMs + Math.floor((atMs - range.fromMs) / STRETCH_MS) * STRETCH_MS;
  return { fromMs, toMs: Math.min(fromMs + STRETCH_MS, range.toMs) };
}

/** @throws {AppError} `input.invalid-field` for a moment outside the range. */
export function checkMoment({ fromMs, toMs }: TimeRange, atMs: number): void {
  if (atMs >= fromMs && atMs < toMs) return;
  throw new AppError('input.invalid-field', 'a moment outside the range', {
    params: { field: 'atMs', detail: 'form' },
  });
}

export class PastSources {
  readonly #options: PastSourcesOptions;
  /** Open sources, by the end of their stretch (epoch ms): what a cloud gives of a stretch may begin earlier than it. */
  readonly #open = new Map<number, PlaybackSource>();
  #isEnded = false;

  constructor(options: PastSourcesOptions) {
    this.#options = options;
  }

  /** Steers the device that plays; null where the viewer alone decides. */
  get control(): PlaybackSource['control'] | null {
    return [...this.#open.values()].find(({ control }) => control !== undefined)?.control ?? null;
  }

  /** The stream that plays; null where the cloud offers no choice. */
  get profile(): StreamProfile | null {
    return [...this.#open.values()].find(({ profile }) => profile !== undefined)?.profile ?? null;
  }

  /** Whether something that is open comes from this host because a person allowed it. @param host with its port. */
  comeFrom(host: string): boolean {
    return [...this.#open.values()].some((source) => allowedHostOf(source) === host);
  }

  /**
   * The address of a stretch. A stretch in which nothing is recorded has none, and is no longer than what the cloud was asked
   * for.
   *
   * @param asking ends the question; the end of the playback ends it too.
   * @throws {AppError} what the cloud refused, or `network.*`.
   */
  async resolve({ fromMs, toMs }: PastQuestion, asking: AbortSignal): Promise<PastPiece> {
    const { request, turns, accountId } = this.#options;
    const { channelId, range, place } = request;
    const signal = AbortSignal.any([asking, this.#options.signal]);
    const empty = toMs === null ? await this.#emptyFrom(fromMs) : null;
    if (empty !== null) return { stretch: empty, source: null };
    // A device begins anew with each stretch, so its stretches are as long as possible.
    const endMs = place === 'device' ? Math.min(fromMs + STRETCH_MS, range.toMs) : stretchAt(range, fromMs).toMs;
    const stretch = { fromMs, toMs: toMs ?? endMs };
    let asked = stretch;
    try {
      const source = await turns.ask({ accountId, channelId }, signal, async (port, limited) => {
        asked = port.firstPart?.(stretch) ?? stretch;
        const opened = await port.open({ ...request, range: stretch }, limited);
        if (!limited.aborted && !this.#isEnded) return opened;
        // Nobody waits for the late answer: its stream is ended like every other.
        void endOne(opened);
        throw cancelled('playback.open');
      });
      return this.#take(stretch, source);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'recording.none') throw error;
      return { stretch: asked, source: null };
    }
  }

  /** Ends everything at the cloud and on the device. Never rejects. */
  async end(): Promise<void> {
    this.#isEnded = true;
    const open = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(open.map((source) => endOne(source)));
  }

  async #emptyFrom(fromMs: number): Promise<TimeRange | null> {
    const { request, index } = this.#options;
    const { range } = request;
    const empty = await index.emptyFrom(request, { fromMs, toMs: Math.min(fromMs + EMPTY_LOOK_MS, range.toMs) });
    if (empty === null || empty.fromMs !== fromMs) return null;
    return empty.toMs - fromMs >= LEAST_EMPTY_MS || empty.toMs === range.toMs ? empty : null;
  }

  #take(stretch: TimeRange, source: PlaybackSource): PastPiece {
    const { covers = stretch, control: _, end: __, profile: ___, requestId, ...upstream } = source;
    const before = this.#open.get(covers.toMs);
    if (before !== undefined) void endOne(before);
    this.#open.set(covers.toMs, source);
    if (requestId !== undefined) this.#options.onRequest?.(requestId);
    return { stretch: covers, source: upstream };
  }
}

/** Stops the session of a device, and makes an address useless. Never rejects. */
async function endOne({ control, end }: PlaybackSource): Promise<void> {
  const steps = [(signal: AbortSignal) => control?.stop(signal), (signal: AbortSignal) => end?.(signal)];
  const outcomes = await Promise.allSettled(
    steps.map((step) => withinLimit(never, END_LIMIT_MS, async (signal) => step(signal))),
  );
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled' || isAbort(outcome.reason)) continue;
    // An address that cannot be ended works until its life ends; a device ends a session that nobody pulls.
    log.info('a playback could not be ended at its cloud', { error: outcome.reason });
  }
}
