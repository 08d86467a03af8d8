// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Input, LannerApi, Output } from '../../../../../../../preload/contract/contract.ts';
import type { WireError } from '../../../../../../../preload/domain/error.ts';
import type { DeviceId } from '../../../../../../../preload/domain/ids.ts';
import { asJobId, type Job } from '../../../../../../../preload/domain/jobs.ts';
import {
  continueJob,
  readJobs,
  retryRows,
  startImport,
} from '../../../../../../../renderer/features/targets/model/import/import-jobs.ts';
import { useJobRows, type LeftRows } from '../../../../../../../renderer/features/targets/model/import/job-rows.ts';
import { errorOf, type FileRow } from '../../../../../../../renderer/features/targets/model/import/people-file.ts';
import {
  forgetImport,
  useImport,
  type HeldFile,
} from '../../../../../../../renderer/features/targets/model/import/people-import.ts';
import { portrait } from '../../../../../../e2e/people-files.ts';
import { LateAnswers } from '../../../../late-answers.ts';
import { installMain } from '../../../../page.tsx';
import { LIMITS } from '../../targets-sample.ts';

it('a job that was made while the jobs were read is in the list, whatever the order of the answers', async () => {
  const answers = new LateAnswers<Output<'jobs.list'>>();
  const made = { id: 'made' } as unknown as Job;
  let jobs: Job[] = [];
  Object.assign(window, { lanner: { request: { 'jobs.list': () => answers.ask({ jobs }) } } });
  void readJobs();
  jobs = [made];
  void readJobs();
  await answers.answerAll();
  expect(useImport.getState().jobs).toEqual([made]);
});

const PHOTO = new Uint8Array(portrait(1));
const NO_PHOTO = new Uint8Array(Buffer.from('no picture'));
const ENDED: Output<'targets.feedImport'> = { wanted: [], next: [], state: 'ended' };
const LOST: WireError = { code: 'network.timeout', params: {}, retryable: true, action: 'retry', vendor: null };
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const ok = <T>(value: T) => Promise.resolve({ ok: true as const, value });

type Brought = Input<'targets.feedImport'>['people'];

