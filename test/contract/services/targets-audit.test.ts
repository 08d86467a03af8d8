/** Each view, change and export of people through the door of main, and its line in the audit log. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { asAccountId, deviceIdOf, nativePartOf } from '../../../preload/domain/ids.ts';
import type { JobId } from '../../../preload/domain/jobs.ts';
import { flatJpeg } from '../../simulator/media/flat-jpeg.ts';
import { startClient, type Client } from './client.ts';
import { importJob, runImport, type FilePerson, type Place } from './people-window.ts';
import { BLACK_LIST, closePeopled, openPeopled, peopledControl, WHITE_LIST, type Peopled } from './peopled-client.ts';

let desk: Peopled;
let client: Client;
/** Where somebody saves files. */
let folder: string;
/** What somebody chooses in the dialog for files; null: nothing. */
let chosen: string | null;
/** Names that must be in no line. */
let names: readonly string[];
const { peopled, traits } = peopledControl(() => desk);

const SIGNER = 'Signerx Zhao';
const PICTURE = flatJpeg([[[200, 60, 40]]]).toString('base64');
const DRAFT = { values: { name: 'Zaphodx', gender: 'male' }, picture: PICTURE } as const;
const white = (): Place => ({ deviceId: peopled('NVR'), groupId: WHITE_LIST });
const black = (): Place => ({ deviceId: peopled('NVR'), groupId: BLACK_LIST });
/** A device whose account nobody added. */
const GONE = deviceIdOf(asAccountId('gone'), 'nvr');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lanner-audit-'));
  desk = await openPeopled((dataDir) => startClient(dataDir, {}, undefined, () => Promise.resolve(chosen)));
  ({ client } = desk);
  const { targets } = await client.get('targets.page', { ...white(), cursor: null });
  names = [...targets.map(({ values }) => values.name ?? ''), SIGNER, 'Zaphodx', 'Tricianx', 'Filedx', PICTURE];
  expect(names.every((name) => name.length > 1)).toBe(true);
});

