/**
 * Recordings as the windows play them: each playback belongs to one window and is given back with it. Where the pictures
 * come from never leaves main. A device that plays at its own pace plays one recording of this client at a time. A
 * recording that is lost is reported once: its holder alone decides when it is opened again.
 */
import { randomBytes } from 'node:crypto';
import type { WireError } from '../../../preload/domain/error.ts';
import { asPlaybackId, type AccountId, type ChannelId, type PlaybackId } from '../../../preload/domain/ids.ts';
import type { PastState, PastTicket, SteerOrder } from '../../../preload/domain/recording/playback.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { AppError, cancelled, isAbort } from '../../errors.ts';
import { log } from '../../log.ts';
import type { OpenPast, PastLease, PastNotice, Steered } from '../../media/messages/types.ts';
import type { RevokedHost } from '../../ports/media-trust.ts';
import type { VendorSession } from '../../ports/session.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import type { Emit } from '../shared/emit.ts';
import { withinLimit } from '../shared/time-limit.ts';
import { CloudTurns } from './cloud-turns.ts';
import { ticketOf, type Playback, type Playing } from './held-playback.ts';
import type { PastListener, PlaybackOpening } from './opening.ts';
import { checkMoment, PastSources, stretchAt } from './past-sources.ts';
import { checkRange, type RecordingIndex } from './recording-index.ts';

/** From an order to a device to its answer. */
const STEER_LIMIT_MS = 15_000;
/** A stream that ends so shortly before its end has reached it. */
const END_SLACK_MS = 5_000;

interface PlaybackOptions {
  /** Opens, closes and steers recordings in the gateway. */
  readonly gateway: {
    open(request: OpenPast, signal: AbortSignal): Promise<PastLease>;
    close(pastId: string): void;
    steered(pastId: string, steered: Steered): void;
  };
  readonly sessionOf: (id: AccountId) => Promise<Pick<VendorSession, 'playback' | 'records'>>;
  readonly index: Pick<RecordingIndex, 'emptyFrom' | 'learn'>;
  readonly emit: Emit;
  /** Called for each playback failure of an account. */
  readonly onFailure: (accountId: AccountId, failure: Pick<WireError, 'code' | 'params'>) => void;
  /** The number and the name of a camera, as the window shows them; null for a camera that is not listed. */
  readonly nameOf: (id: ChannelId) => string | null;
}

export class PlaybackService {
  readonly #options: PlaybackOptions;
  readonly #playbacks = new Map<PlaybackId, Playback>();
  readonly #turns: CloudTurns;
  /** One opening at a time for each device: the second must know whether the first has taken the device. */
  readonly #openingOn = new Map<string, Promise<unknown>>();
  /** Requests that end playbacks at clouds and devices and are still under way. */
  readonly #ending = new Set<Promise<void>>();

  constructor(options: PlaybackOptions) {
    this.#options = options;
    this.#turns = new CloudTurns(options.sessionOf);
  }

  /** Number of open playbacks. */
  get count(): number {
    return this.#playbacks.size;
  }

  /**
   * Opens a recording for a window, or for another holder.
   *
   * @param windowId a holder that is no window has a name that no window has, and receives the events itself.
   * @throws {AppError} `channel.not-found`, `input.invalid-field` for the range or the moment, `recording.none`,
   *   `recording.device-taken` (with the camera as `label`), `cloud.not-supported`, `media.*`, and what the cloud refused.
   */
  async open(
    { atMs, takeOver, ...request }: PlaybackOpening,
    windowId: string,
    listener: PastListener | null = null,
  ): Promise<PastTicket> {
    const { accountId, deviceNativeId } = givenChannelRef(request.channelId);
    checkRange(request.range);
    checkMoment(request.range, atMs);
    const device = request.place === 'device' ? `${accountId} ${deviceNativeId}` : null;
    const id = asPlaybackId(randomBytes(16).toString('base64url'));
    const base = { id, request, accountId, windowId, listener, device, abort: new AbortController() };
    const playback: Playback = { ...base, playing: null, atMs, steering: Promise.resolve() };
    this.#playbacks.set(id, playback);
    try {
      return await this.#begin(playback, atMs, takeOver);
    } catch (error) {
      this.#release(playback);
      throw error;
    }
  }

  /** Gives a playback back. Unknown ones, and those of other windows, are left alone: closing twice is not an error. */
  close(id: PlaybackId, windowId: string): void {
    const playback = this.#playbacks.get(id);
    if (playback?.windowId === windowId) this.#release(playback);
  }

  /**
   * Opens the recording of a playback again, at a moment of its range.
   *
   * @throws {AppError} `recording.not-open` for a playback of another window; else as {@link open}. The playback stays,
   *   so that it can be tried again.
   */
  async resume(id: PlaybackId, atMs: number, windowId: string): Promise<PastTicket> {
    const playback = this.#held(id, windowId);
    checkMoment(playback.request.range, atMs);
    return await this.#begin(playback, atMs, false);
  }

