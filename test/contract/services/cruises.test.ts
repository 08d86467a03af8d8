/** Cruise tracks through the door of main, against a simulated cloud: what it stores, and where the camera looks then. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CruiseDraft } from '../../../preload/domain/ptz/cruises.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { PATIENT } from '../../patience.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import type { Client } from './client.ts';
import { exampleOf, openDesk, orderOf, poseOf, receivedOf } from './ptz-desk.ts';

interface CruiseDesk {
  readonly client: Client;
  readonly dome: ChannelId;
}

let simulator: Simulator;
let desk: CruiseDesk;
const closing: (() => Promise<unknown>)[] = [];

/** A client of its own, with the account of the one cloud. */
async function openCruiseDesk(): Promise<CruiseDesk> {
  const { client, add: addCloud, close } = await openDesk(simulator);
  closing.push(close);
  return { client, dome: exampleOf(simulator, 'huawei-ivm', await addCloud('huawei-ivm'), 'ptzDome') };
}

beforeEach(async () => {
  simulator = await startSimulator({ cameras: 300, seed: 3, hasMedia: false });
  desk = await openCruiseDesk();
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await simulator.close();
});

const order = (method: 'GET' | 'POST', route: string, body?: object) => orderOf(simulator, method, route, body);
const traits = (rest: object) => order('POST', '/clouds/traits', { vendor: 'huawei-ivm', ...rest });
const panOf = async (camera: ChannelId): Promise<number> =>
  ((await poseOf(simulator, camera)) as { readonly panDeg: number }).panDeg;
const received = (...operations: readonly string[]) => receivedOf(simulator, ...operations);

const CHANGES = ['addCruiseTrack', 'updateCruiseTrack', 'deleteCruiseTrack', 'enableCruiseTrack'];

const leg = (preset: number, dwellSec = 30, speed = 5) => ({ preset, dwellSec, speed });
const FIVE: CruiseDraft = {
  name: '夜间 round-1',
  legs: [leg(1, 30, 0), leg(2, 3_600, 10), leg(3, 45, 3), leg(1, 31, 4), leg(2, 60, 5)],
};
const add = (draft: CruiseDraft = FIVE) => desk.client.get('cruises.add', { channelId: desk.dome, draft });
const list = async () => await desk.client.get('cruises.list', { channelId: desk.dome });

// @promise cruise.round-trip: The legs of a track come back from the device as they were sent.
it('five legs of a cruise track come back as they were sent, and a change replaces them', async () => {
  expect((await list()).tracks).toEqual([]);
  const { track, dropped } = await add();
  expect(dropped).toEqual([]);
  expect(track).toMatchObject({ name: FIVE.name, isRunning: false, legs: FIVE.legs });
  const { id } = track;
  const draft = { name: 'Day', legs: [leg(3, 40, 9)] };
  const changed = await desk.client.get('cruises.change', { channelId: desk.dome, id, draft, base: track });
  expect(changed.track).toMatchObject({ name: 'Day', legs: draft.legs });
  expect((await list()).tracks).toEqual([{ id, name: 'Day', isRunning: false }]);
});

it.each(['dwel_time', 'dwell_time'])(
  'a device that knows %s alone has the stays of a new and of a changed track',
  async (staySpelling) => {
    await traits({ staySpelling });
    const { track, dropped } = await add();
    expect([dropped, track.legs]).toEqual([[], FIVE.legs]);
    const draft = { ...FIVE, legs: [leg(1, 77, 1)] };
    const changed = await desk.client.get('cruises.change', { channelId: desk.dome, id: track.id, draft, base: track });
    expect([changed.dropped, changed.track.legs]).toEqual([[], draft.legs]);
  },
);

it('a stay that the device dropped is found by reading the track back, and named', async () => {
  await traits({ droppedStays: true });
  const { dropped, track } = await add();
  expect(dropped).toEqual([
    { leg: 1, part: 'dwellSec', sent: 3_600, stored: 30 },
    { leg: 2, part: 'dwellSec', sent: 45, stored: 30 },
    { leg: 3, part: 'dwellSec', sent: 31, stored: 30 },
    { leg: 4, part: 'dwellSec', sent: 60, stored: 30 },
  ]);
  expect(track.legs.map(({ dwellSec }) => dwellSec)).toEqual([30, 30, 30, 30, 30]);
});

