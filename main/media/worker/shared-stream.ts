/**
 * One upstream of one key: resolves its URL, pulls, waits and pulls again, and reports its feed. Its viewers stay all
 * the time. A stream that flows without viewers is closed, and its feed says so; it starts again when a viewer comes. A
 * lost stream tries again as long as a window holds a lease: the page may wait for its feed before it asks.
 */
import { isDeepStrictEqual } from 'node:util';
import type { LocalTransport, StreamFeed } from '../../../preload/domain/media/streams.ts';
import type { UpstreamSource } from '../../ports/live.ts';
import type { ErrorCode, WireError } from '../../../preload/domain/error.ts';
import { AppError, logUnexplained } from '../../errors.ts';
import { shortenUrls } from '../../log.ts';
import { Attendance } from './attendance.ts';
import { backoffMs, slowRetryMs } from './backoff.ts';
import { FasterTrial } from './faster-trial.ts';
import { openPull, type OpenPull } from './open-pull.ts';
import { RenewalPlan } from './renewal-plan.ts';
import type { StreamHost } from './stream-host.ts';
import { retryable } from '../shared/failures.ts';
import { FlvFanout } from '../past/flv-fanout.ts';
import type { ViewerSink } from '../past/flv-fanout.ts';
import type { Pull, PullEvents } from '../upstream/flv/flv-pull.ts';
import { HlsRelay } from '../upstream/hls/hls-relay.ts';
import type { SoundTrack } from '../../../preload/domain/exports/clips.ts';
import type { StreamRing } from '../past/ring.ts';
import { QuietWatch } from './quiet-watch.ts';
import { soundOf } from '../formats/flv/sound-formats.ts';
import type { StreamWork } from '../shared/work-board.ts';
import { localTransport } from '../messages/upstream-url.ts';

/** Cameras send several frames a second: a connection that must show life and brings no frame in this time is dead. */
const SIGN_OF_LIFE_MS = 2_000;
/** A planned step that has not happened this long after its time will never happen: the stream starts again. */
const OVERDUE_MS = 5_000;
/** How often a stream that rests reports it again, in case that the page missed the report. */
const REMIND_EVERY_MS = 10_000;

export class SharedStream {
  readonly #key: string;
  readonly #host: StreamHost;
  readonly #openPull: OpenPull;
  readonly work: StreamWork;
  readonly fanout: FlvFanout;
  readonly ring: StreamRing;
  readonly hls: HlsRelay;
  #transport: LocalTransport;
  readonly #attendance = new Attendance();
  /** Set while the stream should run: aborting it ends the current attempt. */
  #run: AbortController | null = null;
  #pull: Pull | null = null;
  #wake: (() => void) | null = null;
  #quiet = new QuietWatch();
  /** Attempts in a row that brought no lasting media. */
  #failures = 0;
  /** Waits in a row, for the back-off. */
  #waits = 0;
  #flowingSinceMs: number | null = null;
  #feed: StreamFeed | null = null;
  /** When the current try or wait ends at the latest, by a clock that is never set; null while media flows. */
  #dueAtMs: number | null = null;
  #remindedAtMs = 0;
  /** The events of the current attempt. */
  #pullEvents: PullEvents | null = null;
  readonly #renewal = new RenewalPlan();
  readonly #faster: FasterTrial;
  /** Ends the current connection in favour of a faster transport; null while none plays. */
  #changeOver: (() => void) | null = null;
  #isChanging = false;

