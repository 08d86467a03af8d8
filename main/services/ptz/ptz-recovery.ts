/**
 * Stops the cameras that an earlier run of the client left moving, before anything else of this start. A camera that
 * cannot be stopped stays in the journal and is tried again in the background; the operator gets a report of both. The
 * same goes for cameras of this run whose account was changed or turned off before their stop was confirmed.
 */
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import type { PtzMotor } from '../../../preload/domain/ptz/ptz.ts';
import { ConcurrencyLimit } from '../../concurrency-limit.ts';
import { toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import { atMost } from '../shared/at-most.ts';
import type { PtzEntry, PtzJournal } from './ptz-journal.ts';

/** The outcome for one camera. `error` is null when its stop was confirmed. */
export interface PtzOutcome {
  readonly channelId: ChannelId;
  /** When the movement was ordered, epoch ms. */
  readonly atMs: number;
  readonly error: WireError | null;
}

interface PtzRecoveryOptions {
  readonly journal: Pick<PtzJournal, 'entries' | 'end'>;
  /** @throws {AppError} why the camera could not be stopped. */
  readonly stop: (channelId: ChannelId, motor: PtzMotor) => Promise<void>;
  readonly isKnown: (id: AccountId) => boolean;
  /** Called once when a camera could not be stopped at first, and once when it was stopped. */
  readonly onOutcome: (outcome: PtzOutcome) => void;
  readonly nowMs?: () => number;
}

/** The windows open after this at the latest; the stops continue. */
const WINDOWS_WAIT_MS = 3_000;
/** Cameras that are stopped at the same time. */
const AT_ONCE = 8;
const AGAIN_MS = 5_000;
const AGAIN_MAX_MS = 60_000;
/** About half an hour. After it the next start, or a change of the account, tries again. */
const TRIES = 32;
/** Older entries are useless: the camera has been turned since. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
/** An account that is not there may come back within the run, such as one of the simulated clouds, but not later. */
const KEPT_WITHOUT_ACCOUNT_MS = 24 * 60 * 60 * 1000;

export class PtzRecovery {
  readonly #options: Required<PtzRecoveryOptions>;
  readonly #ended = new AbortController();
  readonly #turns = new ConcurrencyLimit(AT_ONCE);
  /** Entries that are being tried. */
  readonly #tried = new Set<PtzEntry>();
  /** Sleeping retries, by account: each is woken when something about the account changes. */
  readonly #sleepers = new Map<AccountId, Set<() => void>>();

  constructor(options: PtzRecoveryOptions) {
    this.#options = { nowMs: Date.now, ...options };
  }

  /** Resolves when every camera stands or has failed once, and after 3 s at the latest. Never rejects. */
  async run(): Promise<void> {
    const due = this.#options.journal.entries.filter((entry) => this.#isDue(entry));
    if (due.length === 0) return;
    log.warn('cameras were left moving and are stopped', { count: due.length });
    await atMost(Promise.all(due.map((entry) => this.#recover(entry))), WINDOWS_WAIT_MS);
  }

  /** Something changed that may open the way: the keychain was unlocked, the account is there or on again. */
  again(id: AccountId | null = null): void {
    for (const [accountId, sleepers] of this.#sleepers) {
      if (id === null || id === accountId) sleepers.forEach((wake) => wake());
    }
  }

  /** The cameras of an account could not be stopped before it was changed or turned off: they are tried from now on. */
  takeOver(id: AccountId): void {
    for (const entry of this.#options.journal.entries) {
      if (entry.accountId === id && !this.#tried.has(entry)) void this.#keepTrying(entry);
    }
  }

  dispose(): void {
    this.#ended.abort();
    this.again();
  }

  #isDue(entry: PtzEntry): boolean {
    const { journal, isKnown, nowMs } = this.#options;
    const keptMs = isKnown(entry.accountId) ? KEPT_MS : KEPT_WITHOUT_ACCOUNT_MS;
    if (nowMs() - entry.atMs <= keptMs) return true;
    journal.end(entry.channelId, entry.motor);
    return false;
  }

  /** Resolves after the first try; further tries continue in the background. */
  async #recover(entry: PtzEntry): Promise<void> {
    this.#tried.add(entry);
    if ((await this.#attempt(entry)) === null) this.#tried.delete(entry);
    else void this.#keepTrying(entry);
  }

  async #keepTrying(entry: PtzEntry): Promise<void> {
    this.#tried.add(entry);
    await this.#tryOn(entry).finally(() => this.#tried.delete(entry));
  }

  async #tryOn(entry: PtzEntry): Promise<void> {
    for (let tries = 1; tries < TRIES; tries += 1) {
      await this.#sleep(entry.accountId, Math.min(AGAIN_MAX_MS, AGAIN_MS * 2 ** (tries - 1)));
      // An operator who steered the camera in the meantime has stopped it, or steers it now: then the new entry is the
      // operator's.
      const open = this.#options.journal.entries.find(({ atMs, channelId, motor }) => {
        return atMs === entry.atMs && channelId === entry.channelId && motor === entry.motor;
      });
      if (this.#ended.signal.aborted || open === undefined) return;
      if ((await this.#attempt(entry, false)) === null) return;
    }
  }

  /** @returns why the camera was not stopped, or null. */
  async #attempt({ channelId, motor, atMs }: PtzEntry, isFirst = true): Promise<WireError | null> {
    const { stop, onOutcome } = this.#options;
    // When the client ends, the stops that waited are sent at once: no camera is left moving for the sake of a turn.
    const release = await this.#turns.enter(this.#ended.signal).catch(() => () => {});
    try {
      await stop(channelId, motor);
      log.info('a camera that was left moving was stopped', { channelId });
      onOutcome({ channelId, atMs, error: null });
      return null;
    } catch (cause) {
      const error = toWireError(cause);
      log.warn('a camera that was left moving was not stopped', { channelId, code: error.code });
      if (isFirst && !this.#ended.signal.aborted) onOutcome({ channelId, atMs, error });
      return error;
    } finally {
      release();
    }
  }

  async #sleep(id: AccountId, ms: number): Promise<void> {
    if (this.#ended.signal.aborted) return;
    const sleepers = this.#sleepers.get(id) ?? new Set();
    this.#sleepers.set(id, sleepers);
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms).unref();
      sleepers.add(wake);
    });
  }
}
