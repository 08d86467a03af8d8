/** Playback by key pictures only, through the gateway, in real Chromium: 16 times and backwards, by the times in the pictures. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { readTimeCode } from '../../simulator/media/time-code.ts';
import { until } from '../servers/processes.ts';
import { FRAME_MS, openPastSite, wholeBytes, type PastSite, type Sight } from './past-site.ts';

const FROM_MS = 1_795_000_000_000;
const at = (second: number): number => FROM_MS + second * 1_000;
const RANGE = { fromMs: at(0), toMs: at(1_200) };
/** The second camera has recorded nothing in this time. */
const GAP = { fromMs: at(400), toMs: at(440) };
const CAMERAS = ['c1', 'c2'];
/** Segments of the simulator are no longer, and a picture may come a step of the clock late. */
const SEGMENT_MS = 4_000;
/** A picture stays so long where nothing follows, with the time that a busy computer takes to say so. */
const STALE_MS = 16_000 + 12_000;

/** Counts the bitmaps that are not closed, and the most requests of key pictures at the same time. */
const SCRIPT = `
let bitmaps = 0;
let asked = 0;
window.figures = { mostBitmaps: 0, mostAsked: 0, requests: 0 };
const create = window.createImageBitmap.bind(window);
window.createImageBitmap = async (...parts) => {
  const bitmap = await create(...parts);
  bitmaps += 1;
  window.figures.mostBitmaps = Math.max(window.figures.mostBitmaps, bitmaps);
  const close = bitmap.close.bind(bitmap);
  let isOpen = true;
  bitmap.close = () => { if (isOpen) bitmaps -= 1; isOpen = false; close(); };
  return bitmap;
};
window.openBitmaps = () => bitmaps;
const ask = window.fetch.bind(window);
window.fetch = async (url, options) => {
  if (!String(url).endsWith('.key')) return ask(url, options);
  asked += 1;
  window.figures.requests += 1;
  window.figures.mostAsked = Math.max(window.figures.mostAsked, asked);
  try { return await ask(url, options); } finally { asked -= 1; }
};
window.choose = (id, change) => void Object.assign(players.get(id).stream, change);
window.baseOf = (id) => {
  const minutes = Array.from({ length: 20 }, (_, i) => ${FROM_MS} + i * 60_000);
  const urls = minutes.map((atMs) => players.get(id).playlistAt(atMs));
  return new URL('.', urls.find((url) => url !== null)).href;
};
`;

let site: PastSite;
const order = (name: string, ...values: readonly unknown[]): Promise<unknown> => site.order(name, ...values);
const figures = (): Promise<Record<'mostBitmaps' | 'mostAsked' | 'requests', number>> =>
  site.page.evaluate('window.figures');

beforeAll(async () => {
  const spansOf = (key: string) =>
    key === 'c2'
      ? [
          { ...RANGE, toMs: GAP.fromMs },
          { ...RANGE, fromMs: GAP.toMs },
        ]
      : [RANGE];
  site = await openPastSite({
    cameras: CAMERAS,
    range: RANGE,
    stretchMs: 300_000,
    atMs: at(0),
    spansOf,
    script: SCRIPT,
    lineDelayMs: 0,
  });
});

afterEach(() => order('pause'));
afterAll(() => site.close());

const told = async (): Promise<object> => {
  const { clock, cameras } = await site.look();
  return { clock, cameras: cameras.map(({ row: _, ...camera }) => camera), figures: await figures() };
};

const codeOf = ({ row, width }: Sight['cameras'][number]): number => readTimeCode(row, width, 1) ?? 0;

/** Looks until the clock has reached a moment. Each look has to hold what is said of every look. */
async function playUntil(isOver: (atMs: number) => boolean, each: (sight: Sight) => void): Promise<void> {
  await until(
    'the clock comes to the moment',
    async () => {
      const sight = await site.look();
      each(sight);
      return isOver(sight.clock.atMs) ? true : null;
    },
    60_000,
    told,
  );
}