  /** @param open connects to upstreams; only tests pass their own. */
  constructor(key: string, transport: LocalTransport, host: StreamHost, open: OpenPull = openPull) {
    this.#key = key;
    this.#openPull = open;
    this.#transport = transport;
    this.#host = host;
    this.work = host.workOf(key);
    this.ring = host.createRing();
    this.#faster = this.#createTrial();
    this.fanout = new FlvFanout(
      {
        // For HLS the playlist shows whether the stream flows; its segments reach the ring when they are fetched.
        onPicture: (codec) => (this.#transport === 'hls' ? undefined : this.#onFlow(codec)),
      },
      this.ring,
    );
    this.hls = new HlsRelay(
      {
        connectTimeoutMs: host.timings.connectTimeoutMs,
        watchdogMs: host.timings.watchdogMs,
        onFlow: (codec) => this.#onFlow(codec),
        onBytes: (count) => host.received(count),
        onWanted: () => this.#claim(),
        work: this.work,
      },
      this.fanout,
    );
  }

  get transport(): LocalTransport {
    return this.#transport;
  }

  /** Why the ring stays empty, as a name of the stream's kind; null if the ring fills. */
  get refusal(): string | null {
    return this.#transport === 'hls' ? this.hls.ringWriter.refusal : null;
  }

  get sound(): SoundTrack {
    if (this.#transport === 'hls') return this.hls.ringWriter.sound;
    return soundOf(this.fanout.audioFormat);
  }

  get soundChannels(): 1 | 2 {
    return this.fanout.soundChannels;
  }

  get isRunning(): boolean {
    return this.#run !== null;
  }

  /** Starts unless it runs; `first` is an upstream that was resolved already. */
  start(first: UpstreamSource | null, nowMs: number): void {
    if (this.#run !== null) return;
    const run = new AbortController();
    this.#run = run;
    this.#attendance.begin(nowMs);
    this.#failures = 0;
    this.#waits = 0;
    void this.#loop(first, run.signal);
  }

  /** Closes the upstream. Viewers keep their sockets; the next `add` or `start` begins again. */
  stop(): void {
    this.#end();
    this.fanout.reset();
    this.hls.ringWriter.reset();
  }

  #end(): void {
    this.#run?.abort();
    this.#run = null;
    this.#pull?.close();
    this.#pull = null;
    this.#pullEvents = null;
    this.#wake?.();
    this.#wake = null;
    this.#flowingSinceMs = null;
    this.#feed = null;
    this.#dueAtMs = null;
    this.#faster.end();
    this.#isChanging = false;
    this.hls.disconnect();
  }

  /** Ends it for good. */
  dispose(): void {
    this.stop();
    this.hls.dispose();
    this.ring.dispose();
  }

  /** Ends the wait between attempts; an open connection must show life soon. */
  retryNow(): void {
    if (this.#run === null) this.start(null, Date.now());
    this.#wake?.();
    this.#quiet.expectLifeWithin(SIGN_OF_LIFE_MS);
  }

  add(sink: ViewerSink, nowMs: number): void {
    this.#attendance.come();
    this.#claim();
    this.fanout.add(sink, nowMs);
  }

  remove(sink: ViewerSink, nowMs: number): void {
    this.fanout.remove(sink);
    this.#attendance.leave(nowMs);
  }

  /** Keeps it running without a viewer, as a recording does. */
  hold(): void {
    this.#attendance.come();
    this.#claim();
  }

  release(nowMs: number): void {
    this.#attendance.leave(nowMs);
  }

  /** The one timer of the worker: batches, watchdog, and closing streams without viewers. */
  tick(nowMs: number): void {
    if (this.#run === null) return this.#remind(nowMs);
    this.fanout.flush(nowMs);
    if (this.#isUnwatched(nowMs)) return this.#rest();
    if (this.#dueAtMs !== null && performance.now() > this.#dueAtMs + OVERDUE_MS) {
      this.#end();
      return this.start(null, nowMs);
    }
    if (this.#attendance.isWatched && this.#transport === 'hls') this.hls.keepUp(nowMs);
    this.#watch();
    this.#renewWhenDue(nowMs);
    if (this.#feed?.phase === 'flowing') this.#faster.tick();
  }

  /** Only a stream that flows costs something: tiles wait for all other streams. */
  #isUnwatched(nowMs: number): boolean {
    if (this.#feed?.phase !== 'flowing') return false;
    const pollingMs = this.#transport === 'hls' ? this.hls.pollingMs : 0;
    return this.#attendance.isOver(nowMs, this.#host.timings, this.hls.lastRequestAtMs, pollingMs);
  }

  #rest(): void {
    this.stop();
    this.#tellIdle();
  }

  #tellIdle(): void {
    this.#remindedAtMs = performance.now();
    this.#host.feed(this.#key, { phase: 'idle' });
  }

  /** The stream does not run: start it if a viewer is connected, else report its state to its leases again. */
  #remind(nowMs: number): void {
    if (this.#attendance.isWatched) this.start(null, nowMs);
    else if (performance.now() - this.#remindedAtMs > REMIND_EVERY_MS) this.#tellIdle();
  }

  #claim(): void {
    const nowMs = Date.now();
    this.start(null, nowMs);
    this.#attendance.claim(nowMs);
  }

  #watch(): void {
    const openedAtMs = this.#pull?.openedAtMs ?? null;
    if (openedAtMs === null || this.#transport !== 'flv') return;
    const quietMs = this.#quiet.check(openedAtMs + (this.fanout.lastMediaAtMs ?? 0), this.#host.timings.watchdogMs);
    if (quietMs === null) return;
    this.#pull?.fail(retryable('media.stalled', { seconds: Math.round(quietMs / 1_000) }));
  }

  /** Moves a polled playlist to a fresh URL before the current URL expires; after a failure the next try follows. */
  #renewWhenDue(nowMs: number): void {
    const events = this.#pullEvents;
    const run = this.#run;
    if (events === null || run === null || this.#transport !== 'hls') return;
    if (!this.#renewal.isDue(this.hls.renewAtMs, nowMs)) return;
    const attempt = { number: 1, lastError: null };
    this.#host.resolve(this.#key, attempt, run.signal).then(
      (source) => {
        if (this.#pullEvents === events && source.transport === 'hls') this.#pull = this.hls.connect(source, events);
      },
      // The current URL is used until it fails, and that failure is reported.
      (error: unknown) => logUnexplained('a renewal failed for a reason that is not known', error),
    );
  }

  async #loop(first: UpstreamSource | null, signal: AbortSignal): Promise<void> {
    let given = first;
    let lastError: AppError | null = null;
    this.#tell({ phase: 'connecting', attempt: 1 });
    while (!signal.aborted) {
      const codeBefore: ErrorCode | null = lastError?.code ?? null;
      try {
        const lost: AppError = await this.#attempt(given, lastError, signal);
        lastError = lost;
      } catch (error) {
        if (signal.aborted) return;
        logUnexplained('a stream failed for a reason that is not known', error);
        lastError =
          error instanceof AppError ? error : retryable('media.bad-stream', { detail: shortenUrls(String(error)) });
      }
      given = null;
      if (signal.aborted) return;
      if (this.#isChanging) {
        this.#pull?.close();
        this.hls.disconnect();
        lastError = null;
        this.#flowingSinceMs = null;
        continue;
      }
      const flowedMs = this.#flowingSinceMs === null ? 0 : Date.now() - this.#flowingSinceMs;
      this.#flowingSinceMs = null;
      const wasStable = flowedMs >= this.#host.timings.stableMs;
      this.#failures = wasStable ? 0 : this.#failures + 1;
      this.#waits = wasStable ? 1 : this.#waits + 1;
      // Bytes that are not a stream show that the server answers: try the next transport at once, but not twice in a row.
      const isAnswer = lastError.code === 'media.bad-stream' && codeBefore !== 'media.bad-stream';
      await this.#pause(lastError, isAnswer ? 1 : this.#waits, signal);
    }
  }

  /** @returns why the attempt ended; throws what `resolve` threw. */
  async #attempt(given: UpstreamSource | null, lastError: AppError | null, signal: AbortSignal): Promise<AppError> {
    const { timings } = this.#host;
    const aim = this.#isChanging ? ({ aim: 'take-faster' } as const) : null;
    const attempt = { number: this.#failures + 1, lastError: lastError?.toWire() ?? null, ...aim };
    this.#isChanging = false;
    this.#beginTry(timings.resolveTimeoutMs, attempt.lastError);
    const isFresh = given !== null && (given.expiresAtMs === null || given.expiresAtMs > Date.now());
    const source = isFresh ? given : await this.#host.resolve(this.#key, attempt, signal);
    if (signal.aborted) return new AppError('cancelled', 'cancelled');
    this.#beginTry(timings.connectTimeoutMs + timings.watchdogMs, attempt.lastError);
    const transport = localTransport(source);
    if (transport !== this.#transport) {
      this.#transport = transport;
      this.hls.ringWriter.reset();
      this.#host.transportChanged(this.#key, transport);
    }
    // One signal outlives every connection of a shift: the listener must be removed when its connection is lost.
    let onAbort = (): void => {};
    try {
      return await new Promise<AppError>((resolve) => {
        onAbort = () => resolve(new AppError('cancelled', 'cancelled'));
        signal.addEventListener('abort', onAbort, { once: true });
        this.#changeOver = () => {
          this.#isChanging = true;
          onAbort();
        };
        this.#faster.begin(source.hasFaster === true);
        this.#connect(source, resolve);
      });
    } finally {
      this.#changeOver = null;
      this.#faster.end();
      signal.removeEventListener('abort', onAbort);
    }
  }

  #createTrial(): FasterTrial {
    const { connectTimeoutMs } = this.#host.timings;
    return new FasterTrial({
      timings: this.#host.timings,
      resolve: (attempt, signal) => this.#host.resolve(this.#key, attempt, signal),
      open: (source, fanout, onLost) => {
        const events = { onBytes: (count: number) => this.#host.received(count), onLost, work: this.work };
        return this.#openPull(source, { fanout, hls: this.hls, connectTimeoutMs }, events);
      },
      onPicture: () => this.#changeOver?.(),
    });
  }

  #connect(source: UpstreamSource, onLost: (error: AppError) => void): void {
    const { connectTimeoutMs } = this.#host.timings;
    const events = { onBytes: (count: number) => this.#host.received(count), onLost, work: this.work };
    this.#pullEvents = events;
    this.#pull = this.#openPull(source, { fanout: this.fanout, hls: this.hls, connectTimeoutMs }, events);
  }

  /** @param waits which wait in a row it counts as. */
  async #pause(error: AppError, waits: number, signal: AbortSignal): Promise<void> {
    this.#pull = null;
    this.#pullEvents = null;
    const { timings } = this.#host;
    const isSlow = !error.retryable && error.code !== 'media.bad-stream';
    const waitMs = isSlow
      ? slowRetryMs(timings.failedRetryMs, Math.random())
      : backoffMs(waits, timings.backoffMs, Math.random());
    const wire = error.toWire();
    this.#dueAtMs = performance.now() + waitMs;
    this.#tell(isSlow ? { phase: 'failed', error: wire } : this.#reconnecting(wire, waitMs, false));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    if (!signal.aborted) this.#wake = null;
  }

  /** A step of a try that takes at most `limitMs`. The very first try is reported as `connecting`. */
  #beginTry(limitMs: number, error: WireError | null): void {
    this.#dueAtMs = performance.now() + limitMs;
    if (error !== null) this.#tell(this.#reconnecting(error, limitMs, true));
  }

  #reconnecting(error: WireError, leftMs: number, isTrying: boolean): StreamFeed {
    const lastDataAtMs = this.#transport === 'hls' ? this.hls.lastMediaAtMs : this.fanout.lastMediaAtMs;
    const nextAtMs = Date.now() + leftMs;
    return { phase: 'reconnecting', attempt: this.#failures + 1, nextAtMs, isTrying, lastDataAtMs, error };
  }

  #onFlow(codec: string | null): void {
    if (this.#flowingSinceMs === null && !this.#attendance.isWatched) {
      // From now on a viewer must connect in time; before this moment no viewer could.
      this.#attendance.begin(Date.now());
    }
    this.#flowingSinceMs ??= Date.now();
    this.#dueAtMs = null;
    this.#tell({ phase: 'flowing', sinceMs: this.#flowingSinceMs, codec });
  }

  #tell(feed: StreamFeed): void {
    if (this.#run === null || isDeepStrictEqual(feed, this.#feed)) return;
    this.#feed = feed;
    this.#host.feed(this.#key, feed);
  }
}
