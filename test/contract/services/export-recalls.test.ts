/** Exports of archived footage: brought back first, then exported, over main as one piece and the simulated Tencent IVP. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Input } from '../../../preload/contract/contract.ts';
import { isEnded, type ExportJob } from '../../../preload/domain/exports/exports.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { Supervision } from '../../../main/supervision.ts';
import { orderRecordings } from '../../simulator/footage-control.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';
import { oneRun } from './one-run.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

let dataDir: string;
let simulator: Simulator;
let client: Client;
let camera: ChannelId;
/** Carries the accounts of the run over to the next client. */
let supervision: Supervision;

beforeEach(async () => {
  supervision = oneRun();
  dataDir = await mkdtemp(join(tmpdir(), 'lanner-export-recalls-'));
  simulator = await startSimulator({ cameras: 12 });
  const stored = { fromMs: Date.now() - 28 * DAY_MS, toMs: Date.now() - 22 * DAY_MS };
  await orderRecordings(simulator.control, 'tencent-ivp', 'recorded', stored);
  client = await startClient(dataDir, {}, supervision);
  const { id: accountId } = await client.get('account.add', draftFor(simulator, 'tencent-ivp'));
  await client.host.event('directory.changed', (state) => state.accountId === accountId && state.phase === 'ready');
  const { channels } = await client.get('directory.page', { accountId, cursor: null, limit: 100 });
  const fits = channels.find((one) => one.reachable === 'online' && one.capabilities.includes('cloud-record'));
  if (fits === undefined) throw new Error('no camera records in the cloud');
  camera = fits.id;
});

afterEach(async () => {
  await client.app.dispose();
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** Two minutes of a day whose footage the simulated cloud has archived. */
function archived() {
  const dayMs = Math.floor(Date.now() / DAY_MS) * DAY_MS - 25 * DAY_MS;
  return { fromMs: dayMs + 2 * HOUR_MS, toMs: dayMs + 2 * HOUR_MS + 2 * MINUTE_MS };
}

const order = (more: Partial<Input<'exports.start'>> = {}): Input<'exports.start'> => ({
  cameras: [{ channelId: camera, place: 'cloud', profile: 'main', offsetMs: null }],
  range: archived(),
  form: 'files',
  reason: '',
  madeBy: '',
  zone: 'UTC',
  recalls: true,
  wantsCopies: false,
  ...more,
});

const told = ({ id }: Pick<ExportJob, 'id'>, isMeant: (job: ExportJob) => boolean): Promise<ExportJob> =>
  client.host.event('exports.changed', ({ job }) => job.id === id && isMeant(job)).then(({ job }) => job);

const ordered = (): number => simulator.requests({ operation: 'addRetrieveTask' }).length;

// @promise export.archived-first: Archived footage in the range of an export comes back first, by one order.
it('archived footage is brought back first, and then exported whole, by one order', async () => {
  const named = { channelId: camera, place: 'cloud' as const };
  const [survey] = await client.get('exports.survey', { cameras: [named], range: archived() });
  expect(survey).toMatchObject({ ...named, canRecall: true, error: null, archived: [archived()] });
  const job = await client.get('exports.start', order());
  expect(job.recalls).toMatchObject([{ ...archived(), state: 'waiting', channelIds: [camera] }]);
  await told(job, ({ state }) => state === 'recalling');
  const done = await told(job, isEnded);
  expect(done).toMatchObject({ state: 'done', error: null, recalls: [{ state: 'done' }] });
  expect(done.items).toMatchObject([{ state: 'done', error: null, gaps: [], covered: [archived()] }]);
  expect(ordered()).toBe(1);
});

// @promise export.archived-restart: An export whose client ends while its footage is brought back continues at the next
// start, and orders nothing twice.
it('an export whose client ends while its footage is brought back continues at the next start, and orders nothing twice', async () => {
  const { id } = await client.get('exports.start', order({ form: 'folder' }));
  await told({ id }, ({ recalls }) => recalls[0]?.state === 'ordered');
  await client.app.dispose();
  client = await startClient(dataDir, {}, supervision);
  const done = await told({ id }, isEnded);
  expect(done).toMatchObject({ state: 'done', items: [{ state: 'done', gaps: [] }] });
  expect(ordered()).toBe(1);
  const list = await readFile(join(done.folder, done.bundle ?? '', 'manifest.json'), 'utf8');
  expect(JSON.parse(list)).toMatchObject({ version: 2, sources: [{ gaps: [], moreNotes: 0 }] });
});

it('an export of archived footage that is paused stays paused over a restart, and continues when it is resumed', async () => {
  const { id } = await client.get('exports.start', order());
  await told({ id }, ({ recalls }) => recalls[0]?.state === 'ordered');
  expect((await client.get('exports.pause', { id })).state).toBe('paused');
  await client.app.dispose();
  client = await startClient(dataDir, {}, supervision);
  const [listed] = (await client.get('exports.list', {})).exports;
  expect(listed?.job).toMatchObject({ id, state: 'paused', recalls: [{ state: 'ordered' }] });
  await client.get('exports.resume', { id });
  expect((await told({ id }, isEnded)).state).toBe('done');
  expect(ordered()).toBe(1);
});

it('an export that does not wait for the archive says that its footage is archived', async () => {
  const job = await client.get('exports.start', order({ recalls: false }));
  const done = await told(job, isEnded);
  expect(done).toMatchObject({ state: 'failed', recalls: [], items: [{ error: { code: 'recording.archived' } }] });
  expect(ordered()).toBe(0);
});

// @promise export.archive-known: No export is taken before it is known whether its cloud has archived footage of the
// range.
it('an export is not taken before it is known whether its footage is archived', async () => {
  const fault = { kind: 'http', status: 503, vendor: 'tencent-ivp', operation: 'queryCloudRecordTimeline' };
  const faulty = await fetch(`${simulator.control}/faults`, { method: 'POST', body: JSON.stringify(fault) });
  expect(faulty.status, await faulty.text()).toBeLessThan(300);
  const answer = await client.ask('exports.start', order());
  expect(answer.ok).toBe(false);
  expect((await client.get('exports.list', {})).exports).toEqual([]);
});

// @promise export.task-deleted: A task that is deleted at the cloud ends the export with the reason, and another try
// orders anew.
it('a task that is deleted at the cloud ends the export with the reason, and another try orders the footage anew', async () => {
  const { id } = await client.get('exports.start', order());
  const job = await told({ id }, ({ recalls }) => recalls[0]?.state === 'ordered');
  const [recall] = job.recalls;
  if (recall === undefined) throw new Error('nothing is brought back');
  await client.get('retrievals.delete', { accountId: recall.accountId, nativeId: recall.nativeIds[0] ?? '' });
  expect(await told({ id }, isEnded)).toMatchObject({ state: 'failed', error: { code: 'cloud.not-found' } });
  const events = client.host.events.length;
  await client.get('exports.retry', { id });
  client.host.events.splice(0, events);
  expect(await told({ id }, isEnded)).toMatchObject({ state: 'done', error: null, items: [{ gaps: [] }] });
});
