/**
 * How far four cameras on one clock are apart, in pictures, by the time codes in the pictures that show at one instant.
 * Samples are taken with each tick of the clock, also while the clock waits for a camera. After a seek they begin when
 * every camera shows the sought moment, so that no picture of the moment before the seek counts; the time until then is
 * reported separately.
 */
import { FRAME_MS, openPastSite, type PastSite } from '../integration/player/past-site.ts';
import { until } from '../integration/servers/processes.ts';
import { median, quantile, type BenchOptions, type Goal, type PartResult } from './types.ts';

const FROM_MS = 1_795_000_000_000;
const RANGE = { fromMs: FROM_MS, toMs: FROM_MS + 600_000 };
const CAMERAS = ['c1', 'c2', 'c3', 'c4'];
const PLAYED_MS = 8_000;
/** Time after a seek that counts as "at once", by the page's clock. */
const AFTER_SEEK_MS = 2_000;
const SEEKS = 10;
const STRIDE_SEC = 137;
/** All cameras show the moment when each time code is so near to the clock. */
const NEAR_PICTURES = 5;
const ARRIVAL_LIMIT_MS = 30_000;

/** One tick: the moment of the clock, and the time codes of all cameras; null where a picture has none that can be read. */
interface Sample {
  readonly pageMs: number;
  readonly clockMs: number;
  readonly isWaiting: boolean;
  readonly codes: readonly (number | null)[];
}

const SCRIPT = `
import { readTimeCode } from '../../test/simulator/media/time-code.ts';
const codeOf = ({ video }) => {
  if (video.readyState < 2 || video.videoWidth === 0) return null;
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0);
  const { data } = context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1);
  return readTimeCode(data, canvas.width, 1);
};
let samples = [];
window.takeSamples = () => samples.splice(0);
window.beginSamples = () => {
  const tick = clock.tick.bind(clock);
  clock.tick = (nowMs) => {
    tick(nowMs);
    const { atMs: clockMs, waitingFor } = clock.state;
    const codes = [...players.values()].map(codeOf);
    samples.push({ pageMs: performance.now(), clockMs, isWaiting: waitingFor.length > 0, codes });
  };
};
// As the client does: the order does not wait for the next tick.
window.seekNow = (atMs) => {
  samples = [];
  const fromMs = performance.now();
  clock.seek(atMs);
  clock.tick(fromMs);
  return fromMs;
};
`;

/** Largest distance of two pictures, in pictures; infinite where a picture cannot be read. */
function spreadOf({ codes }: Sample): number {
  const read = codes.filter((code) => code !== null);
  return read.length < codes.length ? Infinity : (Math.max(...read) - Math.min(...read)) / FRAME_MS;
}

const isThere = ({ codes, clockMs }: Sample): boolean =>
  codes.every((code) => code !== null && Math.abs(code - clockMs) <= NEAR_PICTURES * FRAME_MS);

class Cameras {
  readonly #site: PastSite;
  #samples: Sample[] = [];

  constructor(site: PastSite) {
    this.#site = site;
  }