afterAll(async () => {
  await closePeopled(desk);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const auditText = (): Promise<string> => readFile(path.join(desk.dataDir, 'logs', 'audit.log'), 'utf8');

type Line = Readonly<Record<string, unknown>>;

/** The lines with this message behind the first `from` characters of the log. */
async function linesBehind(from: number, message: string): Promise<readonly Line[]> {
  const texts = (await auditText()).slice(from).split('\n').slice(0, -1);
  return texts.map((text) => JSON.parse(text) as Line).filter((line) => line['message'] === message);
}

async function madeList(name: string): Promise<Place> {
  const deviceId = peopled('NVR');
  return { deviceId, groupId: (await client.get('targets.addList', { deviceId, name, type: 'white' })).groupId };
}

const sign = (state: 'opened' | 'closed', deviceId = peopled('NVR')) =>
  client.ask('targets.sign', { deviceId, channels: ['-1', '1'], state, signer: SIGNER, statement: 'agreed' });

/** People of a file for a list of nobody. */
const peopleOf = (externalId: string): readonly FilePerson[] => [
  { externalId, values: { name: 'Filedx', gender: 'female' }, picture: PICTURE },
];
const madeJob = (externalId: string): Promise<JobId> => importJob(client, black(), peopleOf(externalId));

async function ranJob(externalId: string): Promise<JobId> {
  const id = await madeJob(externalId);
  await runImport(client, id, peopleOf(externalId));
  return id;
}

const saveRows = (jobId: JobId) =>
  client.get('targets.saveImportRows', { jobId, text: 'name\r\nFiledx\r\n', at: 0, isLast: true });

/** @returns the fields of the one line that is expected. */
type Act = () => Promise<object>;

const views: readonly (readonly [string, string, Act])[] = [
  [
    'a page of a list that is viewed',
    'targets were viewed',
    async () => {
      await client.get('targets.page', { ...white(), cursor: null });
      return { ...white(), targets: 50 };
    },
  ],
  [
    'a person who is viewed alone',
    'a target was viewed',
    async () => {
      await client.get('targets.get', { ...white(), targetId: '3' });
      return { ...white(), targetId: '3' };
    },
  ],
];

const changes: readonly (readonly [string, string, Act])[] = [
  [
    'a person who is added',
    'targets were added',
    async () => {
      const { outcomes } = await client.get('targets.add', { ...black(), targets: [DRAFT] });
      const [{ targetId, requestId } = { targetId: null, requestId: null }] = outcomes;
      return { places: [black()], done: 1, refused: 0, targetIds: [targetId], requestIds: [requestId] };
    },
  ],
  [
    'a person who is edited',
    'targets were changed',
    async () => {
      const edit = { targetId: '3', edits: { name: 'Tricianx' }, picture: null };
      await client.get('targets.update', { ...white(), changes: [edit] });
      return { places: [white()], done: 1, targetIds: ['3'], requestIds: [expect.any(String)] };
    },
  ],
  [
    'a deletion of which one item is refused',
    'targets were deleted',
    async () => {
      await client.get('targets.delete', { ...white(), targetIds: ['4', '99999'] });
      return { places: [white()], done: 1, refused: 1, targetIds: ['4', '99999'] };
    },
  ],
  [
    'a person who is moved',
    'targets were moved',
    async () => {
      await client.get('targets.move', { ...white(), toGroupId: BLACK_LIST, targetIds: ['8'] });
      return { places: [white(), black()], done: 1, targetIds: ['8'] };
    },
  ],
  [
    'a deletion that ends without outcomes',
    'a change of targets failed',
    async () => {
      const place = { deviceId: GONE, groupId: WHITE_LIST };
      await client.ask('targets.delete', { ...place, targetIds: ['7'] });
      return { change: 'targets were deleted', places: [place], targetIds: ['7'], code: 'account.not-found' };
    },
  ],
  ['a list that is made', 'a target list was made', () => madeList('audited')],
  [
    'a list that is renamed',
    'a target list was changed',
    async () => {
      const place = await madeList('renamed');
      await client.get('targets.changeList', { ...place, name: 'other name', type: 'white', isEnabled: null });
      return place;
    },
  ],
  [
    'a list that is deleted',
    'a target list was deleted',
    async () => {
      const place = await madeList('deleted');
      await client.get('targets.deleteList', place);
      return place;
    },
  ],
  [
    'a list of the device that cannot be deleted',
    'a change of a target list failed',
    async () => {
      await client.ask('targets.deleteList', white());
      return { change: 'a target list was deleted', ...white(), code: 'targets.list-fixed' };
    },
  ],
];

const consents: readonly (readonly [string, string, Act])[] = [
  [
    'a consent that is signed, with a channel that is refused',
    'a consent was signed',
    async () => {
      await traits({ refusedConsents: [{ deviceId: nativePartOf(peopled('NVR')).slice(1), channelId: '1' }] });
      const answer = await sign('opened');
      if (!answer.ok) throw new Error(answer.error.code);
      const { sha256, recordId } = answer.value;
      const shared = { deviceId: peopled('NVR'), state: 'opened', channels: ['-1', '1'] };
      return { ...shared, sha256, recordId, done: 1, refused: 1 };
    },
  ],
  [
    'a consent that is sent again',
    'a signed consent was sent again',
    async () => {
      const deviceId = peopled('NVR');
      const [record] = (await client.get('targets.consents', { deviceId })).records;
      await traits({ refusedConsents: [] });
      await client.get('targets.signAgain', { deviceId, recordId: record?.id ?? 0, channels: ['1'] });
      return { deviceId, state: 'opened', sha256: record?.sha256, recordId: record?.id, channels: ['1'], done: 1 };
    },
  ],
  [
    'a consent that is withdrawn',
    'a consent was signed',
    async () => {
      await sign('closed');
      return { deviceId: peopled('NVR'), state: 'closed', channels: ['-1', '1'], done: 2 };
    },
  ],
  [
    'a consent of which no channel can be switched',
    'a switch of consent failed',
    async () => {
      await sign('opened', GONE);
      return { deviceId: GONE, state: 'opened', channels: ['-1', '1'], code: 'account.not-found' };
    },
  ],
];

const files: readonly (readonly [string, string, Act])[] = [
  [
    'a list that is exported',
    'people of a list were exported',
    async () => {
      const deviceId = peopled('IPC');
      const { groups } = await client.get('targets.groups', { deviceId });
      const place = { deviceId, groupId: groups.find(({ count }) => (count ?? 0) > 0)?.id ?? '' };
      const { people } = await client.get('targets.exportPeople', place);
      return { ...place, people, withoutPicture: 0 };
    },
  ],
  [
    'the record of consents that is exported',
    'the consent record was exported',
    async () => {
      const { count } = await client.get('targets.exportConsents', {});
      return { records: count, outcome: 'saved' };
    },
  ],
  [
    'the file of the rows of an import that are not done',
    'the rows of an import that are not done were exported',
    async () => {
      const id = await madeJob('EXT_saved');
      await saveRows(id);
      return { id, ...black(), notAsked: 1, refused: 0, unknown: 0, skipped: 0 };
    },
  ],
];

const imports: readonly (readonly [string, string, Act])[] = [
  [
    'an import that is made',
    'a job was made',
    async () => ({ id: await madeJob('EXT_made'), kind: 'people', ...black(), total: 1 }),
  ],
  ['an import that runs', 'a job runs', async () => ({ id: await ranJob('EXT_runs') })],
  [
    'an import that is over',
    'a job stands',
    async () => ({ id: await ranJob('EXT_over'), state: 'ended', done: 1, notAsked: 0 }),
  ],
  [
    'a paused import that is cancelled',
    'a job stands',
    async () => {
      const id = await madeJob('EXT_cancelled');
      await client.get('jobs.cancel', { jobId: id });
      return { id, state: 'cancelled', done: 0, notAsked: 1 };
    },
  ],
  [
    'an import that is removed',
    'a job was removed',
    async () => {
      const id = await madeJob('EXT_removed');
      await client.get('jobs.remove', { jobId: id });
      return { id };
    },
  ],
];

// @promise target.audit: Each view, change and export of targets, lists and consents has one line in the audit log,
// with the place, the ids and the outcomes, and without a name or a picture of anybody.
it.each([...views, ...changes, ...consents, ...files, ...imports])(
  '%s has one line in the audit log, "%s", with the place, the ids and the outcomes, and without a name',
  async (_, message, act) => {
    chosen = path.join(folder, 'saved');
    const from = (await auditText()).length;
    const fields = await act();
    const lines = await vi.waitUntil(async () => {
      const found = await linesBehind(from, message);
      return found.length > 0 ? found : null;
    });
    expect(lines).toMatchObject([{ ...fields, level: 'audit', at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) }]);
    const text = await auditText();
    expect(names.filter((name) => text.includes(name))).toEqual([]);
  },
);

// @promise target.audit-exports: An export for which nobody chose a file has no line in the audit log.
it.each<readonly [string, string, Act]>([
  [
    'a list',
    'people of a list were exported',
    () => client.get('targets.exportPeople', { deviceId: peopled('IPC'), groupId: '1' }),
  ],
  ['the record of consents', 'the consent record was exported', () => client.get('targets.exportConsents', {})],
  [
    'rows that are not done',
    'the rows of an import that are not done were exported',
    async () => await saveRows(await madeJob('EXT_unsaved')),
  ],
])('an export of %s for which nobody chose a file has no line in the audit log', async (_, message, act) => {
  chosen = null;
  const from = (await auditText()).length;
  expect(await act()).toMatchObject({ outcome: 'cancelled' });
  // Lines are written in their order.
  await client.get('targets.get', { ...white(), targetId: '2' });
  await vi.waitUntil(async () => (await linesBehind(from, 'a target was viewed')).length > 0);
  expect(await linesBehind(from, message)).toEqual([]);
});
