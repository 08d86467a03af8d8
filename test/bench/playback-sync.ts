/** How far four cameras on one clock are apart, in pictures, by the time codes in the pictures that show at one instant. */
import { codesOf, openPastSite, spreadOf, type PastSite } from '../integration/player/past-site.ts';
import { until } from '../integration/servers/processes.ts';
import { median, type BenchOptions, type Goal } from './types.ts';

const FROM_MS = 1_795_000_000_000;
const RANGE = { fromMs: FROM_MS, toMs: FROM_MS + 600_000 };
const CAMERAS = ['c1', 'c2', 'c3', 'c4'];
const PLAYED_MS = 8_000;
const SEEKS = 10;
const STRIDE_SEC = 137;

/** The distances while the clock goes on for this long, from the moment at which it moves. */
async function distances(site: PastSite): Promise<readonly number[]> {
  const moving = await until(
    'all cameras play',
    async () => {
      const sight = await site.look();
      const isMoving = sight.clock.isPlaying && sight.clock.waitingFor.length === 0;
      return isMoving && codesOf(sight).every((code) => code > 0) ? sight : null;
    },
    60_000,
  );
  const found: number[] = [];
  await until('the cameras have played', async () => {
    const sight = await site.look();
    if (sight.clock.waitingFor.length === 0 && codesOf(sight).every((code) => code > 0)) found.push(spreadOf(sight));
    return sight.clock.atMs >= moving.clock.atMs + PLAYED_MS ? true : null;
  });
  return found;
}

/** Goals of the sync error: at 1x, and after ten seeks, each the median over the time, then over the rounds. */
export async function syncGoals({ rounds }: BenchOptions): Promise<{ goals: readonly Goal[]; details: object }> {
  const site = await openPastSite({
    ...{ cameras: CAMERAS, range: RANGE, windowMs: 60_000, atMs: RANGE.fromMs },
    spansOf: () => [RANGE],
  });
  const [steady, sought]: [number[][], number[][]] = [[], []];
  try {
    await site.order('play');
    for (let i = 0; i < rounds; i += 1) {
      await site.order('seek', RANGE.fromMs + 5_000);
      steady.push([...(await distances(site))]);
      for (let seek = 1; seek <= SEEKS; seek += 1) {
        await site.order('seek', RANGE.fromMs + ((seek * STRIDE_SEC) % 580) * 1_000);
        await until('the cameras have loaded', async () =>
          (await site.look()).clock.waitingFor.length === 0 ? true : null,
        );
      }
      sought.push([...(await distances(site))]);
      process.stderr.write(`sync: round ${i + 1} of ${rounds}\n`);
    }
  } finally {
    await site.close();
  }
  const medians = (all: readonly number[][]): number => median(all.map((one) => median(one)));
  const worst = (all: readonly number[][]): readonly number[] => all.map((one) => Math.max(...one));
  return {
    goals: [
      { name: 'sync error of 4 cameras at 1x, in pictures', value: medians(steady), atMost: 2 },
      { name: 'sync error of 4 cameras after 10 seeks, in pictures', value: medians(sought), atMost: 5 },
    ],
    details: { worstInPictures: { steady: worst(steady), sought: worst(sought) } },
  };
}
