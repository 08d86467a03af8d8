/**
 * CPU at 16 times by key pictures: sixteen tiles of playback, each with one key picture a second, against sixteen live tiles of the
 * same cameras, in one client and one browser; the side that begins takes turns. A side that shows less than it should costs less:
 * a round counts only where the clock kept its pace, every tile of playback showed its pictures, and every live tile its frames.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulator, stop, type SimulatorInfo } from '../../scripts/lib.ts';
import {
  ASK,
  BEGIN_COUNT,
  click,
  DAY_MS,
  fromMoment,
  HOUR_MS,
  KEYS,
  LIVE,
  PAST,
  readLive,
  readPast,
  type LiveCount,
  type PastCount,
} from './playback-counts.ts';
import type { PageTalk } from './page-talk.ts';
import { measure } from './process-tree.ts';
import { isShown, withBrowser, withClientProcess } from './sides.ts';
import { median, turnsOf, type BenchOptions, type Goal, type PartResult } from './types.ts';

const TILES = 16;
const CAMERAS = 80;
const RATE = 16;
/** The first pictures, compilation and the governor's choices are over by then. */
const SETTLE_MS = 10_000;
/** Sixteen cameras share sixteen key pictures a second. */
const KEYS_PER_SEC = 1;
/** Of the simulated cameras' sub-streams. */
const LIVE_FPS = 15;
/**
 * Permitted shares that may be missing: of the clock's time, of the key pictures of a playback tile, of the frames of a
 * live tile.
 */
const MOST_LACKING = { clock: 0.1, pictures: 0.2, frames: 0.1 } as const;

