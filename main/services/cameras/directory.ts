/**
 * The camera directory of every account, in memory by revision and paged out to the windows. Read in the
 * background and again from time to time; after a reading that failed, the last complete one stays, with its age.
 */
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { DirectoryPage, DirectoryState } from '../../../preload/contract/directory.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { CameraNumbers } from '../../db/cameras/camera-numbers.ts';
import type { DirectoryTable, StoredChannel } from '../../db/cameras/directory.ts';
import { AppError, isAbort, toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { AccountChange } from '../accounts/accounts.ts';
import { missingIn, withMissing } from './directory-loss.ts';
import { pageOf } from './directory-page.ts';
import { checkNumbers, renumbered, SteadyNumbers, withNumbers } from './directory-numbers.ts';
import { isSameContent, readDirectory, SLICE, type DirectoryContent } from './directory-reading.ts';
import type { Emit } from '../shared/emit.ts';
import { disabled, type Sessions } from '../accounts/sessions.ts';
import { Throttle } from './throttle.ts';

interface DirectoryOptions {
  readonly accountStore: AccountStore;
  readonly sessions: Sessions;
  readonly numbers: CameraNumbers;
  readonly table: DirectoryTable;
  readonly emit: Emit;
  /** The pause between two readings of a small account; larger ones are read less often. */
  readonly refreshMs?: number;
  /** The pause after a first failure; it doubles with each further one, up to the regular pause. */
  readonly retryMs?: number;
  /** The pause before the reading that confirms a sudden loss of cameras. */
  readonly confirmMs?: number;
  /** Epoch milliseconds; the computer's clock unless another one is given. */
  readonly now?: () => number;
}

interface Entry {
  readonly accountId: AccountId;
  /** Ends a reading. */
  readonly abort: AbortController;
  /** Ends the storing of a reading: only when it is void, not when the client ends. */
  readonly discard: AbortController;
  readonly progress: Throttle;
  state: DirectoryState;
  content: DirectoryContent<NumberedChannel>;
  work: Promise<void> | null;
  /** Its first reading of this run ended, one way or the other. */
  isSettled: boolean;
  /** Asked for while the end of the last reading was still being dealt with. */
  isWanted: boolean;
  /** The pause before the next reading where it is not the regular one. */
  retryMs: number | null;
  /** Readings that failed one after the other. */
  failures: number;
  timer: NodeJS.Timeout | null;
}

const REFRESH_MS = 60_000;
const MAX_REFRESH_MS = 600_000;
/** An account with more channels than this is read proportionally less often. */
const SMALL_ACCOUNT = 2000;
const RETRY_MS = 5000;
/**
 * Long enough for a cloud that restarts to have its list again, short enough for an operator who waits for the answer.
 */
const CONFIRM_MS = 30_000;
const PROGRESS_MS = 250;
const AFTER_CANCEL_MS = 500;
const NOT_TESTED = { isTested: false, tokenExpiresAtMs: null };
const NOTHING: DirectoryContent<NumberedChannel> = { groups: [], channels: [] };

export class DirectoryService {
  readonly #options: DirectoryOptions;
  readonly #entries = new Map<AccountId, Entry>();
  readonly #listeners = new Set<() => void>();
  readonly #turns = new Set<() => void>();
  readonly #steady = new SteadyNumbers();

  constructor(options: DirectoryOptions) {
    this.#options = options;
  }

  /** Loads the stored readings, then reads every account again in the background. */
  start(): void {
    for (const { id, isEnabled } of this.#options.accountStore.list()) if (isEnabled) this.#begin(id);
  }

  states(): DirectoryState[] {
    return this.#options.accountStore.list().map((account) => this.#entry(account.id).state);
  }

  /** Starts a reading unless one is under way. @throws {AppError} `account.not-found`, `account.disabled`. */
  refresh(accountId: AccountId): DirectoryState {
    const account = this.#options.accountStore.get(accountId);
    if (!account.isEnabled) throw disabled(account);
    const entry = this.#entry(accountId);
    this.#read(entry, { isQuiet: false });
    return entry.state;
  }

  /** Reads every account, as after sleep. */
  refreshAll(): void {
    for (const { id, isEnabled } of this.#options.accountStore.list()) {
      if (isEnabled) this.#read(this.#entry(id), { isQuiet: true });
    }
  }

  /** @throws {AppError} `account.not-found`. */
  page(request: { accountId: AccountId; cursor: string | null; limit: number }): DirectoryPage {
    const { state, content } = this.#entry(this.#options.accountStore.get(request.accountId).id);
    return pageOf(content, state.revision, request);
  }

  /** The channels of every account, in the order of the tree. */
  *channels(): Iterable<NumberedChannel> {
    for (const account of this.#options.accountStore.list()) yield* this.#entry(account.id).content.channels;
  }

  /** The channels of one account as last read. */
  channelsOf(accountId: AccountId): readonly NumberedChannel[] {
    return this.#entries.get(accountId)?.content.channels ?? [];
  }

  /** Cameras that this client deleted leave at once: their absence is no loss that a second reading must confirm. */
  dropDeleted(accountId: AccountId, deleted: ReadonlySet<ChannelId>): void {
    this.put(accountId, (channels) => channels.filter(({ id }) => !deleted.has(id)));
  }

  /** Changes the rows of an account between two readings; every window gets them. */
  put(accountId: AccountId, change: (channels: readonly NumberedChannel[]) => readonly NumberedChannel[]): void {
    const entry = this.#entries.get(accountId);
    if (entry === undefined) return;
    entry.content = { ...entry.content, channels: change(entry.content.channels) };
    entry.state = { ...entry.state, revision: entry.state.revision + 1 };
    this.#announce(entry);
  }

  /** Gives these cameras other numbers, all or none; every window gets them. @throws as {@link checkNumbers}. */
  async renumber(wanted: ReadonlyMap<ChannelId, number>): Promise<void> {
    const check = (): void => checkNumbers(this.channels(), wanted);
    check();
    await this.#options.numbers.set(wanted, { check, taken: () => this.#renumber(wanted) });
  }

  #renumber(wanted: ReadonlyMap<ChannelId, number>): void {
    this.#steady.changed();
    for (const { accountId, content } of this.#entries.values()) {
      if (content.channels.some(({ id }) => wanted.has(id))) this.put(accountId, (rows) => renumbered(rows, wanted));
    }
  }

  /** Calls `listener` after any state changed. */
  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Follows the accounts: a new account is read, a changed one is read again, an account that is off leaves the tree, a
   * removed one is forgotten with its numbers.
   */
  onAccount(accountId: AccountId, what: AccountChange): void {
    if (what === 'added') return this.#begin(accountId);
    const content = this.#entries.get(accountId)?.content;
    const before = this.#entries.get(accountId)?.state;
    this.#entries.get(accountId)?.discard.abort();
    this.#drop(accountId);
    if (what === 'removed') {
      for (const kept of [this.#options.numbers, this.#options.table]) {
        kept.forget(accountId).catch((error: unknown) => {
          if (!isAbort(error)) log.warn('what is kept of an account could not be deleted', { accountId, error });
        });
      }
      return;
    }
    const entry = this.#entry(accountId);
    if (what === 'changed' && this.#options.accountStore.get(accountId).isEnabled) {
      if (content && before) {
        entry.content = content;
        entry.state = { ...entry.state, revision: before.revision, loaded: before.loaded, asOfMs: before.asOfMs };
      }
      return this.#read(entry, { isQuiet: false });
    }
    // Windows compare revisions: their copy of the account is out of date now.
    entry.state = { ...entry.state, revision: (before?.revision ?? 0) + 1 };
    if (what === 'enabled') this.#begin(accountId);
    else this.#announce(entry);
  }

  /** Ends every reading; a reading that is complete already is still stored. */
  async dispose(): Promise<void> {
    const works = [...this.#entries.values()].flatMap((entry) => entry.work ?? []);
    for (const id of [...this.#entries.keys()]) this.#drop(id);
    await Promise.all([...works, this.#options.numbers.close()]);
  }

  #entry(accountId: AccountId): Entry {
    const known = this.#entries.get(accountId);
    if (known) return known;
    const entry: Entry = {
      accountId,
      abort: new AbortController(),
      discard: new AbortController(),
      progress: new Throttle(PROGRESS_MS, () => this.#announce(entry)),
      state: { accountId, revision: 0, phase: 'idle', loaded: 0, total: null, asOfMs: null, error: null },
      content: NOTHING,
      work: null,
      isSettled: false,
      isWanted: false,
      retryMs: null,
      failures: 0,
      timer: null,
    };
    this.#entries.set(accountId, entry);
    return entry;
  }

  #drop(accountId: AccountId): void {
    const entry = this.#entries.get(accountId);
    if (!entry) return;
    this.#entries.delete(accountId);
    entry.abort.abort();
    entry.progress.cancel();
    if (entry.timer) clearTimeout(entry.timer);
    this.#nextTurn();
  }

  #begin(accountId: AccountId): void {
    const entry = this.#entry(accountId);
    if (entry.work || entry.content !== NOTHING) return;
    entry.state = { ...entry.state, phase: 'loading' };
    entry.work = this.#restore(entry).finally(() => {
      entry.work = null;
      this.#read(entry, { isQuiet: false });
    });
  }

  async #restore(entry: Entry): Promise<void> {
    const { table, accountStore } = this.#options;
    const { accountId } = entry;
    try {
      const stored = accountStore.isEphemeral(accountId) ? null : await table.load(accountId);
      if (!stored || entry.abort.signal.aborted) return;
      const channels = await this.#steady.read(() => this.#number(entry, stored.channels));
      entry.content = { groups: stored.groups, channels };
      const loaded = entry.content.channels.length;
      const revision = entry.state.revision + 1;
      entry.state = { ...entry.state, revision, loaded, total: loaded, asOfMs: stored.asOfMs };
      this.#announce(entry);
    } catch (error) {
      log.warn('the stored directory could not be read', { accountId, error });
    }
  }

  #read(entry: Entry, { isQuiet }: { readonly isQuiet: boolean }): void {
    if (entry.work || entry.abort.signal.aborted) {
      entry.isWanted ||= !isQuiet && entry.state.phase !== 'loading';
      return;
    }
    entry.isWanted = false;
    if (entry.timer) clearTimeout(entry.timer);
    entry.timer = null;
    const isSilent = isQuiet && entry.state.phase === 'ready';
    if (!isSilent) {
      entry.state = { ...entry.state, phase: 'loading', loaded: 0, total: null, error: null };
      entry.progress.request();
    }
    entry.work = this.#readNow(entry, isSilent)
      .catch((error: unknown) => this.#fail(entry, error))
      .finally(() => {
        entry.work = null;
        entry.isSettled = true;
        this.#nextTurn();
        if (entry.isWanted) this.#read(entry, { isQuiet: false });
        else this.#schedule(entry);
      });
  }

  async #readNow(entry: Entry, isSilent: boolean): Promise<void> {
    const { sessions, table, accountStore } = this.#options;
    const { accountId, abort } = entry;
    const { directory } = await sessions.of(accountId);
    if (!directory) throw new AppError('cloud.not-supported', 'this cloud has no directory');
    const onProgress = ({ loaded, total }: { loaded: number; total: number | null }) => {
      if (isSilent || abort.signal.aborted) return;
      entry.state = { ...entry.state, loaded, total };
      entry.progress.request();
    };
    const read = await readDirectory(directory, onProgress, abort.signal);
    const asOfMs = (this.#options.now ?? Date.now)();
    const { content, isSame } = await this.#steady.read(async () => {
      const numbered = { groups: read.groups, channels: await this.#number(entry, read.channels) };
      const joined = await withMissing(entry.content, numbered, asOfMs);
      return { content: joined, isSame: entry.state.revision > 0 && (await isSameContent(entry.content, joined)) };
    });
    abort.signal.throwIfAborted();
    entry.failures = 0;
    this.#planConfirmation(entry, content);
    const loaded = content.channels.length;
    const revision = isSame ? entry.state.revision : entry.state.revision + 1;
    if (!isSame) entry.content = content;
    entry.state = { accountId, revision, phase: 'ready', loaded, total: loaded, asOfMs, error: null };
    entry.progress.flush();
    const health = accountStore.healthOf(accountId);
    const { isTested, tokenExpiresAtMs } = health.state === 'ok' ? health : NOT_TESTED;
    accountStore.setHealth(accountId, { state: 'ok', checkedAtMs: asOfMs, isTested, tokenExpiresAtMs });
    if (!isSame && !accountStore.isEphemeral(accountId)) await this.#persist(entry, content, asOfMs, table);
  }

  /** Rows that the answer did not list are asked for again soon. */
  #planConfirmation(entry: Entry, content: DirectoryContent<NumberedChannel>): void {
    const missing = missingIn(content);
    if (missing === 0) return;
    entry.retryMs = this.#options.confirmMs ?? CONFIRM_MS;
    const { accountId } = entry;
    log.warn('cameras are not in the last answer', { accountId, missing, rows: content.channels.length });
  }

  async #persist(entry: Entry, content: DirectoryContent, asOfMs: number, table: DirectoryTable): Promise<void> {
    try {
      await table.save(entry.accountId, { ...content, asOfMs }, entry.discard.signal);
    } catch (error) {
      if (!entry.discard.signal.aborted) log.error('the directory could not be stored', { error });
    }
  }

  async #number(entry: Entry, channels: readonly StoredChannel[]): Promise<NumberedChannel[]> {
    const { numbers } = this.#options;
    const known = await numbers.all(entry.accountId);
    const fresh = channels.map((channel) => channel.id).filter((id) => !known.has(id));
    if (fresh.length > 0) await this.#turnOf(entry);
    for (let from = 0; from < fresh.length; from += SLICE) {
      entry.abort.signal.throwIfAborted();
      const given = await numbers.assign(entry.accountId, fresh.slice(from, from + SLICE), entry.abort.signal);
      for (const [id, number] of given) known.set(id, number);
      await yieldToEvents();
    }
    return withNumbers(channels, known);
  }

  /** New numbers follow the order of the accounts, not the order in which their clouds first answer. */
  async #turnOf({ accountId, abort }: Entry): Promise<void> {
    const isEarlierUnread = (): boolean => {
      for (const { id } of this.#options.accountStore.list()) {
        if (id === accountId) return false;
        const entry = this.#entries.get(id);
        if (entry && entry.work !== null && !entry.isSettled) return true;
      }
      return false;
    };
    while (isEarlierUnread() && !abort.signal.aborted) {
      await new Promise<void>((resolve) => this.#turns.add(resolve));
    }
    abort.signal.throwIfAborted();
  }

  #nextTurn(): void {
    for (const look of this.#turns) look();
    this.#turns.clear();
  }

  #fail(entry: Entry, failure: unknown): void {
    if (entry.abort.signal.aborted) return;
    if (isAbort(failure)) {
      // Its session was closed under it, as after sleep: nothing is wrong with the account.
      entry.retryMs = AFTER_CANCEL_MS;
      return;
    }
    const error = toWireError(failure);
    entry.retryMs = (this.#options.retryMs ?? RETRY_MS) * 2 ** entry.failures++;
    log.warn('a directory could not be read', { accountId: entry.accountId, error });
    const [loaded, { asOfMs }] = [entry.content.channels.length, entry.state];
    entry.state = { ...entry.state, phase: 'failed', loaded, total: asOfMs === null ? null : loaded, error };
    entry.progress.flush();
    this.#options.accountStore.setHealth(entry.accountId, { state: 'failing', checkedAtMs: Date.now(), error });
  }

  #schedule(entry: Entry): void {
    const { state, abort } = entry;
    // Keys do not mend themselves, and asking a locked keychain every minute would open a prompt every minute.
    const isHopeless = state.error !== null && /^(vault|auth|account)\./.test(state.error.code);
    if (abort.signal.aborted || isHopeless) return;
    const base = this.#options.refreshMs ?? REFRESH_MS;
    const regularMs = Math.min(MAX_REFRESH_MS, base * Math.max(1, entry.content.channels.length / SMALL_ACCOUNT));
    const delayMs = Math.min(entry.retryMs ?? regularMs, regularMs);
    entry.retryMs = null;
    entry.timer = setTimeout(() => this.#read(entry, { isQuiet: true }), delayMs);
    entry.timer.unref();
  }

  #announce(entry: Entry): void {
    this.#options.emit('directory.changed', entry.state);
    for (const listener of this.#listeners) listener();
  }
}
