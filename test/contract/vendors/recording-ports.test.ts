/** The ports for downloads, retrievals, snapshots and recording plans against the simulated clouds. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Channel, ChannelCapability } from '../../../preload/domain/cameras/cameras.ts';
import { asAccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { joinRanges } from '../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { Secret } from '../../../main/secret.ts';
import { createSessionFactories } from '../../../main/vendors/registry.ts';
import type { RecordAnswer } from '../../../main/ports/records.ts';
import type { VendorSession } from '../../../main/ports/session.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { PATIENT } from '../../patience.ts';

const signal = new AbortController().signal;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const tokens = { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() };
const factories = createSessionFactories();
/** The fields of the sign-in that are secrets. */
const SECRETS: ReadonlySet<string> = new Set(['sk', 'secretKey', 'accessKeySecret']);

let simulator: Simulator;
const open: VendorSession[] = [];

beforeAll(async () => {
  simulator = await startSimulator({ cameras: 60, seed: 7 });
});

afterAll(async () => {
  await Promise.all(open.map((session) => session.dispose()));
  await simulator.close();
});

function sessionOf(vendor: VendorId): VendorSession {
  const cloud = simulator.clouds[vendor];
  const factory = factories[vendor];
  if (!cloud || !factory) throw new Error(`no ${vendor} here`);
  const given = Object.entries(cloud.credentials);
  const session = factory({
    accountId: asAccountId('a1'),
    endpoint: cloud.endpoint,
    region: null,
    credential: {
      fields: Object.fromEntries(given.filter(([name]) => !SECRETS.has(name))),
      secrets: Object.fromEntries(
        given.flatMap(([name, text]) => (SECRETS.has(name) ? [[name, new Secret(text)]] : [])),
      ),
    },
    tokens,
  });
  open.push(session);
  return session;
}

async function onlineOf(session: VendorSession, ability?: ChannelCapability): Promise<Channel> {
  for await (const { items } of session.directory!.channels(signal)) {
    const found = items.find(
      ({ reachable, isFrozen, protocol, capabilities }) =>
        reachable === 'online' && !isFrozen && (ability ? capabilities.includes(ability) : protocol === 'gb28181'),
    );
    if (found) return found;
  }
  throw new Error('no camera is on line');
}

/** The recordings in the cloud of the day `daysAgo` days ago. */
async function dayOf(session: VendorSession, channelId: ChannelId, daysAgo: number) {
  const fromMs = Math.floor(Date.now() / DAY_MS - daysAgo) * DAY_MS;
  const recorded: TimeRange[] = [];
  const archived: TimeRange[] = [];
  const range = { fromMs, toMs: fromMs + DAY_MS };
  const asked = { channelId, place: 'cloud', range, archiveGrainMs: 15 * MINUTE_MS } as const;
  for await (const { recordings, archivedWithin } of session.records!.list(asked, signal)) {
    recorded.push(...recordings);
    archived.push(...archivedWithin);
  }
  return { recorded, archived };
}

describe('downloads of tencent-ivp', () => {
  it('downloads bring the recording as a file of the asked kind', async () => {
    const session = sessionOf('tencent-ivp');
    const { id: channelId } = await onlineOf(session);
    const [found] = (await dayOf(session, channelId, 1)).recorded;
    const range = { fromMs: found!.fromMs, toMs: found!.fromMs + MINUTE_MS };
    const { url, headers, covers } = await session.downloads!.open({ channelId, range, type: 'mp4' }, signal);
    expect(covers).toEqual(range);
    const answer = await fetch(url, { headers });
    expect(answer.status).toBe(200);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(4, 8).toString()).toBe('ftyp');
  });

  it('downloads of archived, missing and changed files are refused with their own reasons', async () => {
    const session = sessionOf('tencent-ivp');
    const { id: channelId } = await onlineOf(session);
    const reasonOf = async (range: TimeRange, alter = (url: string): string => url): Promise<string> => {
      const { url } = await session.downloads!.open({ channelId, range, type: 'ts' }, signal);
      const answer = await fetch(alter(url));
      const error = session.downloads!.refusalOf(answer.status, await answer.text());
      expect(error.vendor?.code).toMatch(/^425\d\d$/);
      return error.code;
    };
    const [archived] = (await dayOf(session, channelId, 20)).archived;
    expect(await reasonOf(archived!)).toBe('recording.archived');
    const ancientMs = Date.now() - 400 * DAY_MS;
    expect(await reasonOf({ fromMs: ancientMs, toMs: ancientMs + MINUTE_MS })).toBe('recording.none');
    const [recorded] = (await dayOf(session, channelId, 1)).recorded;
    expect(await reasonOf(recorded!, (url) => url.replace('%3Bts', '%3Bmp4'))).toBe('recording.bad-address');
  });
});

