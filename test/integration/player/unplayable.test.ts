/** Footage that is there and cannot be shown: the tile has a reason, other cameras continue, and other moments play. */
import { afterEach, expect, it } from 'vitest';
import type { PastTraits } from '../../simulator/media/past-traits.ts';
import { readTimeCode } from '../../simulator/media/time-code.ts';
import { until } from '../servers/processes.ts';
import { FRAME_MS, openPastSite, type PastSite, type Sight } from './past-site.ts';

const FROM_MS = 1_795_000_000_000;
const at = (second: number): number => FROM_MS + second * 1_000;
const RANGE = { fromMs: at(0), toMs: at(240) };
/** Segments of the simulator are no longer. */
const SEGMENT_MS = 4_000;

let site: PastSite;
afterEach(() => site.close());

/** Two cameras; something is wrong with the recording of the first. */
async function open(atMs: number, traits: PastTraits): Promise<void> {
  const options = { cameras: ['c1', 'c2'], range: RANGE, stretchMs: 300_000, atMs, spansOf: () => [RANGE] };
  site = await openPastSite({ ...options, traitsOf: { c1: traits } });
}

type Camera = Sight['cameras'][number];

function cameraOf({ cameras }: Sight, id: string): Camera {
  const camera = cameras.find((one) => one.id === id);
  if (camera === undefined) throw new Error(`there is no ${id}`);
  return camera;
}

const codeOf = ({ row, width }: Camera): number => readTimeCode(row, width, 1) ?? 0;

const told = async (): Promise<object> => {
  const { clock, cameras } = await site.look();
  return { clock, cameras: cameras.map(({ row: _, ...camera }) => camera) };
};

const sees = (what: string, isSeen: (sight: Sight) => boolean): Promise<Sight> =>
  until(
    what,
    async () => {
      const sight = await site.look();
      return isSeen(sight) ? sight : null;
    },
    60_000,
    told,
  );

const hasFailed = (code: string): Promise<Sight> =>
  sees(`the first camera says ${code}`, (sight) => cameraOf(sight, 'c1').state.error?.code === code);

/** Both cameras show the moment of the clock, and the clock is behind a moment. */
const playsBehind = (ms: number): Promise<Sight> =>
  sees('both cameras play', ({ clock, cameras }) =>
    cameras.every(
      (camera) =>
        clock.atMs > ms && camera.state.phase === 'playing' && Math.abs(codeOf(camera) - clock.atMs) < 8 * FRAME_MS,
    ),
  );

// @promise playback.unplayable: Footage that is there and cannot be shown has its reason in the tile and holds no other
// camera; other moments play.
// @promise failures.hevc-in-recording: A recording that becomes H.265 plays up to there, names the codec, and plays
// where it is H.264 again.
it('a recording that becomes H.265 plays up to there, says why it stops, and continues where it is H.264 again', async () => {
  await open(at(8), { change: { to: 'h265', atMs: at(16), untilMs: at(28) } });
  await site.order('play');
  await playsBehind(at(9));
  await sees('the last pictures before the change show', (sight) => {
    const camera = cameraOf(sight, 'c1');
    const isGivenUp = camera.state.phase === 'failed';
    // The change is loaded long before it is due.
    if (isGivenUp) expect(sight.clock.atMs).toBeGreaterThan(at(16) - SEGMENT_MS / 2);
    return isGivenUp || codeOf(camera) > at(16) - SEGMENT_MS;
  });
  const { error } = cameraOf(await hasFailed('media.unsupported-codec'), 'c1').state;
  expect(error).toMatchObject({ params: { codec: 'H.265' }, retryable: false });
  const opened = site.openedCount();
  await sees('the other camera plays on', (sight) => codeOf(cameraOf(sight, 'c2')) > at(22));
  await playsBehind(at(29));
  // Nothing was tried in between.
  expect(site.openedCount()).toBe(opened + 1);
});

// @promise failures.hevc-in-recording
it('a seek out of the part that is H.265, and back before it, shows the pictures there', async () => {
  await open(at(40), { change: { to: 'h265', atMs: at(32) } });
  await hasFailed('media.unsupported-codec');
  await site.order('play');
  await sees('the other camera plays', ({ clock, cameras }) => clock.atMs > at(41) && cameras.length === 2);
  await site.order('pause');
  await site.go(at(8));
  const shown = await sees('both cameras show the moment', (sight) =>
    sight.cameras.every((camera) => Math.abs(codeOf(camera) - at(8)) <= 1.5 * FRAME_MS),
  );
  expect(cameraOf(shown, 'c1').state.phase).toBe('paused');
  await site.go(at(60));
  await hasFailed('media.unsupported-codec');
});

// @promise playback.unplayable
// @promise failures.no-key-frames: Footage without key frames is reported in its tile after a few segments, and its
// requests end.
it('footage without key frames is reported, its requests end, and no other camera waits for it', async () => {
  await open(at(100), { keys: 'none' });
  await site.order('play');
  const { error } = cameraOf(await hasFailed('recording.no-key-frames'), 'c1').state;
  expect(error).toMatchObject({ retryable: false });
  const { clock } = await site.look();
  await sees('the other camera plays on', (sight) => codeOf(cameraOf(sight, 'c2')) > clock.atMs + 1_000);
  expect(cameraOf(await site.look(), 'c1').state.phase).toBe('failed');
});
