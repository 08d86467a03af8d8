/**
 * Stores when cameras were off line while this client ran: a gap in a recording has this reason if no cloud names one.
 */
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import { accountOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { OfflineTimeTable } from '../../db/playback/offline-times.ts';
import { log } from '../../log.ts';
import type { Adopted, CameraRefs } from '../shared/camera-refs.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A list that says the same as before is no event: the time of the last list is read so often. */
const FOLLOW_MS = MINUTE_MS;
/** Lists that are further apart say nothing of the time between them: the client did not run, or the cloud did not answer. */
const MAX_PAUSE_MS = 30 * MINUTE_MS;
/** The longest retention that a cloud documents is a year. */
const KEPT_MS = 400 * DAY_MS;
/** Limit of cameras compared, or rows written, in one piece. */
const PIECE = 500;

/** The cameras of an account as its cloud listed them last. */
export interface CameraReading {
  readonly accountId: AccountId;
  /** When the cloud answered, epoch ms. */
  readonly asOfMs: number;
  readonly channels: readonly NumberedChannel[];
}

interface OfflineTimesOptions {
  readonly table: OfflineTimeTable;
  /** The accounts whose cameras are known, as they are now. */
  readonly readings: () => readonly CameraReading[];
}

export class OfflineTimes implements CameraRefs {
  readonly #table: OfflineTimeTable;
  readonly #readings: OfflineTimesOptions['readings'];
  #turn: Promise<void> = Promise.resolve();
  #isWaiting = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | null = null;

  constructor({ table, readings }: OfflineTimesOptions) {
    this.#table = table;
    this.#readings = readings;
  }

  /** Compares the cameras now and every minute. */
  start(): void {
    void this.follow();
    this.#timer ??= setInterval(() => void this.follow(), FOLLOW_MS);
  }

  /** Compares the cameras with their last known states. Calls while a comparison waits count as one. */
  follow(): Promise<void> {
    if (this.#isWaiting || this.#isClosed) return this.#turn;
    this.#isWaiting = true;
    this.#turn = this.#turn.then(() => this.#compareAll()).catch(onFailure);
    return this.#turn;
  }

  /** When the camera was seen off line, in order; the times can reach out of the range. */
  of(channelId: ChannelId, range: TimeRange): TimeRange[] {
    return this.#table.of(channelId, range);
  }

  cameraIds(): Iterable<ChannelId> {
    return this.#table.channelIds();
  }

  async replaceCameras({ cameras }: Adopted): Promise<void> {
    let count = 0;
    for (const [from, to] of cameras) {
      this.#table.rename(from, to, accountOf(to));
      count += 1;
      if (count % PIECE === 0) await yieldToEvents();
    }
  }

  /** Ends after the present piece. */
  async dispose(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#turn;
  }

  async #compareAll(): Promise<void> {
    this.#isWaiting = false;
    let nowMs = 0;
    for (const reading of this.#readings()) {
      await this.#compare(reading);
      nowMs = Math.max(nowMs, reading.asOfMs);
    }
    while (!this.#isClosed && this.#table.deleteBefore(nowMs - KEPT_MS, PIECE) === PIECE) await yieldToEvents();
  }

  async #compare({ accountId, asOfMs, channels }: CameraReading): Promise<void> {
    const beforeMs = this.#table.readAtMs(accountId);
    if (beforeMs !== null && beforeMs >= asOfMs) return;
    const lasting = this.#table.lasting(accountId);
    const isPause = beforeMs === null || asOfMs - beforeMs > MAX_PAUSE_MS;
    if (isPause) await this.#pieces([...lasting.keys()], (ids) => this.#table.end(ids, beforeMs ?? asOfMs));
    const isOffline = ({ reachable, missingSinceMs }: NumberedChannel): boolean =>
      reachable === 'offline' && missingSinceMs === undefined;
    const begun = channels.filter((one) => isOffline(one) && (isPause || !lasting.has(one.id))).map(({ id }) => id);
    const off = new Set(channels.filter(isOffline).map(({ id }) => id));
    const ended = isPause ? [] : [...lasting.keys()].filter((id) => !off.has(id));
    await this.#pieces(begun, (ids) => this.#table.begin(accountId, ids, asOfMs));
    await this.#pieces(ended, (ids) => this.#table.end(ids, asOfMs));
    if (!this.#isClosed) this.#table.setReadAt(accountId, asOfMs);
  }

  async #pieces(ids: readonly ChannelId[], write: (ids: readonly ChannelId[]) => void): Promise<void> {
    for (let at = 0; at < ids.length && !this.#isClosed; at += PIECE) {
      write(ids.slice(at, at + PIECE));
      await yieldToEvents();
    }
  }
}

/** The next list is compared with the times that are stored by then. */
function onFailure(error: unknown): void {
  log.warn('the times of cameras off line could not be stored', { error });
}