// @promise playback.key-pictures: At 8 and 16 times, and backwards faster than at double speed, key pictures of the
// moment show above the video, with bounded requests and bitmaps; gaps and the begin of the recording are reported.
it('at 16 times all tiles show key pictures of the moment of the clock, each at its own moment', async () => {
  await order('seek', at(40));
  await order('setRate', 16);
  await order('play');
  const seen: Record<string, Set<number>> = { c1: new Set(), c2: new Set() };
  await playUntil(
    (atMs) => atMs >= at(200),
    ({ clock, cameras }) => {
      expect(clock.rate).toBe(16);
      for (const camera of cameras) {
        if (camera.keys !== 'picture') continue;
        const codeMs = codeOf(camera);
        seen[camera.id]?.add(codeMs);
        // The header shows the moment of the picture, and the picture is of the moment of the clock.
        expect(Math.abs(codeMs - (camera.atMs ?? 0))).toBeLessThanOrEqual(FRAME_MS);
        expect(clock.atMs - codeMs).toBeGreaterThanOrEqual(-FRAME_MS);
        expect(clock.atMs - codeMs).toBeLessThan(4 * SEGMENT_MS);
      }
    },
  );
  expect(seen['c1']?.size).toBeGreaterThan(20);
  expect(seen['c2']?.size).toBeGreaterThan(20);
});

// @promise playback.key-pictures
it('requests at the same time, and bitmaps in memory, are bounded', async () => {
  const { mostAsked, mostBitmaps, requests } = await figures();
  expect(requests).toBeGreaterThan(50);
  expect(mostAsked).toBeLessThanOrEqual(2 * CAMERAS.length);
  expect(mostBitmaps).toBeLessThanOrEqual(12 * CAMERAS.length);
});

// @promise playback.key-pictures-alone: While key pictures show, the videos load nothing.
it('once key pictures show, the videos ask for no segment any more', async () => {
  const segments: string[] = [];
  site.page.on('request', (request) => {
    if (request.url().includes('.ts')) segments.push(request.url());
  });
  await order('setRate', 1);
  await order('seek', at(500));
  await order('play');
  await until(
    'the videos play there',
    async () => ((await site.look()).cameras.every(({ state }) => state.phase === 'playing') ? true : null),
    60_000,
    told,
  );
  await order('setRate', 16);
  await until(
    'key pictures show',
    async () => ((await site.look()).cameras.every(({ keys }) => keys === 'picture') ? true : null),
    60_000,
    told,
  );
  const before = segments.length;
  expect(before).toBeGreaterThan(0);
  await playUntil(
    (atMs) => atMs >= at(590),
    () => undefined,
  );
  expect(segments).toHaveLength(before);
});

it('at 16 times, once key pictures show, less than half of the bytes are fetched', async () => {
  await order('seek', at(600));
  await order('play');
  // Until then, the videos may load the picture at which the clock stood.
  await until(
    'key pictures show',
    async () => ((await site.look()).cameras.every(({ keys }) => keys === 'picture') ? true : null),
    60_000,
    told,
  );
  const fromMs = (await site.look()).clock.atMs;
  const before = site.carriedBytes();
  let toMs = fromMs;
  let keyBytes = 0;
  await playUntil(
    (atMs) => atMs >= fromMs + 80_000,
    ({ clock }) => {
      toMs = clock.atMs;
      keyBytes = site.carriedBytes() - before;
    },
  );
  await order('pause');
  const all = await wholeBytes(site.page, 'c3', at(600), { fromMs, toMs });
  expect(keyBytes / CAMERAS.length / all).toBeLessThanOrEqual(0.5);
});

// @promise playback.backwards: Backwards at normal and double speed all pictures show, for up to four cameras: the
// gateway gives the pictures of a segment, the page decodes them forwards and keeps them as bitmaps, two segments of a
// camera at the most.
it('backwards at normal speed all pictures show, one after the other, over the begins of segments', async () => {
  await order('setRate', 1);
  await order('seek', at(340));
  await order('setRate', -1);
  await order('play');
  const seen: number[] = [];
  await playUntil(
    (atMs) => atMs <= at(326),
    ({ clock, cameras }) => {
      const [first] = cameras;
      if (first?.keys !== 'all') return;
      const codeMs = codeOf(first);
      expect(codeMs).toBeLessThanOrEqual((seen.at(-1) ?? Infinity) + 1);
      expect(Math.abs(codeMs - (first.atMs ?? 0))).toBeLessThanOrEqual(FRAME_MS);
      expect(Math.abs(codeMs - clock.atMs)).toBeLessThan(SEGMENT_MS);
      seen.push(codeMs);
    },
  );
  // These are pictures within the segments: of key pictures there would be four.
  expect(new Set(seen).size).toBeGreaterThan(10);
});