  /** Seeks, and waits until every camera shows the moment. @returns milliseconds. @throws {Error} when they do not in time. */
  async seek(atMs: number): Promise<number> {
    const fromMs = await this.#site.page.evaluate<number>(`window.seekNow(${atMs})`);
    this.#samples = [];
    const first = await until(
      'every camera shows the sought moment',
      async () => {
        await this.#take();
        const at = this.#samples.findIndex(isThere);
        if (at < 0) return null;
        this.#samples.splice(0, at);
        return this.#samples[0] ?? null;
      },
      ARRIVAL_LIMIT_MS,
      () => Promise.resolve({ last: this.#samples.at(-1) ?? null }),
    );
    return first.pageMs - fromMs;
  }

  /** The samples from the arrival on. @param isOver is asked with each sample. */
  async watch(isOver: (sample: Sample, first: Sample) => boolean): Promise<readonly Sample[]> {
    const [first] = this.#samples;
    if (first === undefined) throw new Error('no camera was sought');
    await until('the cameras have played', async () => {
      await this.#take();
      return this.#samples.some((sample) => isOver(sample, first)) ? true : null;
    });
    return [...this.#samples];
  }

  async #take(): Promise<void> {
    this.#samples.push(...(await this.#site.page.evaluate<Sample[]>('window.takeSamples()')));
  }
}

const hasPlayed = ({ clockMs }: Sample, first: Sample): boolean => clockMs >= first.clockMs + PLAYED_MS;
const isSettled = ({ pageMs }: Sample, first: Sample): boolean => pageMs >= first.pageMs + AFTER_SEEK_MS;

interface Round {
  readonly steady: readonly Sample[];
  /** The first seconds after each of the seeks. */
  readonly justAfter: readonly Sample[];
  /** After the last of the seeks. */
  readonly after: readonly Sample[];
  readonly arrivalMs: readonly number[];
}

async function round(site: PastSite): Promise<Round> {
  const cameras = new Cameras(site);
  await cameras.seek(RANGE.fromMs + 5_000);
  const steady = await cameras.watch(hasPlayed);
  const [justAfter, arrivalMs]: [Sample[], number[]] = [[], []];
  for (let seek = 1; seek <= SEEKS; seek += 1) {
    arrivalMs.push(await cameras.seek(RANGE.fromMs + ((seek * STRIDE_SEC) % 580) * 1_000));
    justAfter.push(...(await cameras.watch(isSettled)));
  }
  return { steady, justAfter, arrivalMs, after: await cameras.watch(hasPlayed) };
}

/** Median and 95th percentile over all samples of all rounds. */
function goalsOf(name: string, samples: readonly Sample[], atMost: number): readonly Goal[] {
  const spreads = samples.map(spreadOf);
  return [
    { name: `sync error of 4 cameras ${name}, in pictures, median`, value: median(spreads), atMost },
    { name: `sync error of 4 cameras ${name}, in pictures, 95th percentile`, value: quantile(spreads, 0.95), atMost },
  ];
}

function summaryOf(samples: readonly Sample[]): object {
  const spreads = samples.map(spreadOf);
  return {
    samples: samples.length,
    whileWaiting: samples.filter(({ isWaiting }) => isWaiting).length,
    unreadable: spreads.filter((spread) => spread === Infinity).length,
    worstInPictures: Math.max(...spreads.filter(Number.isFinite)),
  };
}

/** Goals of the sync error: at 1x, in the first two seconds after each of ten seeks, and after the last of them. */
export async function syncGoals({ rounds }: BenchOptions): Promise<PartResult> {
  const site = await openPastSite({
    cameras: CAMERAS,
    range: RANGE,
    stretchMs: 60_000,
    atMs: RANGE.fromMs,
    script: SCRIPT,
    spansOf: () => [RANGE],
  });
  const all: Round[] = [];
  try {
    await site.page.evaluate('window.beginSamples()');
    await site.order('play');
    for (let i = 0; i < rounds; i += 1) {
      all.push(await round(site));
      process.stderr.write(`sync: round ${i + 1} of ${rounds}\n`);
    }
  } finally {
    await site.close();
  }
  const [steady, justAfter, after] = (['steady', 'justAfter', 'after'] as const).map((phase) =>
    all.flatMap((one) => one[phase]),
  );
  const arrivals = all.flatMap(({ arrivalMs }) => arrivalMs);
  return {
    goals: [
      ...goalsOf('at 1x', steady ?? [], 2),
      ...goalsOf('in the 2 s after each of 10 seeks', justAfter ?? [], 5),
      ...goalsOf('after 10 seeks', after ?? [], 5),
    ],
    details: {
      steady: summaryOf(steady ?? []),
      justAfter: summaryOf(justAfter ?? []),
      after: summaryOf(after ?? []),
      msUntilAllShowTheMoment: { median: median(arrivals), worst: Math.max(...arrivals) },
    },
  };
}
