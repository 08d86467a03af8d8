/** A cloud of rows that loses answers, refuses for the rate, and dies in the middle, as a seed says; and who feeds a job. */
import { accountOf, type DeviceId } from '../../../../../preload/domain/ids.ts';
import type { JobId, JobRowError } from '../../../../../preload/domain/jobs.ts';
import type { FoundRows, JobItem, JobKind, SentRow, WantedRows } from '../../../../../main/services/jobs/job-kind.ts';
import type { JobClock } from '../../../../../main/services/jobs/job-run.ts';
import type { JobsService } from '../../../../../main/services/jobs/jobs.ts';

const PLACE = { deviceId: 'account-1:device-1' as DeviceId, groupId: '1' };
export const ACCOUNT = accountOf(PLACE.deviceId);
export const HASH = 'a'.repeat(64);
export const PER_CALL = 20;

/** The fate of one call. `kill`: the client dies while the cloud works; `kill-before`: before the cloud has it. */
export type Fate = 'fine' | 'rate' | 'lost-after' | 'lost-before' | 'kill' | 'kill-before' | 'full';

const errorOf = (code: JobRowError['code']): JobRowError => ({
  code,
  field: null,
  detail: null,
  limit: null,
  vendorCode: null,
  requestId: null,
});

/** No time passes: it is counted. */
export class CountedClock implements JobClock {
  ms = 0;
  readonly pauses: number[] = [];
  nowMs = (): number => this.ms;
  pause = (ms: number): Promise<void> => {
    this.ms += ms;
    this.pauses.push(ms);
    return Promise.resolve();
  };
}

export class CloudOfRows implements JobKind<JobItem> {
  /** How often each external id was added. */
  readonly added = new Map<string, number>();
  readonly calls: (readonly string[])[] = [];
  readings = 0;
  /** The list is given in part only. */
  reading: FoundRows['reading'] = 'whole';
  /** The device gives no list. */
  isOffline = false;
  readonly #fates: Fate[];
  readonly #isBad: (id: string) => boolean;
  onKill: () => void = () => {};

  constructor(fates: readonly Fate[] = [], isBad: (id: string) => boolean = () => false) {
    this.#fates = [...fates];
    this.#isBad = isBad;
  }

  rowsPerCall = (): Promise<number> => Promise.resolve(PER_CALL);
  changed = (): void => {};

  find = (_place: object, wanted: WantedRows): Promise<FoundRows> => {
    this.readings += 1;
    if (this.isOffline)
      return Promise.resolve({ there: new Set<string>(), reading: 'failed', stop: errorOf('device.offline') });
    const keys = this.reading === 'whole' ? [...this.added.keys()].map((id) => wanted.keyOf(id)) : [];
    const there = new Set(keys.filter((key) => key !== null));
    return Promise.resolve({ there, reading: this.reading });
  };

  send = async (_place: object, items: readonly JobItem[]): Promise<readonly SentRow[]> => {
    const ids = items.map(({ externalId }) => externalId);
    this.calls.push(ids);
    const fate = this.#fates.shift() ?? 'fine';
    if (fate === 'rate') return items.map(() => ({ result: 'again', error: errorOf('cloud.rate-limited') }));
    if (fate === 'full') return items.map(() => ({ result: 'stop', error: errorOf('cloud.quota') }));
    if (fate !== 'lost-before' && fate !== 'kill-before') {
      for (const id of ids) if (!this.#isBad(id)) this.added.set(id, (this.added.get(id) ?? 0) + 1);
    }
    if (fate === 'kill' || fate === 'kill-before') {
      this.onKill();
      return await new Promise(() => {});
    }
    if (fate !== 'fine') return items.map(() => ({ result: 'lost', error: errorOf('network.reset') }));
    return ids.map((id): SentRow =>
      this.#isBad(id)
        ? { result: 'refused', error: errorOf('cloud.invalid-parameter') }
        : { result: 'done', error: null },
    );
  };
}

export const idOf = (row: number): string => `P${row}`;
export const itemOf = (row: number): JobItem => ({ row, externalId: idOf(row) });

/** A new job with its rows. @param isUnknown an earlier job lost the answers of all of them. */
export function newJob(jobs: JobsService, rows: number, isUnknown = false): JobId {
  const { id } = jobs.add({ kind: 'people', place: PLACE, fileHash: HASH, total: rows, columns: ['externalId'] });
  jobs.addRows(
    id,
    Array.from({ length: rows }, (_, i) => ({ ...itemOf(i + 1), error: null, isUnknown })),
  );
  return id;
}

/** Runs a job and brings its rows, as a window does, until it does not run any more. */
export async function runAndFeed(jobs: JobsService, id: JobId): Promise<void> {
  jobs.run(id, HASH, 'w1');
  for (let wanted: readonly number[] = []; ;) {
    const answer = await jobs.feed(id, wanted.map(itemOf));
    if (answer.state !== 'running') return;
    wanted = answer.wanted;
  }
}
