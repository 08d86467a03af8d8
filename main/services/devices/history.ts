/**
 * The states of cameras as this client saw them. Each answer of an account is compared with the answer before; what differs is
 * stored with the time of the newer answer. When nobody looked is stored too: a pause is not a time without a change.
 */
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { DirectoryState } from '../../../preload/contract/directory.ts';
import type { DeviceHistory, OfflineTimes } from '../../../preload/contract/devices.ts';
import { HISTORY_MS, MAX_HISTORY_ROWS, MAX_OFFLINE_ROWS, MAX_STATE_CHANGES } from '../../../preload/domain/bounds.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import { channelState, type DeviceState } from '../../../preload/domain/cameras/device-state.ts';
import { accountOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import type { DeviceHistoryTable, StateChange } from '../../db/devices/history.ts';
import { log } from '../../log.ts';
import type { Adopted, CameraRefs } from '../shared/camera-refs.ts';
import type { Emit } from '../shared/emit.ts';

/** The cameras that the history follows: those of every account as last read. */
export interface DirectorySource {
  states(): readonly DirectoryState[];
  channelsOf(accountId: AccountId): readonly NumberedChannel[];
}

interface HistoryOptions {
  readonly directory: DirectorySource;
  readonly table: DeviceHistoryTable;
  readonly emit: Emit;
}

interface Seen {
  readonly asOfMs: number;
  readonly states: ReadonlyMap<ChannelId, DeviceState>;
}

/** Rows handled between two yields: a few milliseconds. */
const SLICE = 500;
/** A small account is read every minute; one missed reading does not end the watch. */
const GAP_MS = 180_000;
/** A large account is read less often, at least every ten minutes. */
const MAX_GAP_MS = 1_200_000;
const SMALL_ACCOUNT = 2_000;
const PRUNE_EVERY_MS = 3_600_000;

export class DeviceHistoryService implements CameraRefs {
  readonly #options: HistoryOptions;
  readonly #seen = new Map<AccountId, Seen>();
  #work: Promise<void> = Promise.resolve();
  #isQueued = false;
  #isClosed = false;
  #prunedAtMs = 0;

  constructor(options: HistoryOptions) {
    this.#options = options;
  }

  /** Compares the directory with its earlier contents. Answers that arrive meanwhile are compared together. */
  onDirectory(): void {
    if (this.#isQueued || this.#isClosed) return;
    this.#isQueued = true;
    this.#work = this.#work
      .then(() => this.#look())
      .catch((error: unknown) => {
        log.warn('the states of cameras could not be stored', { error });
      });
  }

  /** Resolves when all changes of the directory so far are stored. */
  async settled(): Promise<void> {
    await this.#work;
  }

  /** The changes of a camera and the times at which its account was watched, the latest first. */
  history(channelId: ChannelId): DeviceHistory {
    const { table, directory } = this.#options;
    const accountId = accountOf(channelId);
    const changes = table.changesOf(channelId, MAX_HISTORY_ROWS + 1);
    const watches = table.watchesOf(accountId, MAX_HISTORY_ROWS);
    return {
      longestGapMs: longestGapMs(directory.channelsOf(accountId).length),
      changes: changes.slice(0, MAX_HISTORY_ROWS),
      watches: [...watches],
      isCut: changes.length > MAX_HISTORY_ROWS,
    };
  }

  /** When each camera of an account was off line last; a camera that was never seen to go or to come back is left out. */
  lastOffline(accountId: AccountId, after: ChannelId | null): OfflineTimes {
    const times = this.#options.table.lastOffline(accountId, after, MAX_OFFLINE_ROWS);
    return { times: [...times], next: times.length < MAX_OFFLINE_ROWS ? null : (times.at(-1)?.channelId ?? null) };
  }

  cameraIds(): Iterable<ChannelId> {
    return this.#options.table.cameraIds();
  }

  async replaceCameras({ cameras }: Adopted): Promise<void> {
    const ids = [...cameras];
    for (let from = 0; from < ids.length; from += SLICE) {
      this.#options.table.replace(ids.slice(from, from + SLICE));
      await yieldToEvents();
    }
  }

  async dispose(): Promise<void> {
    this.#isClosed = true;
    await this.#work;
  }

  async #look(): Promise<void> {
    this.#isQueued = false;
    for (const { accountId, phase, asOfMs } of this.#options.directory.states()) {
      const before = this.#seen.get(accountId);
      if (this.#isClosed || asOfMs === null || asOfMs === before?.asOfMs) continue;
      await this.#compare(accountId, asOfMs, phase === 'ready');
    }
  }

  /** @param isFresh false for the answer that an earlier run stored: it is compared with, and proves no watch of this run. */
  async #compare(accountId: AccountId, asOfMs: number, isFresh: boolean): Promise<void> {
    const { directory, table, emit } = this.#options;
    const channels = directory.channelsOf(accountId);
    const before = this.#seen.get(accountId)?.states;
    const states = new Map<ChannelId, DeviceState>();
    let count = 0;
    for (let from = 0; from < channels.length; from += SLICE) {
      const changes: StateChange[] = [];
      for (const channel of channels.slice(from, from + SLICE)) {
        const became = channelState(channel);
        const was = before?.get(channel.id) ?? became;
        states.set(channel.id, became);
        if (was !== became) changes.push({ channelId: channel.id, atMs: asOfMs, was, became });
      }
      if (changes.length > 0) table.add(changes);
      count += changes.length;
      await yieldToEvents();
    }
    this.#seen.set(accountId, { asOfMs, states });
    if (!isFresh) return;
    table.watched(accountId, asOfMs, longestGapMs(channels.length));
    this.#prune(asOfMs);
    if (count > 0) emit('devices.history-changed', { accountId });
  }

  #prune(nowMs: number): void {
    if (Math.abs(nowMs - this.#prunedAtMs) < PRUNE_EVERY_MS) return;
    this.#prunedAtMs = nowMs;
    this.#options.table.prune(nowMs - HISTORY_MS, MAX_STATE_CHANGES);
  }
}

/** After how long without a reading an account counts as not watched, ms. */
const longestGapMs = (cameras: number): number => Math.min(MAX_GAP_MS, GAP_MS * Math.max(1, cameras / SMALL_ACCOUNT));