/** Half past midnight in Beijing, yesterday: in this hour no simulated camera has a gap. */
const quietHourMs = (): number =>
  Math.floor((Date.now() + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS - DAY_MS + HOUR_MS / 2;

/** Puts cameras that are recorded at the moment on the first wall and into playback, as an expression: how many. */
const chooseCameras = (atMs: number): string => `(async () => {
  ${ASK}
  const [{ id: accountId }] = await ask('account.list', {});
  const { channels } = await ask('directory.page', { accountId, cursor: null, limit: 500 });
  const range = { fromMs: ${atMs}, toMs: ${atMs + HOUR_MS / 2} };
  const found = [];
  for (const { id: channelId, reachable, isFrozen, capabilities } of channels) {
    if (found.length === ${TILES}) break;
    if (reachable !== 'online' || isFrozen || !capabilities.includes('cloud-record')) continue;
    const { view } = await ask('recordings.read', { channelId, place: 'cloud', range, archiveGrainMs: ${DAY_MS} });
    if (view.coverage.every(({ state }) => state === 'covered')) found.push(channelId);
  }
  const [wall] = await ask('wall.list', {});
  await ask('wall.save', { base: wall, wall: { ...wall, tiles: wall.tiles.map((_, i) => found[i] ?? null) } });
  const cameras = found.map((channelId) => ({ channelId, place: 'cloud' }));
  await ask('app.set-preferences', { playback: { cameras, atMs: ${atMs} } });
  return found.length;
})()`;

/** Each side begins with a page of its own: nothing of the other side is left in it. */
async function beginAnew(page: PageTalk, atMs: number, screen: 'live' | 'playback'): Promise<void> {
  await page.ask(fromMoment(atMs));
  await page.until(`window.isOld === undefined && ${isShown('main')}`);
  await page.ask(click(`nav.act [data-action="app.${screen}"]`));
}

type Side = 'live' | 'fast';

const BEGIN: Readonly<Record<Side, (page: PageTalk, atMs: number) => Promise<void>>> = {
  live: async (page, atMs) => {
    await beginAnew(page, atMs, 'live');
    await page.until(`${LIVE}.length === ${TILES}`);
  },
  fast: async (page, atMs) => {
    await beginAnew(page, atMs, 'playback');
    await page.until(`${PAST} === ${TILES}`);
    await page.ask(click('[data-action="playback.play"]'));
    for (let rate = 1; rate < RATE; rate *= 2)
      await page.ask(click('.playback-play-bar [data-action="playback.faster"]'));
    await page.until(`${KEYS}.length === ${TILES}`);
  },
};

/** The missing shares of a round: 0 is nothing. */
interface Lacking {
  /** Of the time that the clock should have played. */
  readonly clock: number;
  /** Of the key pictures of the tile that showed the fewest, and of the time in its pictures. */
  readonly pictures: number;
  /** Of the frames of the live tile that showed the fewest. */
  readonly frames: number;
  /** Live tiles that gave way to the load, did not play, or were not there. */
  readonly restrained: number;
}

interface Round {
  readonly cores: Readonly<Record<Side, number>>;
  readonly lacking: Lacking;
  readonly counts: { readonly live: LiveCount; readonly fast: PastCount };
}

/** Over tiles that should be sixteen: one that is not there showed nothing. */
const fewest = (values: readonly number[]): number => (values.length < TILES ? 0 : Math.min(...values));

function lackingOf(live: LiveCount, fast: PastCount, restrained: number): Lacking {
  const [fastSec, liveSec] = [fast.tookMs / 1_000, live.tookMs / 1_000];
  const shown = fewest(fast.tiles.map(({ drawn }) => drawn)) / (fastSec * KEYS_PER_SEC);
  const moved = fewest(fast.tiles.map(({ codeMs }) => codeMs)) / (fastSec * RATE * 1_000);
  return {
    clock: 1 - fast.clockSec / (fastSec * RATE),
    pictures: 1 - Math.min(shown, moved),
    frames: 1 - fewest(live.frames) / (liveSec * LIVE_FPS),
    restrained,
  };
}

const isWhole = ({ lacking }: Round): boolean =>
  lacking.clock <= MOST_LACKING.clock &&
  lacking.pictures <= MOST_LACKING.pictures &&
  lacking.frames <= MOST_LACKING.frames &&
  lacking.restrained === 0;

type Client = Parameters<Parameters<typeof withClientProcess>[0]>[0];

async function round(client: Client, { pid, page }: { pid: number; page: PageTalk }, i: number, seconds: number) {
  const atMs = quietHourMs();
  const cores = { live: Number.NaN, fast: Number.NaN };
  let [live, fast, restrained]: [LiveCount | null, PastCount | null, number] = [null, null, TILES];
  for (const side of turnsOf<Side>(i, ['live', 'fast'])) {
    await BEGIN[side](page, atMs);
    await sleep(SETTLE_MS);
    await page.ask(BEGIN_COUNT);
    ({ cores: cores[side] } = await measure([client.rootPid, pid], seconds));
    if (side === 'fast') fast = await readPast(page);
    else {
      live = await readLive(page);
      const tiles = (await client.tiles()).slice(0, TILES);
      restrained = TILES - tiles.filter(({ phase, error }) => phase === 'playing' && error === null).length;
    }
  }
  if (live === null || fast === null) throw new Error('a side was not measured');
  return { cores, lacking: lackingOf(live, fast, restrained), counts: { live, fast } };
}

async function cpuRounds(
  clouds: SimulatorInfo['clouds'],
  { rounds, seconds }: BenchOptions,
): Promise<readonly Round[]> {
  return withClientProcess((client, url) =>
    withBrowser(url, async (browser) => {
      await browser.page.until(isShown('main'));
      await client.ask({ do: 'add-accounts', clouds });
      await client.ask({ do: 'fill-wall', layout: TILES });
      const found = await browser.page.ask<number>(chooseCameras(quietHourMs()));
      if (found < TILES) throw new Error(`only ${found} cameras are recorded`);
      const all: Round[] = [];
      for (let i = 0; i < rounds; i += 1) {
        const one = await round(client, browser, i, seconds);
        const words = `${one.cores.fast.toFixed(2)} cores at 16x, ${one.cores.live.toFixed(2)} live`;
        const lacks = isWhole(one) ? '' : `, does not count: ${JSON.stringify(one.lacking)}`;
        process.stderr.write(`16 tiles, round ${i + 1} of ${rounds}: ${words}${lacks}\n`);
        all.push(one);
      }
      return all;
    }),
  );
}

function goalsOf(rounds: readonly Round[]): readonly Goal[] {
  const worst = (of: (lacking: Lacking) => number): number => Math.max(...rounds.map(({ lacking }) => of(lacking)));
  const ratios = rounds.filter(isWhole).map(({ cores: { fast, live } }) => fast / live);
  return [
    {
      name: `CPU of 16 tiles at 16x by key pictures, one picture a second each / 16 live tiles of the same cameras at ${LIVE_FPS} a second`,
      value: median(ratios),
      atMost: 1,
    },
    {
      name: 'time that the clock of 16 cameras lost at 16x, worst round',
      value: worst(({ clock }) => clock),
      atMost: MOST_LACKING.clock,
    },
    {
      name: 'key pictures that a tile of 16 lacked at 16x, of one a second, worst tile and round',
      value: worst(({ pictures }) => pictures),
      atMost: MOST_LACKING.pictures,
    },
    {
      name: `frames that a live tile lacked, of ${LIVE_FPS} a second, worst tile and round`,
      value: worst(({ frames }) => frames),
      atMost: MOST_LACKING.frames,
    },
    {
      name: 'live tiles that gave way to the load, worst round',
      value: worst(({ restrained }) => restrained),
      atMost: 0,
    },
  ];
}

/** Goals of the CPU, and of what both sides must have shown for the CPU to count. */
export async function fastGoals(options: BenchOptions): Promise<PartResult> {
  const { child, info } = await startSimulator(options.cameras ?? CAMERAS);
  try {
    const { 'huawei-ivm': cloud } = info.clouds;
    if (!cloud) throw new Error('the simulator has no huawei-ivm cloud');
    const rounds = await cpuRounds({ 'huawei-ivm': cloud }, options);
    return { goals: goalsOf(rounds), details: { rounds } };
  } finally {
    await stop(child);
  }
}
