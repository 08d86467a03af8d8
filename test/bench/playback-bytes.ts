/**
 * Bytes at 16 times by key pictures: what the media server sends while one camera plays a piece of a recording, against
 * what the server sends for all segments of the same piece of the same camera, over the same line. Bytes before the
 * first key picture shows, and bytes that are loaded ahead behind the piece, count too. Once with a key frame in each
 * second, once with one in four seconds: the bytes of the simulator's pictures are the same in both.
 */
import { openPastSite, type PastSite } from '../integration/player/past-site.ts';
import { until } from '../integration/servers/processes.ts';
import { median, turnsOf, type BenchOptions, type PartResult } from './types.ts';

const RATE = 16;
const FROM_MS = 1_795_000_000_000;
const RANGE = { fromMs: FROM_MS, toMs: FROM_MS + 600_000 };
/** Far from the moment that shows first: nothing of the piece is loaded when it begins. */
const PIECE = { fromMs: FROM_MS + 120_000, toMs: FROM_MS + 440_000 };
/** Seconds from key frame to key frame. */
const GROUPS = [1, 4] as const;
/** Key pictures per second of a single camera. */
const PICTURES_PER_SEC = 4;
/** Nothing more comes over the line when this many looks find the same. */
const QUIET_LOOKS = 8;

/** Plays the piece, and counts the pictures that are drawn. */
const SCRIPT = `
let drawn = 0;
const { drawImage } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.drawImage = function (...values) {
  drawn += 1;
  return drawImage.apply(this, values);
};
let beganMs = 0;
window.playFast = () => {
  beganMs = performance.now();
  drawn = 0;
  clock.setRate(${RATE});
  clock.seek(${PIECE.fromMs});
  clock.play();
  clock.tick(beganMs);
};
window.played = () => ({ atMs: clock.state.atMs, tookMs: performance.now() - beganMs, drawn });
window.isLoaded = () => [...players.values()].every(({ phase }) => phase === 'ready');
`;

interface Played {
  readonly atMs: number;
  readonly tookMs: number;
  readonly drawn: number;
}

interface Row {
  readonly keyBytes: number;
  readonly allBytes: number;
  /** Of the time that the clock needs at {@link RATE}: 1 where it never waited. */
  readonly pace: number;
  /** Of the pictures that one camera should show. */
  readonly pictures: number;
}

/** Resolves when the media server sends nothing more. */
async function quiet(site: PastSite): Promise<number> {
  let [before, same] = [-1, 0];
  return until('the line is quiet', () => {
    const now = site.carriedBytes();
    same = now === before ? same + 1 : 0;
    before = now;
    return same >= QUIET_LOOKS ? now : null;
  });
}

/** The addresses of all segments of the piece, from the playlist of the media server. */
async function segmentsOf(site: PastSite, toMs: number): Promise<readonly string[]> {
  const url = site.urlOf('c1', RANGE);
  const lines = (await (await fetch(url)).text()).split('\n');
  const found: string[] = [];
  let isWanted = false;
  for (const line of lines) {
    if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) {
      const ms = Date.parse(line.slice(25));
      isWanted = ms >= PIECE.fromMs && ms < toMs;
    } else if (isWanted && line !== '' && !line.startsWith('#')) found.push(new URL(line, url).href);
  }
  if (found.length === 0) throw new Error('the playlist has no segments of the piece');
  return found;
}

async function measure(gopSec: number): Promise<Row> {
  const site = await openPastSite({
    cameras: ['c1'],
    range: RANGE,
    stretchMs: 600_000,
    atMs: RANGE.fromMs,
    lineDelayMs: 0,
    script: SCRIPT,
    spansOf: () => [RANGE],
    traitsOf: { c1: { gopSec } },
  });
  try {
    await until('the first picture shows', async () => ((await site.page.evaluate('window.isLoaded()')) ? true : null));
    const before = await quiet(site);
    await site.page.evaluate('window.playFast()');
    const played = await until('the piece is over', async () => {
      const now = await site.page.evaluate<Played>('window.played()');
      return now.atMs >= PIECE.toMs ? now : null;
    });
    const keyBytes = site.carriedBytes() - before;
    await site.page.evaluate('window.end()');
    const addresses = await segmentsOf(site, played.atMs);
    const rest = await quiet(site);
    for (const address of addresses) await (await fetch(address)).arrayBuffer();
    const wantedSec = (played.atMs - PIECE.fromMs) / 1_000 / RATE;
    return {
      keyBytes,
      allBytes: site.carriedBytes() - rest,
      pace: (wantedSec * 1_000) / played.tookMs,
      pictures: played.drawn / (wantedSec * PICTURES_PER_SEC),
    };
  } finally {
    await site.close();
  }
}

/** Goals of the bytes, and that the clock kept its pace and the pictures came: without these fewer bytes say nothing. */
export async function byteGoals({ rounds }: BenchOptions): Promise<PartResult> {
  const rows: Record<(typeof GROUPS)[number], Row[]> = { 1: [], 4: [] };
  for (let i = 0; i < rounds; i += 1) {
    for (const gopSec of turnsOf(i, GROUPS)) {
      const row = await measure(gopSec);
      rows[gopSec].push(row);
      const share = (row.keyBytes / row.allBytes).toFixed(2);
      process.stderr.write(`bytes, groups of ${gopSec} s, round ${i + 1} of ${rounds}: ${share}\n`);
    }
  }
  const all = Object.values(rows).flat();
  return {
    goals: [
      ...GROUPS.map((gopSec) => ({
        name: `bytes fetched at 16x / all bytes, groups of ${gopSec} s`,
        value: median(rows[gopSec].map(({ keyBytes, allBytes }) => keyBytes / allBytes)),
        atMost: 0.5,
      })),
      {
        name: 'time that the clock of one camera lost at 16x, worst round',
        value: 1 - Math.min(...all.map(({ pace }) => pace)),
        atMost: 0.1,
      },
      {
        name: 'key pictures that one camera lacked at 16x, of four a second, worst round',
        value: 1 - Math.min(...all.map(({ pictures }) => pictures)),
        atMost: 0.2,
      },
    ],
    details: { pieceSec: (PIECE.toMs - PIECE.fromMs) / 1_000, rows },
  };
}
