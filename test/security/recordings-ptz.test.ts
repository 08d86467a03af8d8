/**
 * A camera turns while its cloud lists more recordings than any camera makes. The stop of the operator reaches the cloud
 * before the client has finished with the list: the order of events decides, not a clock.
 */
import { MAX_LISTED_RECORDINGS } from '../../preload/domain/bounds.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChannelId } from '../../preload/domain/ids.ts';

import { PATIENT } from '../patience.ts';
import { openTurningDome, type TurningDome } from './turning-dome.ts';

const DAY_MS = 86_400_000;
const PAGE = 1_000;
const RECORDS = /\/media\/records\?/;

let world: TurningDome;
let cloud: TurningDome['cloud'];
let client: TurningDome['client'];
let dome: ChannelId;
let events: string[] = [];

beforeAll(async () => {
  world = await openTurningDome();
  ({ cloud, client, dome } = world);
});
afterAll(() => world.close());

const STOP = 'the stop reaches the cloud';
const DONE = 'the client is done with the list';
const moving = () => world.moving();

/** Turns the camera. @returns how the operator lets go of it. */
function turn(): Promise<() => void> {
  events = [];
  return world.turn();
}

const beijing = (atMs: number): string => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** @param spanOf the time of a recording, by its place in the list. @returns how many pages were asked for. */
function listAs(total: number, spanOf: (at: number) => readonly [number, number]): () => number {
  let pages = 0;
  cloud.onRequest = (target, asked) => {
    if (asked.includes('"STOP"')) events.push(STOP);
    if (!RECORDS.test(target)) return null;
    pages += 1;
    // The cloud counts pages.
    const offset = PAGE * Number(new URL(target, 'http://cloud').searchParams.get('offset'));
    const records = Array.from({ length: Math.min(PAGE, total - offset) }, (_, i) => {
      const [fromMs, toMs] = spanOf(offset + i);
      const times = { start_time: beijing(fromMs), end_time: beijing(toMs) };
      return { record_id: `r${fromMs}-${offset + i}`, ...times, record_type: 'MOTION_RECORD', storage_state: 0 };
    });
    return JSON.stringify({ total, records });
  };
  return () => pages;
}

/** Midnight in UTC, `daysAgo` days ago. */
const midnight = (daysAgo: number): number => Math.floor(Date.now() / DAY_MS - daysAgo) * DAY_MS;
const read = async (fromMs: number, days: number) => {
  const range = { fromMs, toMs: fromMs + days * DAY_MS };
  const asking = { channelId: dome, place: 'cloud', range, archiveGrainMs: DAY_MS, isAnew: true } as const;
  const answer = await client.get('recordings.read', asking);
  events.push(DONE);
  return answer;
};
/** Releases the key after `pages` pages were read. */
function letGoAfter(pages: number, letGo: () => void): void {
  let read = 0;
  world.onCall = (operation) => {
    if (operation === 'listMediaRecords' && (read += 1) === pages) letGo();
  };
}

// @promise security.recording-floods: A list of more recordings than its bound is refused, and a stop of a camera waits
// for none that is stored.
it.each([
  ['9,900 recordings of one day', 1, 9_900, 5],
  ['56,000 recordings of a week', 7, 56_000, 12],
])('a stop does not wait for %s that are stored', async (_, days, total, daysAgo) => {
  const fromMs = midnight(daysAgo);
  listAs(total, (at) => {
    const beginMs = fromMs + Math.floor((at * days * DAY_MS) / total / 1_000) * 1_000;
    return [beginMs, beginMs + 5_000];
  });
  letGoAfter(Math.ceil(total / PAGE), await turn());
  expect(await read(fromMs, days)).toMatchObject({ error: null });
  await expect.poll(moving, PATIENT).toEqual([]);
  expect(events).toEqual([STOP, DONE]);
});

// @promise security.recording-floods
it('a stop does not wait for recordings that reach out of each of two days by hours', async () => {
  const fromMs = midnight(20);
  const total = 9_000;
  const around = (dayMs: number) => (at: number) =>
    [dayMs - 3_600_000 - at * 1_000, dayMs + DAY_MS + at * 1_000] as const;
  listAs(total, around(fromMs));
  await read(fromMs, 1);
  listAs(total, around(fromMs + DAY_MS));
  letGoAfter(total / PAGE, await turn());
  expect(await read(fromMs + DAY_MS, 1)).toMatchObject({ error: null });
  await expect.poll(moving, PATIENT).toEqual([]);
  expect(events).toEqual([STOP, DONE]);
});

// @promise security.recording-floods
it('a list of 300,000 recordings is refused at its bound, and the stop goes its way', async () => {
  const fromMs = midnight(30);
  const pagesAsked = listAs(300_000, (at) => [fromMs + (at % 86_000) * 1_000, fromMs + (at % 86_000) * 1_000 + 1_000]);
  letGoAfter(30, await turn());
  const { view, error } = await read(fromMs, 1);
  expect(error).toMatchObject({ code: 'network.bad-answer' });
  expect(view.recordings.fromMs).toEqual([]);
  expect(pagesAsked()).toBeLessThanOrEqual(MAX_LISTED_RECORDINGS / PAGE + 1);
  await expect.poll(moving, PATIENT).toEqual([]);
  expect(events).toEqual([STOP, DONE]);
});