  /**
   * Steers the device that plays.
   *
   * @throws {AppError} `recording.not-open`, `recording.not-steered`, `input.invalid-field` for a speed or a moment that
   *   cannot be had without opening the recording again, and what the cloud refused.
   */
  async steer(id: PlaybackId, order: SteerOrder, windowId: string): Promise<void> {
    const playback = this.#held(id, windowId);
    const work = playback.steering.then(() => this.#steer(playback, order));
    playback.steering = work.catch(() => undefined);
    await work;
  }

  /** A window closed or was loaded again: its playbacks are gone. */
  onWindowGone(windowId: string): void {
    for (const playback of [...this.#playbacks.values()]) if (playback.windowId === windowId) this.#release(playback);
  }

  /** Ends the playbacks of an account that was removed or turned off. */
  onAccountGone(accountId: AccountId, reason: 'account.not-found' | 'account.disabled'): void {
    this.#turns.forget(accountId);
    this.#fail(accountId, () => true, new AppError(reason, 'the account is gone'));
  }

  /** Ends the playbacks of an account that come from a host which a person allows no longer. */
  onHostRevoked(accountId: AccountId, { host, failure }: RevokedHost): void {
    this.#fail(accountId, ({ playing }) => playing?.sources.comeFrom(host) === true, failure);
  }

  /** Ends everything, also on devices; that takes some seconds at the most. */
  async dispose(): Promise<void> {
    for (const playback of [...this.#playbacks.values()]) this.#release(playback);
    await Promise.all(this.#ending);
  }

  #fail(accountId: AccountId, isMeant: (playback: Playback) => boolean, error: AppError): void {
    for (const playback of [...this.#playbacks.values()]) {
      if (playback.accountId !== accountId || !isMeant(playback)) continue;
      this.#tell(playback, { phase: 'failed', error: error.toWire() });
      this.#release(playback);
    }
  }

  #held(id: PlaybackId, windowId: string): Playback {
    const playback = this.#playbacks.get(id);
    if (playback?.windowId === windowId) return playback;
    throw new AppError('recording.not-open', 'this window holds no such playback');
  }

  /** Opens, or opens again, in the turn of the device. */
  async #begin(playback: Playback, atMs: number, takeOver: boolean): Promise<PastTicket> {
    const { device } = playback;
    if (device === null) return await this.#start(playback, atMs);
    const before = this.#openingOn.get(device) ?? Promise.resolve();
    const opening = before.then(async () => {
      if (playback.abort.signal.aborted) throw cancelled('playback.open');
      await this.#claim(playback, device, takeOver);
      return await this.#start(playback, atMs);
    });
    const ended = opening.then(ignore, ignore);
    this.#openingOn.set(device, ended);
    void ended.then(() => this.#openingOn.get(device) === ended && this.#openingOn.delete(device));
    return await opening;
  }

  /** Frees the device from another recording of this client. @throws {AppError} `recording.device-taken`. */
  async #claim(playback: Playback, device: string, takeOver: boolean): Promise<void> {
    for (const holder of [...this.#playbacks.values()]) {
      const isPaced = (holder.playing?.sources.control ?? null) !== null;
      if (holder === playback || holder.device !== device || !isPaced) continue;
      if (!takeOver) {
        const { channelId } = holder.request;
        const label = this.#options.nameOf(channelId) ?? channelId;
        throw new AppError('recording.device-taken', 'the device plays for this client', { params: { label } });
      }
      this.#tell(holder, { phase: 'taken', byPlaybackId: playback.id });
      this.#release(holder);
    }
    await Promise.all(this.#ending); // the device must be free before it is asked again
  }

  async #start(playback: Playback, atMs: number): Promise<PastTicket> {
    const { request } = playback;
    const { range, place } = request;
    this.#stop(playback);
    if (place === 'device') await Promise.all(this.#ending);
    const abort = new AbortController();
    const signal = AbortSignal.any([playback.abort.signal, abort.signal]);
    const { accountId, listener } = playback;
    const { index } = this.#options;
    const asking = { request, accountId, signal, index, turns: this.#turns, onRequest: listener?.onRequest };
    const sources = new PastSources(asking);
    // A device is asked from the moment on: it plays at its own pace, and what lies before cannot be skipped.
    const begin = place === 'device' ? Math.floor(atMs / 1_000) * 1_000 : stretchAt(range, atMs).fromMs;
    const fromMs = Math.max(begin, range.fromMs);
    const playing: Playing = { sources, abort, lease: null };
    playback.playing = playing;
    playback.atMs = atMs;
    try {
      const lease = await this.#options.gateway.open(
        {
          key: `${request.channelId}|${place}`,
          fromMs,
          atMs,
          endMs: range.toMs,
          resolve: (question, asking) => sources.resolve(question, asking),
          onEvent: (event) => this.#onEvent(playback, playing, event),
        },
        signal,
      );
      playing.lease = lease;
      if (signal.aborted) throw cancelled('playback.open');
      return ticketOf(playback, lease);
    } catch (error) {
      if (error instanceof AppError) this.#options.onFailure(playback.accountId, error);
      if (playback.playing === playing) this.#stop(playback);
      else this.#endOf(playing);
      throw error;
    }
  }

  #onEvent(playback: Playback, playing: Playing, event: PastNotice): void {
    if (playback.playing !== playing) return;
    switch (event.kind) {
      case 'at':
        playback.atMs = event.atMs;
        return;
      case 'learnt':
        return void this.#learn(playback, event.stretch, event.spans);
      case 'grown':
        if (playing.lease !== null) playing.lease = { ...playing.lease, ...event.view };
        return this.#tellReady(playback);
      case 'flowing':
        return this.#tellReady(playback);
      case 'waiting': {
        const { attempt, nextAtMs, error } = event;
        return this.#tell(playback, { phase: 'reconnecting', attempt, nextAtMs, error });
      }
      case 'failed':
        return this.#tell(playback, { phase: 'failed', error: event.error });
      case 'down':
        return this.#lose(playback, playback.atMs, event.error);
      case 'ended':
        return this.#onEnded(playback, playing, event);
      default:
        event satisfies never;
    }
  }

  /** The stream of a device ended: at the end of its stretch the holder opens the next one, else it was lost. */
  #onEnded(
    playback: Playback,
    { lease }: Playing,
    { atMs, error }: { readonly atMs: number; readonly error: WireError | null },
  ): void {
    const { range } = playback.request;
    const endMs = lease?.range.toMs ?? range.toMs;
    const hasReachedEnd = error === null && atMs >= endMs - END_SLACK_MS;
    if (hasReachedEnd) {
      this.#stop(playback);
      if (endMs < range.toMs) this.#tell(playback, { phase: 'stretch-ended', atMs: endMs });
      return;
    }
    const cause = error ?? new AppError('media.upstream-closed', 'closed', { retryable: true }).toWire();
    this.#lose(playback, atMs, cause);
  }

  /** Nothing of the recording is open any more. @param deliveredMs the moment that was delivered last. */
  #lose(playback: Playback, deliveredMs: number, error: WireError): void {
    const { range } = playback.request;
    this.#stop(playback);
    // A stream may begin before the range and end behind it; only a moment of the range can be opened again.
    const atMs = Math.min(Math.max(deliveredMs, range.fromMs), range.toMs - 1);
    this.#tell(playback, { phase: 'lost', atMs, error });
  }

  async #steer({ playing, abort }: Playback, order: SteerOrder): Promise<void> {
    const control = playing?.sources.control ?? null;
    const lease = playing?.lease ?? null;
    if (control === null || lease === null) throw new AppError('recording.not-steered', 'no device plays this');
    if (order.kind === 'seek') checkMoment(lease.range, order.atMs);
    await withinLimit(abort.signal, STEER_LIMIT_MS, (signal) => {
      if (order.kind === 'seek') return control.seek(order.atMs, signal);
      return order.kind === 'speed' ? control.setSpeed(order.speed, signal) : control[order.kind](signal);
    });
    this.#options.gateway.steered(lease.id, {
      atMs: order.kind === 'seek' ? order.atMs : null,
      speed: order.kind === 'speed' ? order.speed : null,
      isPaused: order.kind === 'pause',
    });
  }

