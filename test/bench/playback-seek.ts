/**
 * Click to first frame: 50 moments of one recording, sought by the client (clock, player, gateway) and by hls.js alone, which
 * asks the media server itself. Both stand on one page of one browser, the side that begins takes turns, and a seek is over when
 * a picture shows whose time code is near the moment.
 */
import { openPastSite, type PastSite } from '../integration/player/past-site.ts';
import { until } from '../integration/servers/processes.ts';
import { median, type BenchOptions, type Goal } from './types.ts';

const FROM_MS = 1_795_000_000_000;
const LENGTH_SEC = 1_800;
const RANGE = { fromMs: FROM_MS, toMs: FROM_MS + LENGTH_SEC * 1_000 };
const SEEKS = 50;
const WARM_UP = 4;
/** A picture this near to the moment counts: hls.js counts from the first segment, and shows a picture up to 0.2 s away. */
const NEAR_MS = 400;
/** A prime: the moments are spread over the recording, never twice the same. */
const STRIDE_SEC = 677;

/** As the client limits its buffer for one tile of 16: without this hls.js alone would keep all of the recording. */
const BUFFER = { backBufferLength: 15, maxBufferLength: 15, maxMaxBufferLength: 40, maxBufferSize: 0 };

const SCRIPT = `
import Hls from 'hls.js';
import { readTimeCode } from '../../test/simulator/media/time-code.ts';
const codeOf = (video) => {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0);
  const { data } = context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1);
  return readTimeCode(data, canvas.width, 1);
};
const shows = (video, atMs) => new Promise((resolve) => {
  const onPicture = () => {
    const code = codeOf(video);
    if (code !== null && Math.abs(code - atMs) <= ${NEAR_MS}) resolve();
    else video.requestVideoFrameCallback(onPicture);
  };
  video.requestVideoFrameCallback(onPicture);
});
const sides = {};
window.beginSides = (id, url, fromMs) => {
  const own = players.get(id).video;
  sides.own = { video: own, seek: (atMs) => { clock.seek(atMs); clock.tick(performance.now()); } };
  const peer = document.createElement('video');
  peer.muted = true;
  peer.width = 320;
  document.body.append(peer);
  const hls = new Hls(${JSON.stringify(BUFFER)});
  hls.attachMedia(peer);
  hls.loadSource(url);
  sides.peer = { video: peer, seek: (atMs) => { peer.currentTime = (atMs - fromMs) / 1000 + 0.001; } };
};
window.rests = () => Object.values(sides).every(({ video }) => {
  const { buffered, currentTime, readyState } = video;
  for (let i = 0; i < buffered.length; i += 1) {
    if (buffered.start(i) <= currentTime + 0.1 && buffered.end(i) >= currentTime + 12) return readyState >= 3;
  }
  return false;
});
window.clickToFrame = async (side, atMs) => {
  const { video, seek } = sides[side];
  const shown = shows(video, atMs);
  const fromMs = performance.now();
  seek(atMs);
  await shown;
  return performance.now() - fromMs;
};
`;

type Side = 'own' | 'peer';

/** The value below which this share of the values lies. */
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

async function round(site: PastSite, first: number, seeks: number): Promise<Record<Side, number[]>> {
  const figures: Record<Side, number[]> = { own: [], peer: [] };
  for (let seek = 0; seek < seeks; seek += 1) {
    // Not in the last seconds: behind the moment there is as much to load as elsewhere.
    const atMs = FROM_MS + ((first + seek * STRIDE_SEC) % (LENGTH_SEC - 40)) * 1_000;
    for (const side of seek % 2 === 0 ? (['own', 'peer'] as const) : (['peer', 'own'] as const)) {
      await until('both sides have loaded', async () => ((await site.page.evaluate('window.rests()')) ? true : null));
      figures[side].push(await site.page.evaluate<number>(`window.clickToFrame('${side}', ${atMs})`));
    }
  }
  return figures;
}

/** What the line to a cloud takes in each direction, ms. */
const LINE_MS = 15;

interface Figures {
  readonly ratios: readonly { readonly median: number; readonly p95: number }[];
  readonly clickToFrameMs: readonly object[];
}

async function measure(rounds: number, lineDelayMs: number): Promise<Figures> {
  const site = await openPastSite({
    ...{ cameras: ['c1'], range: RANGE, windowMs: LENGTH_SEC * 1_000, atMs: RANGE.fromMs, lineDelayMs },
    ...{ spansOf: () => [RANGE], script: SCRIPT },
  });
  const figures: Record<Side, number[]>[] = [];
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
  const of = (values: readonly number[]) => ({ median: quantile(values, 0.5), p95: quantile(values, 0.95) });
  const clickToFrameMs = figures.map(({ own, peer }) => ({ own: of(own), peer: of(peer) }));
  const ratios = clickToFrameMs.map(({ own, peer }) => ({ median: own.median / peer.median, p95: own.p95 / peer.p95 }));
  return { ratios, clickToFrameMs };
}

/**
 * Goals of click to first frame: median and 95th percentile of 50 seeks, client against hls.js alone, median of the rounds, over
 * a line that takes {@link LINE_MS} in each direction. The same without a line is in the details: there both sides wait for the
 * next picture of the screen more than for anything else.
 */
export async function seekGoals({ rounds }: BenchOptions): Promise<{ goals: readonly Goal[]; details: object }> {
  const line = await measure(rounds, LINE_MS);
  const loopback = await measure(rounds, 0);
  const of = ({ ratios }: Figures) => ({
    median: median(ratios.map((one) => one.median)),
    p95: median(ratios.map((one) => one.p95)),
  });
  const name = `click to first frame against hls.js alone, 50 seeks, line of ${LINE_MS} ms each way`;
  return {
    goals: [
      { name: `${name}, median`, value: of(line).median, atMost: 1.15 },
      { name: `${name}, 95th percentile`, value: of(line).p95, atMost: 1.3 },
    ],
    details: { seeks: SEEKS, lineMs: LINE_MS, line, withoutLine: { ...of(loopback), ...loopback } },
  };
}
