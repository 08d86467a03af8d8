/**
 * The kind of jobs that adds the people of a file to a list. Every row has an external id, by which a lost one is found in the
 * list. Names and pictures are here while one call is made, and nowhere after it.
 */
import { accountOf } from '../../../preload/domain/ids.ts';
import type { Job, JobId, JobRowError, JobState, RowWish } from '../../../preload/domain/jobs.ts';
import type { TargetOutcome, TargetValues } from '../../../preload/domain/people/targets.ts';
import { AppError, isAbort, toWireError } from '../../errors.ts';
import type { TargetPlace, TargetPort, TargetRows } from '../../ports/targets.ts';
import type { BadItem, FoundRows, JobItem, JobKind, NewRow, SentRow, WantedRows } from '../jobs/job-kind.ts';
import type { JobsService } from '../jobs/jobs.ts';
import { rowError } from '../jobs/row-error.ts';
import type { Emit } from '../shared/emit.ts';
import { bytesOf } from './picture-bytes.ts';
import type { AskTargets } from './targets.ts';

interface ImportsOptions {
  readonly jobs: JobsService;
  readonly ask: AskTargets;
  readonly emit: Emit;
}

export interface PersonRow extends JobItem {
  readonly values: TargetValues;
  /** Base64. */
  readonly picture: string;
}

interface Sent extends SentRow {
  /** The cloud refused the call, not the item. */
  readonly isWholeCall?: boolean;
}

/** One call that adds 20 people, signing in included. */
const SEND_LIMIT_MS = 2 * 60_000;
const READ_LIMIT_MS = 40_000;
/** The most pages of a list that are read. */
const MAX_PAGES = 5_000;
/** A page that cannot be read is asked for so often. */
const MAX_ATTEMPTS = 5;

/** Refusals that are true for everybody behind: the device takes or gives nobody more, or nobody now. */
const STOPS: ReadonlySet<string> = new Set([
  ...['cloud.quota', 'cloud.arrears', 'cloud.service-not-enabled', 'cloud.not-supported', 'targets.takes-nobody'],
  ...['device.offline', 'device.storage', 'device.licence', 'device.frozen', 'device.unregistered'],
  ...['account.disabled', 'account.not-found', 'network.redirect-refused'],
]);
export const isStop = (code: string): boolean =>
  STOPS.has(code) || code.startsWith('auth.') || code.startsWith('vault.');

export class PeopleImports implements JobKind<PersonRow> {
  readonly #options: ImportsOptions;

  constructor(options: ImportsOptions) {
    this.#options = options;
    options.jobs.register('people', this);
  }

  /** A job without rows. */
  start(place: TargetPlace, file: Pick<Job, 'fileHash' | 'total' | 'columns'>): JobId {
    return this.#options.jobs.add({ kind: 'people', place, ...file }).id;
  }

  addRows(id: JobId, rows: readonly NewRow[]): void {
    this.#options.jobs.addRows(id, rows);
  }

  feed(id: JobId, people: readonly (PersonRow | BadItem)[]): Promise<RowWish & { readonly state: JobState }> {
    return this.#options.jobs.feed(id, people);
  }

  async rowsPerCall({ deviceId }: TargetPlace, signal: AbortSignal): Promise<number> {
    const { targetsPerCall } = await this.#ask(deviceId, READ_LIMIT_MS, signal, (port, stop) =>
      port.limits(deviceId, stop),
    );
    return targetsPerCall;
  }

  /** Where the cloud refuses a call with several people as a whole, each of them is sent alone: one may be the reason. */
  async send(place: TargetPlace, items: readonly PersonRow[], signal: AbortSignal): Promise<readonly SentRow[]> {
    const together = await this.#sendOnce(place, items, signal);
    if (items.length === 1 || !together.every(({ isWholeCall }) => isWholeCall)) return together;
    const alone: SentRow[] = [];
    for (const item of items) {
      const isOver = alone.some(({ result }) => result !== 'done' && result !== 'refused');
      if (isOver) alone.push({ result: 'again', error: null });
      else alone.push(...(await this.#sendOnce(place, [item], signal)));
    }
    return alone;
  }

  async #sendOnce(place: TargetPlace, items: readonly PersonRow[], signal: AbortSignal): Promise<readonly Sent[]> {
    const drafts = items.map(({ externalId, values, picture }) => ({
      values: { ...values, externalId },
      picture: bytesOf(picture),
    }));
    try {
      const outcomes = await this.#ask(place.deviceId, SEND_LIMIT_MS, signal, (port, stop) =>
        port.add(place, drafts, stop),
      );
      return outcomes.map(sentRow);
    } catch (cause) {
      if (signal.aborted || isAbort(cause)) throw cause;
      // The time was over, or the account could not be opened: the former may have sent it.
      const error = toWireError(cause);
      const result = isStop(error.code) ? 'stop' : 'lost';
      return items.map(() => ({ result, error: rowError(error) }));
    }
  }

  /** Reads the list from its start to its end, or until everybody is found. */
  async find(place: TargetPlace, wanted: WantedRows, signal: AbortSignal): Promise<FoundRows> {
    const there = new Set<string>();
    let cursor: string | null = null;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const rows = await this.#page(place, cursor, signal);
      if (rows === null) return { there, reading: 'failed' };
      if ('stop' in rows) return { there, reading: 'failed', stop: rows.stop };
      for (const { values } of rows.targets) {
        const key = values.externalId === undefined ? null : wanted.keyOf(values.externalId);
        if (key !== null) there.add(key);
      }
      if (there.size === wanted.size) return { there, reading: 'whole' };
      if (rows.isCut || rows.unreadable > 0) return { there, reading: 'cut' };
      if (rows.next === null) return { there, reading: 'whole' };
      cursor = rows.next;
    }
    return { there, reading: 'cut' };
  }

  changed(place: TargetPlace): void {
    this.#options.emit('targets.changed', { ...place, by: 'job' });
  }

  /** Null where the page cannot be read; `stop` where no other attempt would read it. */
  async #page(
    place: TargetPlace,
    cursor: string | null,
    signal: AbortSignal,
  ): Promise<TargetRows | { readonly stop: JobRowError } | null> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      try {
        return await this.#ask(place.deviceId, READ_LIMIT_MS, signal, (port, stop) => port.page(place, cursor, stop));
      } catch (error) {
        if (signal.aborted || isAbort(error) || !(error instanceof AppError)) throw error;
        if (isStop(error.code)) return { stop: rowError(toWireError(error)) };
      }
    }
    return null;
  }

  /** Ends with the account of the device, and with the job. */
  #ask<T>(
    deviceId: TargetPlace['deviceId'],
    limitMs: number,
    signal: AbortSignal,
    ask: (port: TargetPort, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return this.#options.ask(accountOf(deviceId), limitMs, (port, stop) => ask(port, AbortSignal.any([stop, signal])));
  }
}

/** An answer of the server that it failed proves nothing: the people may be on the list. */
function sentRow({ state, error }: TargetOutcome): Sent {
  if (state === 'done' || error === null) return { result: state === 'done' ? 'done' : 'lost', error: null };
  const stored = rowError(error);
  if (state === 'unknown') return { result: 'lost', error: stored };
  if (error.code === 'cloud.rate-limited' || error.code === 'targets.not-asked')
    return { result: 'again', error: stored };
  if (isStop(error.code)) return { result: 'stop', error: stored };
  if (state === 'notAsked') return { result: 'again', error: stored };
  const status = error.vendor?.httpStatus ?? 0;
  return { result: status >= 500 ? 'lost' : 'refused', error: stored, isWholeCall: status >= 400 && status < 500 };
}