async function traits(body: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await fetch(`${simulator.control}/clouds/traits`, { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status, await answer.text()).toBeLessThan(300);
}

afterEach(async () => {
  await fetch(`${simulator.control}/faults`, { method: 'DELETE' });
});

it.each([
  [42501, 'recording.none'],
  [42502, 'recording.no-right'],
  [42503, 'recording.bad-address'],
  [42504, 'recording.address-expired'],
  [42505, 'recording.too-many-downloads'],
  [42506, 'recording.archived'],
  [42507, 'recording.bandwidth'],
  [42508, 'recording.too-many-links'],
])('a download of tencent-ivp that is refused with %i says so: %s', async (code, expected) => {
  const session = sessionOf('tencent-ivp');
  const { id: channelId } = await onlineOf(session);
  const [range] = (await dayOf(session, channelId, 1)).recorded;
  await traits({ vendor: 'tencent-ivp', refusedDownload: { code: String(code), times: 1 } });
  const { url } = await session.downloads!.open({ channelId, range: range!, type: 'mp4' }, signal);
  const answer = await fetch(url);
  const error = session.downloads!.refusalOf(answer.status, await answer.text());
  expect(error).toMatchObject({ code: expected, vendor: { code: String(code) } });
});

it.each(['missing', 'unknown'])(
  'recordings of tencent-ivp whose flag is %s are listed without what lies between',
  async (tips) => {
    const session = sessionOf('tencent-ivp');
    const { id: channelId } = await onlineOf(session);
    const { recorded } = await dayOf(session, channelId, 1);
    await traits({ vendor: 'tencent-ivp', tips });
    const fromMs = Math.floor(Date.now() / DAY_MS - 1) * DAY_MS;
    const asked = {
      channelId,
      place: 'cloud',
      range: { fromMs, toMs: fromMs + DAY_MS },
      archiveGrainMs: DAY_MS,
    } as const;
    const answered: TimeRange[] = [];
    for await (const { range, archivedWithin } of session.records!.list(asked, signal)) {
      answered.push(range);
      expect(archivedWithin).toEqual([]);
    }
    expect(joinRanges(answered)).toEqual(joinRanges(recorded));
  },
);

it.each([
  ['with a total that is too large', { totalError: 5 }, 0],
  ['with a total that is too small', { totalError: -2 }, 0],
  ['with a row twice', { oddRow: 'twice' }, 0],
  ['with a row that ends before it begins', { oddRow: 'reversed' }, 1],
])('a list of huawei-ivm %s gives each recording once and in order', async (_, order, unreadable) => {
  const session = sessionOf('huawei-ivm');
  const { id: channelId } = await onlineOf(session, 'cloud-record');
  const range = { fromMs: Date.now() - 2 * DAY_MS, toMs: Date.now() };
  const asked = { channelId, place: 'cloud', range, archiveGrainMs: DAY_MS } as const;
  await traits({ vendor: 'huawei-ivm', ...order });
  const answers: RecordAnswer[] = [];
  for await (const answer of session.records!.list(asked, signal)) answers.push(answer);
  expect(answers.reduce((sum, answer) => sum + answer.unreadable, 0)).toBe(unreadable);
  // Where an entry cannot be read, the time between the recordings is not reported.
  const isWhole = answers.some((answer) => answer.range.fromMs === range.fromMs && answer.range.toMs === range.toMs);
  expect(isWhole).toBe(unreadable === 0);
  const recordings = answers.flatMap((answer) => answer.recordings);
  const ids = recordings.map(({ nativeId }) => nativeId);
  expect(ids.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(ids.length);
  const begins = recordings.map(({ fromMs }) => fromMs);
  expect(begins).toEqual(begins.toSorted((a, b) => a - b));
});

it('retrievals of tencent-ivp bring archived footage back, camera by camera', async () => {
  const session = sessionOf('tencent-ivp');
  const { id: channelId } = await onlineOf(session);
  const [range] = (await dayOf(session, channelId, 21)).archived;
  const order = { name: 'theft-at-the-gate', channelIds: [channelId], range: range!, keepDays: 3 };
  const made = await session.retrievals!.add(order, signal);
  expect(made).toMatchObject({ ...range, name: order.name, keepDays: 3 });
  await expect(session.retrievals!.add(order, signal)).rejects.toMatchObject({ vendor: { code: '41624' } });
  expect((await session.retrievals!.list(signal)).tasks.map(({ nativeId }) => nativeId)).toContain(made.nativeId);
  const isBack = async (): Promise<string> => (await session.retrievals!.get(made.nativeId, signal)).state;
  await expect.poll(isBack, PATIENT).toBe('done');
  const { channels, sizeMb } = await session.retrievals!.get(made.nativeId, signal);
  expect(channels).toEqual([{ channelId, state: 'done' }]);
  expect(sizeMb).toBeGreaterThan(0);
  const { recorded } = await dayOf(session, channelId, 21);
  expect(recorded.some(({ fromMs, toMs }) => fromMs < range!.toMs && toMs > range!.fromMs)).toBe(true);
  await session.retrievals!.delete(made.nativeId, signal);
  await expect(session.retrievals!.get(made.nativeId, signal)).rejects.toMatchObject({ code: 'cloud.not-found' });
});

it.each(['huawei-ivm', 'aliyun-vcs'] as const)(
  'snapshots of %s are pictures that the address gives',
  async (vendor) => {
    const session = sessionOf(vendor);
    const snapshots = session.snapshots!;
    const { id } = await onlineOf(session);
    const { url, headers } = await snapshots.take(id, signal);
    const answer = await fetch(url, { headers });
    const body = new Uint8Array(await answer.arrayBuffer());
    expect(snapshots.pictureIn({ status: answer.status, body })).toHaveLength(body.length);
    expect(simulator.requests({ vendor }).filter((one) => one.status !== 200)).toEqual([]);
  },
);

// @promise playback.plans: Recording plans are those of today, of Huawei IVM and Tencent IVP, in hours of Beijing.
it.each(['huawei-ivm', 'tencent-ivp'] as const)(
  'plans of %s name hours in which there are recordings',
  async (vendor) => {
    const session = sessionOf(vendor);
    const range = { fromMs: Date.now() - 7 * DAY_MS, toMs: Date.now() };
    for await (const { items } of session.directory!.channels(signal)) {
      for (const { id: channelId } of items.slice(0, 8)) {
        const { tables } = await session.plans!.planOf(channelId, signal);
        const planned = tables.filter(({ sections }) => sections.length > 0);
        expect(tables.every(({ keptDays }) => keptDays !== null)).toBe(true);
        const asked = { channelId, place: 'cloud', range, archiveGrainMs: DAY_MS } as const;
        const found: TimeRange[] = [];
        for await (const { recordings } of session.records!.list(asked, signal)) found.push(...recordings);
        expect([channelId, found.length > 0]).toEqual([channelId, planned.length > 0]);
      }
    }
  },
);
