/** Exports of archived footage: brought back first, then exported, over main as one piece and the simulated Tencent IVP. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { Input } from '../../../preload/contract/contract.ts';
import { isEnded, type ExportJob } from '../../../preload/domain/exports/exports.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { orderRecordings } from '../../simulator/footage-control.ts';
import { deskOfCameras } from './desk-of-cameras.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const desk = deskOfCameras({ cameras: 12, seed: 1, hasMedia: true });
let camera: ChannelId;

beforeEach(async () => {
  const stored = { fromMs: Date.now() - 28 * DAY_MS, toMs: Date.now() - 22 * DAY_MS };
  await orderRecordings(desk.simulator.control, 'tencent-ivp', 'recorded', stored);
  const { channels } = await desk.open('tencent-ivp');
  const fits = channels.find((one) => one.reachable === 'online' && one.capabilities.includes('cloud-record'));
  if (fits === undefined) throw new Error('no camera records in the cloud');
  camera = fits.id;
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
  desk.client.host.event('exports.changed', ({ job }) => job.id === id && isMeant(job)).then(({ job }) => job);

const ordered = (): number => desk.simulator.requests({ operation: 'addRetrieveTask' }).length;

// @promise export.archived-first: Archived footage in the range of an export comes back first, by one order.
it('archived footage is brought back first, and then exported whole, by one order', async () => {
  const named = { channelId: camera, place: 'cloud' as const };
  const [survey] = await desk.client.get('exports.survey', { cameras: [named], range: archived() });
  expect(survey).toMatchObject({ ...named, canRecall: true, error: null, archived: [archived()] });
  const job = await desk.client.get('exports.start', order());
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
  const { id } = await desk.client.get('exports.start', order({ form: 'folder' }));
  await told({ id }, ({ recalls }) => recalls[0]?.state === 'ordered');
  await desk.restart();
  const done = await told({ id }, isEnded);
  expect(done).toMatchObject({ state: 'done', items: [{ state: 'done', gaps: [] }] });
  expect(ordered()).toBe(1);
  const list = await readFile(join(done.folder, done.bundle ?? '', 'manifest.json'), 'utf8');
  expect(JSON.parse(list)).toMatchObject({ version: 2, sources: [{ gaps: [], moreNotes: 0 }] });
});

it('an export of archived footage that is paused stays paused over a restart, and continues when it is resumed', async () => {
  const { id } = await desk.client.get('exports.start', order());
  await told({ id }, ({ recalls }) => recalls[0]?.state === 'ordered');
  expect((await desk.client.get('exports.pause', { id })).state).toBe('paused');
  await desk.restart();
  const [listed] = (await desk.client.get('exports.list', {})).exports;
  expect(listed?.job).toMatchObject({ id, state: 'paused', recalls: [{ state: 'ordered' }] });
  await desk.client.get('exports.resume', { id });
  expect((await told({ id }, isEnded)).state).toBe('done');
  expect(ordered()).toBe(1);
});

it('an export that does not wait for the archive says that its footage is archived', async () => {
  const job = await desk.client.get('exports.start', order({ recalls: false }));
  const done = await told(job, isEnded);
  expect(done).toMatchObject({ state: 'failed', recalls: [], items: [{ error: { code: 'recording.archived' } }] });
  expect(ordered()).toBe(0);
});

// @promise export.archive-known: No export is taken before it is known whether its cloud has archived footage of the
// range.
it('an export is not taken before it is known whether its footage is archived', async () => {
  const fault = { kind: 'http', status: 503, vendor: 'tencent-ivp', operation: 'queryCloudRecordTimeline' };
  const faulty = await fetch(`${desk.simulator.control}/faults`, { method: 'POST', body: JSON.stringify(fault) });
  expect(faulty.status, await faulty.text()).toBeLessThan(300);
  const answer = await desk.client.ask('exports.start', order());
  expect(answer.ok).toBe(false);
  expect((await desk.client.get('exports.list', {})).exports).toEqual([]);
});

// @promise export.task-deleted: A task that is deleted at the cloud ends the export with the reason, and another try
// orders anew.
it('a task that is deleted at the cloud ends the export with the reason, and another try orders the footage anew', async () => {
  const { id } = await desk.client.get('exports.start', order());
  const job = await told({ id }, ({ recalls }) => recalls[0]?.state === 'ordered');
  const [recall] = job.recalls;
  if (recall === undefined) throw new Error('nothing is brought back');
  await desk.client.get('retrievals.delete', { accountId: recall.accountId, nativeId: recall.nativeIds[0] ?? '' });
  expect(await told({ id }, isEnded)).toMatchObject({ state: 'failed', error: { code: 'cloud.not-found' } });
  const events = desk.client.host.events.length;
  await desk.client.get('exports.retry', { id });
  desk.client.host.events.splice(0, events);
  expect(await told({ id }, isEnded)).toMatchObject({ state: 'done', error: null, items: [{ gaps: [] }] });
});

// @promise export.archive-known
it('a list of recordings that a cloud with an archive refuses is a failure of its camera, and no export is taken without the list', async () => {
  const refused = { vendor: 'tencent-ivp', timelines: 'refused' };
  const traits = await fetch(`${desk.simulator.control}/clouds/traits`, {
    method: 'POST',
    body: JSON.stringify(refused),
  });
  expect(traits.status, await traits.text()).toBeLessThan(300);
  const named = { channelId: camera, place: 'cloud' as const };
  const [survey] = await desk.client.get('exports.survey', { cameras: [named], range: archived() });
  expect(survey).toMatchObject({ ...named, canRecall: true, archived: [], error: { code: 'cloud.not-supported' } });
  const answer = await desk.client.ask('exports.start', order());
  expect(answer).toMatchObject({ ok: false, error: { code: 'cloud.not-supported' } });
  expect((await desk.client.get('exports.list', {})).exports).toEqual([]);
});