  /** For a cloud that lists no recordings, stores the spans of a playlist in the list of recordings. Never rejects. */
  async #learn({ accountId, request }: Playback, stretch: TimeRange, spans: readonly TimeRange[]): Promise<void> {
    try {
      const { records } = await this.#options.sessionOf(accountId);
      if (records === undefined) await this.#options.index.learn(request, stretch, spans);
    } catch (error) {
      if (!isAbort(error)) log.warn('what a playlist says of recordings could not be kept', { error });
    }
  }

  #tellReady(playback: Playback): void {
    const lease = playback.playing?.lease ?? null;
    if (lease !== null) this.#tell(playback, { phase: 'ready', ticket: ticketOf(playback, lease) });
  }

  #tell({ id, accountId, windowId, listener }: Playback, state: PastState): void {
    if (!this.#playbacks.has(id)) return;
    if ('error' in state) this.#options.onFailure(accountId, state.error);
    if (listener !== null) listener.onState(state);
    else this.#options.emit('playback.changed', { playbackId: id, state }, windowId);
  }

  #release(playback: Playback): void {
    this.#playbacks.delete(playback.id);
    this.#stop(playback);
    playback.abort.abort();
  }

  #stop(playback: Playback): void {
    const { playing } = playback;
    playback.playing = null;
    if (playing !== null) this.#endOf(playing);
  }

  #endOf({ lease, sources, abort }: Playing): void {
    abort.abort();
    if (lease !== null) this.#options.gateway.close(lease.id);
    const ending = sources.end().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }
}

const ignore = (): void => undefined;