describe('the rows of a file on their way to a job', () => {
  /** The people of each request. */
  let brought: Brought[];
  let answers: Output<'targets.feedImport'>[];
  /** Why the next attempts to run a job fail. */
  let refusals: WireError[];
  let listed: Job[];

  beforeEach(() => {
    brought = [];
    answers = [];
    refusals = [];
    listed = [];
    // jsdom draws nothing.
    vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 48, height: 48, close: () => {} }));
    const context = { fillRect: () => {}, drawImage: () => {} };
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never);
    vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/jpeg;base64,QUJD');
    installMain({
      'targets.startImport': () => ok({ jobId: asJobId('j1') }),
      'targets.addImportRows': () => ok(null),
      'targets.rememberColumns': () => ok(null),
      'jobs.run': () => {
        const error = refusals.shift();
        return error === undefined ? ok(null) : Promise.resolve({ ok: false as const, error });
      },
      'jobs.list': () => ok({ jobs: listed }),
      'jobs.rows': () => ok({ rows: [] }),
      'targets.feedImport': ({ people }) => {
        brought.push(people);
        return ok(answers.shift() ?? ENDED);
      },
    });
  });
  afterEach(() => {
    forgetImport();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  /** A file that was checked. @param read gives the photo of a row. */
  function chooseFile(count: number, read: (row: number) => Promise<Uint8Array<ArrayBuffer>>): void {
    const rows = range(1, count).map((row): FileRow => {
      const picture = { name: `${row}.jpg`, read: () => read(row) };
      const values = { name: `Person ${row}` };
      return { row, externalId: `P${row}`, values, picture, samePictureAs: null, error: null };
    });
    const table = { hash: 'a'.repeat(64), head: ['name'], rows: rows.map(() => ['']), faults: new Map(), sheet: null };
    useImport.setState({
      place: { deviceId: 'a1:dev' as DeviceId, groupId: '1' },
      limits: LIMITS,
      step: 'check',
      jobs: [],
      file: { name: 'people.csv', ...table },
      columns: ['name'],
      checked: rows,
    });
  }

  // @promise target.import-ahead
  it('people are brought in the order of the file, and a photo that cannot be read makes its own row wrong', async () => {
    chooseFile(45, (row) => {
      if (row === 7) return Promise.reject(new Error('gone'));
      return Promise.resolve(row === 23 ? NO_PHOTO : PHOTO);
    });
    answers = [
      { wanted: range(1, 20), next: range(21, 45), state: 'running' },
      { wanted: range(21, 40), next: range(41, 45), state: 'running' },
      { wanted: range(41, 45), next: [], state: 'running' },
    ];
    await startImport(new Map());
    expect(brought.map((people) => people.map(({ row }) => row))).toEqual([
      ...[[], range(1, 20), range(21, 40), range(41, 45)],
    ]);
    const wrong = brought.flat().flatMap((one) => ('error' in one ? [[one.row, one.error.detail]] : []));
    expect(wrong).toEqual([
      [7, 'file-changed'],
      [23, 'no-picture'],
    ]);
    const right = brought.flat().flatMap((one) => ('picture' in one ? [one.picture] : []));
    expect(right).toEqual(Array.from({ length: 43 }, () => 'QUJD'));
  });

  it('the photos of the next calls are prepared before the job wants them, and no photo is read twice', async () => {
    const read: number[] = [];
    chooseFile(100, (row) => {
      read.push(row);
      return Promise.resolve(PHOTO);
    });
    answers = [
      { wanted: range(1, 20), next: range(21, 60), state: 'running' },
      { wanted: range(21, 40), next: range(41, 80), state: 'running' },
    ];
    await startImport(new Map());
    expect(read).toEqual(range(1, read.length));
    expect(read.length).toBeGreaterThanOrEqual(40);
    expect(read.length).toBeLessThanOrEqual(80);
  });

  // @promise target.import-ahead
  it.each(['paused', 'cancelled'] as const)('once a job is %s, no further photo is read', async (state) => {
    const read: number[] = [];
    const { promise: isLate, resolve: letGo } = Promise.withResolvers<void>();
    chooseFile(100, async (row) => {
      read.push(row);
      if (row > 20) await isLate;
      return PHOTO;
    });
    answers = [
      { wanted: range(1, 20), next: range(21, 60), state: 'running' },
      { wanted: [], next: [], state },
    ];
    await startImport(new Map());
    expect(brought.flat().map(({ row }) => row)).toEqual(range(1, 20));
    const before = read.length;
    expect(before).toBeLessThan(40);
    letGo();
    await new Promise((resolve) => setTimeout(resolve));
    expect(read).toHaveLength(before);
  });

  // @promise target.import-not-begun
  it('a job that was made and could not run is shown with the failure, and runs from there', async () => {
    chooseFile(3, () => Promise.resolve(PHOTO));
    const place = { deviceId: 'a1:dev', groupId: '1' };
    const made = { id: 'j1', place, fileHash: 'a'.repeat(64), state: 'paused' } as unknown as Job;
    refusals = [LOST];
    listed = [made];
    await startImport(new Map());
    expect(useImport.getState()).toMatchObject({ step: 'run', jobId: 'j1', error: LOST });
    expect(brought).toEqual([]);
    answers = [{ wanted: range(1, 3), next: [], state: 'running' }];
    await continueJob(made);
    expect(brought.flat().map(({ row }) => row)).toEqual([1, 2, 3]);
    expect(useImport.getState().error).toBeNull();
  });

  it('a job that could not run and is not on the list leads back to the check of its file, with the failure', async () => {
    chooseFile(3, () => Promise.resolve(PHOTO));
    refusals = [LOST];
    await startImport(new Map());
    expect(useImport.getState()).toMatchObject({ step: 'check', jobId: null, error: LOST });
    await startImport(new Map());
    expect(useImport.getState()).toMatchObject({ step: 'run', jobId: 'j1', error: null });
  });

  it('a file that a job sends to the same list already begins no second job, and the job that sends it is shown', async () => {
    chooseFile(3, () => Promise.resolve(PHOTO));
    const place = { deviceId: 'a1:dev', groupId: '1' };
    const running = { id: 'j0', place, fileHash: 'a'.repeat(64), state: 'running' } as unknown as Job;
    useImport.setState({ jobs: [running] });
    await startImport(new Map());
    expect(useImport.getState()).toMatchObject({ step: 'run', jobId: 'j0' });
    expect(brought).toEqual([]);
  });

  it('a file that was checked for one list is not the file of a job of another list', async () => {
    chooseFile(3, () => Promise.resolve(PHOTO));
    const place = { deviceId: 'a1:other', groupId: '1' };
    const elsewhere = { id: 'j2', place, fileHash: 'a'.repeat(64), state: 'paused' } as unknown as Job;
    await continueJob(elsewhere);
    expect(brought).toEqual([]);
  });

  it('nobody of a file comes back into the page where an account is deleted while a job begins, and the job is paused', async () => {
    chooseFile(3, () => Promise.resolve(PHOTO));
    const paused: string[] = [];
    Object.assign((window as unknown as { lanner: LannerApi }).lanner.request, {
      'jobs.run': () => {
        forgetImport();
        return ok(null);
      },
      'jobs.pause': ({ jobId }: Input<'jobs.pause'>) => {
        paused.push(jobId);
        return ok(null);
      },
    });
    await startImport(new Map());
    expect([paused, brought, useImport.getState().held.size]).toEqual([['j1'], [], 0]);
  });

  it('the failure of a job that could not run leaves another job on the screen as it is', async () => {
    chooseFile(3, () => Promise.resolve(PHOTO));
    refusals = [LOST];
    const isStarted = startImport(new Map());
    useImport.setState({ step: 'run', jobId: over.id });
    await isStarted;
    expect(useImport.getState()).toMatchObject({ step: 'run', jobId: over.id, error: null });
  });
});