// @promise playback.key-pictures
it('backwards the moments run back, over the begin of a stretch and a gap, to the begin of the recording', async () => {
  await order('setRate', 1);
  await order('seek', at(460));
  await order('setRate', -16);
  await order('play');
  let before = Number.POSITIVE_INFINITY;
  const gapStates = new Set<string | null>();
  const seen = new Set<number>();
  const runBack = ({ clock, cameras }: Sight): void => {
    const [first, second] = cameras;
    if (first === undefined || second === undefined) throw new Error('there are two cameras');
    if (clock.atMs < GAP.toMs - STALE_MS && clock.atMs > GAP.fromMs) gapStates.add(second.keys);
    if (first.keys !== 'picture') return;
    const codeMs = codeOf(first);
    seen.add(codeMs);
    expect(codeMs).toBeLessThanOrEqual(before);
    before = codeMs;
  };
  // Behind the gap, and behind the begin of the second stretch, which is at 300 s.
  await playUntil((atMs) => atMs <= at(280), runBack);
  await order('seek', at(60));
  await playUntil((atMs) => atMs <= at(0), runBack);
  // Half of the segments of 240 s, as a busy machine shows them.
  expect(seen.size).toBeGreaterThan(30);
  expect(gapStates.has('picture')).toBe(false);
  // The clock stands at the begin before it says that it has ended.
  await until('playback has ended', async () => ((await site.look()).clock.hasEnded ? true : null));
  expect((await site.look()).clock).toMatchObject({ isPlaying: false, atMs: at(0) });
});

it('at normal speed the video continues at the moment of the clock, and no bitmap is left', async () => {
  await order('seek', at(40));
  await order('setRate', 8);
  await order('play');
  await playUntil(
    (atMs) => atMs >= at(80),
    () => undefined,
  );
  await order('setRate', 1);
  const from = (await site.look()).clock.atMs;
  await until(
    'the videos play at the moment of the clock',
    async () => {
      const { clock, cameras } = await site.look();
      const isInStep = cameras.every(
        (camera) => camera.keys === null && Math.abs(codeOf(camera) - clock.atMs) < 5 * FRAME_MS,
      );
      return isInStep && clock.atMs > from + 1_000 ? true : null;
    },
    60_000,
    told,
  );
  expect(await site.page.evaluate('window.openBitmaps()')).toBe(0);
});

// @promise relief.no-segment: Key pictures at normal speed cost no segment.
it('a camera that shows key pictures only at normal speed asks for no segment, beside one that shows all pictures', async () => {
  const choose = (isKeysOnly: boolean): Promise<unknown> =>
    site.page.evaluate(`window.choose('c2', { isKeysOnly: ${isKeysOnly} })`);
  await order('seek', at(700));
  await order('play');
  await choose(true);
  const isShown = async (): Promise<true | null> => {
    const [first, second] = (await site.look()).cameras;
    return first?.keys === null && second?.keys === 'picture' ? true : null;
  };
  await until('key pictures show', isShown, 60_000, told);
  const keysBase = await site.page.evaluate<string>(`window.baseOf('c2')`);
  const segments: string[] = [];
  site.page.on('request', (request) => {
    if (request.url().includes('.ts')) segments.push(request.url());
  });
  const seen = new Set<number>();
  const fromMs = (await site.look()).clock.atMs;
  // The first camera may hold more than 12 s already, and then asks for its next segment later; it may have opened anew by then.
  const hasAsked = (): boolean => segments.some((url) => !url.startsWith(keysBase));
  await playUntil(
    (atMs) => atMs >= fromMs + 12_000 && hasAsked(),
    ({ clock, cameras }) => {
      const camera = cameras[1];
      if (camera?.keys !== 'picture') return;
      seen.add(codeOf(camera));
      expect(clock.atMs - codeOf(camera)).toBeLessThan(3 * SEGMENT_MS);
    },
  );
  expect(seen.size).toBeGreaterThanOrEqual(3);
  expect(hasAsked()).toBe(true);
  expect(segments.filter((url) => url.startsWith(keysBase))).toEqual([]);
  // Segments of another opening would not have counted.
  expect(await site.page.evaluate(`window.baseOf('c2')`)).toBe(keysBase);
  await choose(false);
  await until(
    'all pictures show again, in step',
    async () => {
      const { clock, cameras } = await site.look();
      const isInStep = (camera: Sight['cameras'][number]): boolean =>
        camera.keys === null && Math.abs(codeOf(camera) - clock.atMs) < 5 * FRAME_MS;
      return cameras.every(isInStep) ? true : null;
    },
    60_000,
    told,
  );
});
