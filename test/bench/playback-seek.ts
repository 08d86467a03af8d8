/**
 * From the order to seek to the first frame: 50 moments of one stretch of a recording, sought by the clock, the player and the
 * gateway of the client, without its page and without main, and by hls.js alone. Both stand on one page of one browser, the side
 * that begins takes turns, and a seek is over when a picture shows that is the picture of the moment. The click of an operator is
 * measured by `--part click`.
 */
import { FRAME_MS, openPastSite, type PastSite } from '../integration/player/past-site.ts';
import { until } from '../integration/servers/processes.ts';
import { MOMENT_SCRIPT, NEAR_PICTURES, PEER_CONFIG, PEER_SCRIPT } from './hls-alone.ts';
import { goalsOfRatios, LINE_MS, rowOf, type SeekMs } from './seek-figures.ts';
import { turnsOf, type BenchOptions, type PartResult } from './types.ts';

const FROM_MS = 1_795_000_000_000;
const LENGTH_SEC = 1_800;
const RANGE = { fromMs: FROM_MS, toMs: FROM_MS + LENGTH_SEC * 1_000 };
const SEEKS = 50;
const WARM_UP = 4;
/** A prime: the moments are spread over the recording, never twice the same. */
const STRIDE_SEC = 677;
const AHEAD_SEC = 12;

const SCRIPT = `${MOMENT_SCRIPT}${PEER_SCRIPT}
const sides = {};
window.beginSides = (id, url, fromMs) => {
  sides.own = { video: players.get(id).video, seek: (atMs) => { clock.seek(atMs); clock.tick(performance.now()); } };
  sides.peer = createPeer();
  sides.peer.video.width = 320;
  sides.peer.open(url, fromMs);
};
window.rest = () => Object.values(sides).every(({ video }) => isLoadedAhead(video, ${AHEAD_SEC}));
window.seekToFrame = async (side, atMs) => {
  const { video, seek } = sides[side];
  const shown = showsMoment(video, atMs, ${FRAME_MS});
  const fromMs = performance.now();
  seek(atMs);
  return (await shown) - fromMs;
};
`;

async function round(site: PastSite, first: number, seeks: number): Promise<SeekMs> {
  const figures: SeekMs = { own: [], peer: [] };
  for (let seek = 0; seek < seeks; seek += 1) {
    // Not in the last seconds: behind the moment there is as much to load as elsewhere.
    const atMs = FROM_MS + ((first + seek * STRIDE_SEC) % (LENGTH_SEC - 40)) * 1_000 + 200;
    for (const side of turnsOf(seek, ['own', 'peer'] as const)) {
      await until('both sides have loaded', async () => ((await site.page.evaluate('window.rest()')) ? true : null));
      figures[side].push(await site.page.evaluate<number>(`window.seekToFrame('${side}', ${atMs})`));
    }
  }
  return figures;
}

async function measure(rounds: number, lineDelayMs: number): Promise<readonly SeekMs[]> {
  const site = await openPastSite({
    cameras: ['c1'],
    range: RANGE,
    stretchMs: LENGTH_SEC * 1_000,
    atMs: RANGE.fromMs,
    lineDelayMs,
    spansOf: () => [RANGE],
    script: SCRIPT,
  });
  const figures: SeekMs[] = [];
  try {
    await site.page.evaluate(`window.beginSides('c1', ${JSON.stringify(site.urlOf('c1', RANGE))}, ${RANGE.fromMs})`);
    // The first seeks run code that is not compiled yet.
    for (let i = -1; i < rounds; i += 1) {
      const one = await round(site, 31 * (i + 2), i < 0 ? WARM_UP : SEEKS);
      if (i >= 0) figures.push(one);
      process.stderr.write(`seeks over a line of ${lineDelayMs} ms: round ${i + 1} of ${rounds}\n`);
    }
  } finally {
    await site.close();
  }
  return figures;
}

/** Median and 95th percentile of 50 seeks against hls.js alone, each the median of the rounds. */
export async function seekGoals({ rounds }: BenchOptions): Promise<PartResult> {
  const line = await measure(rounds, LINE_MS);
  const loopback = await measure(rounds, 0);
  const name = `seek to first frame against hls.js alone, ${SEEKS} seeks in one stretch`;
  return {
    goals: [...goalsOfRatios(name, line, 'line'), ...goalsOfRatios(name, loopback, 'loopback')],
    details: {
      seeks: SEEKS,
      lineMs: LINE_MS,
      nearPictures: NEAR_PICTURES,
      peer: PEER_CONFIG,
      line: line.map(rowOf),
      loopback: loopback.map(rowOf),
    },
  };
}