const over = { id: asJobId('over'), place: { deviceId: 'a1:nvr', groupId: '4' } } as unknown as Job;
const fileRow = (row: number, error: FileRow['error'] = null): FileRow => ({
  row,
  externalId: `P${row}`,
  values: {},
  picture: null,
  samePictureAs: null,
  error,
});
const held = {
  file: { name: 'staff.csv', hash: 'a'.repeat(64), head: ['name'], rows: [], faults: new Map(), sheet: null },
  columns: ['name'],
  rows: [fileRow(1), fileRow(2), fileRow(3), fileRow(4, errorOf('name', 'form'))],
} as unknown as HeldFile;

const REFUSED: LeftRows = new Map([
  [1, 'refused'],
  [3, 'refused'],
]);

// @promise target.import-retry
it('a retry sends the named rows of an import by a job of their own, and no other row', async () => {
  const made: (readonly [number, string])[] = [];
  const added: number[] = [];
  installMain({
    'targets.startImport': ({ total, groupId }) => {
      made.push([total, groupId]);
      return Promise.resolve({ ok: true, value: { jobId: asJobId('again') } });
    },
    'targets.addImportRows': ({ rows }) => {
      added.push(...rows.map(({ row }) => row));
      return Promise.resolve({ ok: true, value: null });
    },
    'jobs.run': () => Promise.resolve({ ok: true, value: null }),
    'jobs.list': () => Promise.resolve({ ok: true, value: { jobs: [] } }),
    'targets.feedImport': () => Promise.resolve({ ok: true, value: ENDED }),
  });
  useImport.setState({ step: 'run', jobId: over.id, jobs: [over] });
  await Promise.all([retryRows(over, held, REFUSED), retryRows(over, held, REFUSED)]);
  expect([made, added, useImport.getState().jobId]).toEqual([[[2, '4']], [1, 3], 'again']);
});

// @promise target.import-retry-lost: A retry looks for the rows whose answers were lost before it sends them.
it('a retry names the rows whose answers were lost as the user saw them, and its job looks for these before it sends them', async () => {
  const sent: (readonly [number, boolean | undefined])[] = [];
  installMain({
    'targets.startImport': () => ok({ jobId: asJobId('again') }),
    'targets.addImportRows': ({ rows }) => {
      sent.push(...rows.map(({ row, isUnknown }) => [row, isUnknown] as const));
      return ok(null);
    },
    'jobs.run': () => Promise.resolve({ ok: false, error: LOST }),
    'jobs.list': () => ok({ jobs: [] }),
  });
  useImport.setState({ step: 'run', jobId: over.id, jobs: [over] });
  // The rows of the screen are being read again at this moment.
  useJobRows.setState({ jobId: over.id, left: null });
  const seen: LeftRows = new Map([
    [1, 'unknown'],
    [3, 'notAsked'],
  ]);
  await retryRows(over, held, seen);
  expect(sent).toEqual([
    [1, true],
    [3, false],
  ]);
});

// @promise target.import-retry-alone
it('no retry begins while another import sends rows of the same file to the same list', async () => {
  let made = 0;
  installMain({
    'targets.startImport': () => {
      made += 1;
      return Promise.resolve({ ok: false, error: LOST });
    },
    'jobs.rows': () => ok({ rows: [] }),
  });
  const ended: Job = { ...over, fileHash: held.file.hash, state: 'ended' };
  const running: Job = { ...ended, id: asJobId('again'), state: 'running' };
  useImport.setState({ step: 'run', jobId: ended.id, jobs: [running, ended] });
  await retryRows(ended, held, new Map([[1, 'refused']]));
  expect(made).toBe(0);
  useImport.setState({ jobs: [{ ...running, state: 'ended' }, ended] });
  await retryRows(ended, held, new Map([[1, 'refused']]));
  expect(made).toBe(1);
});

// @promise target.import-not-begun
it.each<[string, readonly string[], string]>([
  ['on the list is shown itself', ['over', 'again'], 'again'],
  ['not on the list leaves the import of before on the screen', ['over'], 'over'],
])('a retry whose job could not run and is %s, with the failure', async (_, ids, shown) => {
  const jobs = ids.map((id) => ({ ...over, id: asJobId(id) }));
  installMain({
    'targets.startImport': () => ok({ jobId: asJobId('again') }),
    'targets.addImportRows': () => ok(null),
    'jobs.run': () => Promise.resolve({ ok: false, error: LOST }),
    'jobs.list': () => ok({ jobs }),
    'jobs.rows': () => ok({ rows: [] }),
  });
  useImport.setState({ step: 'run', jobId: over.id, jobs: [over] });
  await retryRows(over, held, new Map([[1, 'refused']]));
  expect(useImport.getState()).toMatchObject({ step: 'run', jobId: shown, error: LOST });
});