it.each<[string, CruiseDraft, string]>([
  ['a stay of 29 s', { ...FIVE, legs: [leg(1, 29)] }, 'dwellSec'],
  ['a stay of 3,601 s', { ...FIVE, legs: [leg(1, 3_601)] }, 'dwellSec'],
  ['a speed of 11', { ...FIVE, legs: [leg(1, 30, 11)] }, 'speed'],
  ['the preset 0', { ...FIVE, legs: [leg(0)] }, 'preset'],
  ['the preset 513', { ...FIVE, legs: [leg(513)] }, 'preset'],
  ['no legs', { ...FIVE, legs: [] }, 'legs'],
  ['a name of 129 characters', { ...FIVE, name: 'n'.repeat(129) }, 'name'],
  ['a name with a slash', { ...FIVE, name: 'a/b' }, 'name'],
])('a cruise track with %s is refused before anything is sent', async (_what, draft, field) => {
  const refused = await desk.client.ask('cruises.add', { channelId: desk.dome, draft });
  expect(refused).toMatchObject({ ok: false, error: { code: 'input.invalid-field', params: { field } } });
  expect(received(...CHANGES)).toEqual([]);
});

it('a running cruise track takes the camera to its presets in their order until it is stopped', async () => {
  await traits({ cruisePace: 100 });
  const { track } = await add({ name: 'Round', legs: [leg(1), leg(2), leg(3)] });
  const { id } = track;
  await desk.client.get('cruises.start', { channelId: desk.dome, id });
  const seen: number[] = [];
  await expect
    .poll(
      async () => {
        const pan = await panOf(desk.dome);
        if ([40, 120, 300].includes(pan) && seen.at(-1) !== pan) seen.push(pan);
        return seen.length;
      },
      { ...PATIENT, interval: 50 },
    )
    .toBeGreaterThanOrEqual(4);
  expect(seen.slice(0, 4)).toEqual([40, 120, 300, 40]);
  expect((await list()).tracks).toMatchObject([{ id, isRunning: true }]);
  await desk.client.get('cruises.stop', { channelId: desk.dome, id });
  expect((await list()).tracks).toMatchObject([{ id, isRunning: false }]);
});

it('a cruise track that runs is stopped before it is deleted', async () => {
  const { track } = await add();
  await desk.client.get('cruises.start', { channelId: desk.dome, id: track.id });
  await desk.client.get('cruises.delete', { channelId: desk.dome, id: track.id });
  expect(received(...CHANGES).map(({ operation, status }) => [operation, status])).toEqual([
    ['addCruiseTrack', 200],
    ['enableCruiseTrack', 200],
    ['enableCruiseTrack', 200],
    ['deleteCruiseTrack', 200],
  ]);
  expect((await list()).tracks).toEqual([]);
});

it('a desk that edits an old version of a cruise track overwrites nothing until it says so', async () => {
  const { track } = await add();
  const other = await openCruiseDesk();
  const theirs = { name: 'Theirs', legs: [leg(2, 90, 2)] };
  await other.client.get('cruises.change', { channelId: other.dome, id: track.id, draft: theirs, base: null });
  const mine = { name: 'Mine', legs: [leg(3, 91, 3)] };
  const change = { channelId: desk.dome, id: track.id, draft: mine };
  const refused = await desk.client.ask('cruises.change', { ...change, base: track });
  expect(refused).toMatchObject({ ok: false, error: { code: 'cruises.changed-elsewhere' } });
  const now = await desk.client.get('cruises.read', { channelId: desk.dome, id: track.id });
  expect(now.track).toMatchObject(theirs);
  expect((await desk.client.get('cruises.change', { ...change, base: null })).track).toMatchObject(mine);
});

// @promise cruise.lost-answer: A track whose answer was lost is stored once.
it('a cruise track whose answer was lost is stored once, and a change without an answer is read back', async () => {
  await order('POST', '/faults', { kind: 'drop', when: 'after', operation: 'addCruiseTrack', count: 1 });
  const { track } = await add();
  expect((await list()).tracks).toHaveLength(1);
  await order('POST', '/faults', { kind: 'drop', when: 'after', operation: 'updateCruiseTrack', count: 1 });
  const draft = { name: 'Changed', legs: [leg(1)] };
  const changed = await desk.client.get('cruises.change', { channelId: desk.dome, id: track.id, draft, base: track });
  expect(changed.track).toMatchObject(draft);
  expect(received('addCruiseTrack')).toHaveLength(1);
});

it('a cruise track is refused with the reason of the cloud for a camera off line, and names no track that is gone', async () => {
  const gone = await desk.client.ask('cruises.read', { channelId: desk.dome, id: '77' });
  expect(gone).toMatchObject({ ok: false, error: { code: 'cloud.not-found' } });
  await order('POST', '/faults', { kind: 'http', status: 429, operation: 'listCruiseTracks', count: 9 });
  const busy = await desk.client.ask('cruises.list', { channelId: desk.dome });
  expect(busy).toMatchObject({ ok: false });
});
