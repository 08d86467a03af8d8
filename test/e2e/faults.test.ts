/** Whatever breaks, the wall shows the truth meanwhile and every tile plays again afterwards. */
import { expect, it } from 'vitest';
import { until, untilPlaying, type Session } from './harness.ts';
import { sharedClient } from './shared-client.ts';

const TILES = 4;

const client = sharedClient({ wall: TILES });

interface Viewer {
  readonly cameraKey: string;
  /** When the connection was made, by the simulator's clock, which is ours. */
  readonly sinceMs: number;
}

const viewersOf = async (session: Session): Promise<readonly Viewer[]> =>
  (await session.control('GET', '/media/viewers')) as readonly Viewer[];

/** The media server serves every tile over a connection made after `sinceMs`: nothing lives on from before. */
const untilReconnected = (session: Session, sinceMs: number): Promise<void> =>
  until(
    async () => (await viewersOf(session)).filter((viewer) => viewer.sinceMs >= sinceMs).length >= TILES,
    'every stream was opened anew',
    90_000,
  );

/** One that was cut again before this waits longer each time: the fault before would be felt in the next test. */
const STABLE_MS = 4_000;

/** The wall plays, and has for long enough that nothing is left of the fault before. */
async function untilCalm(session: Session): Promise<void> {
  await untilMoving(session);
  const areStable = async (): Promise<boolean> => {
    const viewers = await viewersOf(session);
    return viewers.length === TILES && viewers.every(({ sinceMs }) => Date.now() - sinceMs > STABLE_MS);
  };
  await until(areStable, 'every stream flows for some seconds', 90_000);
}

/** Frames shown so far by each <video> of the wall. */
const framesOf = (session: Session): Promise<number[]> =>
  session.page.evaluate(() =>
    [...document.querySelectorAll('video')].map((video) => video.getVideoPlaybackQuality().totalVideoFrames),
  );

/** Pictures move: every tile plays and every playing video shows new frames. */
async function untilMoving(session: Session, timeoutMs = 60_000): Promise<void> {
  await untilPlaying(session, TILES, timeoutMs);
  const before = await framesOf(session);
  const isMoving = async (): Promise<boolean> => {
    const now = await framesOf(session);
    return now.filter((frames, i) => frames !== (before[i] ?? 0)).length >= TILES;
  };
  await until(isMoving, 'every video shows new frames', timeoutMs);
}

/** Resolves when the page has reported at least one tile that does not play. */
const untilSomeTileFails = (session: Session): Promise<void> =>
  until(
    async () => (await session.client.tiles()).slice(0, TILES).some((tile) => tile.phase !== 'playing'),
    'a tile tells of the fault',
  );

/**
 * A test of a fault: every tile plays again after it. @param cutsStreams false where the connections to the cloud may
 * survive the fault.
 */
const after =
  (run: (session: Session) => Promise<void>, cutsStreams = true) =>
  async (): Promise<void> => {
    const session = client();
    await untilCalm(session);
    const sinceMs = Date.now();
    await run(session);
    if (cutsStreams) await untilReconnected(session, sinceMs);
    await untilMoving(session, 90_000);
    await until(async () => (await viewersOf(session)).length === TILES, 'no earlier stream is still open');
    expect(await session.control('GET', '/faults')).toEqual([]);
  };

// @promise stream.recovery: Every tile plays again after a fault of camera, cloud or network.
it(
  'the client plays every tile again after the media server was restarted',
  after(async (session) => {
    await session.control('POST', '/media/restart', { downMs: 3_000 });
    await untilPlaying(session, TILES);
  }),
);

// @promise failures.cloud-away: Every tile plays again by itself after its cloud or media server was away, under the
// same lease, with the reason reported meanwhile.
it(
  'the client plays every tile again after the media server was away for ten seconds, and says so meanwhile',
  after(async (session) => {
    const restart = session.control('POST', '/media/restart', { downMs: 10_000 });
    await untilSomeTileFails(session);
    await session.page
      .getByText(/^(Reconnecting, try|Frozen) \d/)
      .first()
      .waitFor();
    await restart;
  }),
);

it(
  'the client plays every tile again after the upstream was reset in the middle of a group of pictures',
  after(async (session) => {
    const answer = (await session.control('POST', '/faults', { kind: 'reset-media' })) as { hit: number };
    expect(answer.hit).toBeGreaterThanOrEqual(TILES);
  }),
);

// @promise failures.frozen-picture
it(
  'the client plays every tile again after the media stalled with its connection open',
  after(async (session) => {
    await session.control('POST', '/faults', { kind: 'stall-media', ms: 9_000 });
    await untilSomeTileFails(session);
  }),
);

// @promise failures.ended-token: Live pictures play on when a token or an address ends: main renews addresses ahead of
// their end, and asks anew when one is refused.
// @promise stream.recovery
it(
  'the client plays every tile again after every play URL expired and the streams were cut',
  after(async (session) => {
    await session.control('POST', '/faults', { kind: 'expire-url' });
    await session.control('POST', '/faults', { kind: 'reset-media' });
  }),
);

// @promise failures.ended-token
it(
  'the client plays every tile again after the token expired and the streams were cut',
  after(async (session) => {
    await session.control('POST', '/faults', { kind: 'expire-token' });
    await session.control('POST', '/faults', { kind: 'reset-media' });
  }),
);

// @promise failures.ended-token
it(
  'the client plays every tile again after the token was revoked and the streams were cut',
  after(async (session) => {
    await session.control('POST', '/faults', { kind: 'revoke-token' });
    await session.control('POST', '/faults', { kind: 'reset-media' });
  }),
);

// @promise stream.recovery
it(
  'the client plays every tile again after a burst of 503 answers',
  after(async (session) => {
    await session.control('POST', '/faults', { kind: 'http', status: 503, count: 12 });
    await session.control('POST', '/faults', { kind: 'reset-media' });
  }),
);

// @promise failures.cloud-away
it(
  'the client plays every tile again after a burst of 429 answers with Retry-After',
  after(async (session) => {
    await session.control('POST', '/faults', { kind: 'http', status: 429, retryAfterSec: 1, count: 12 });
    await session.control('POST', '/faults', { kind: 'reset-media' });
  }),
);

it(
  'the client plays every tile again after malformed answers',
  after(async (session) => {
    await session.control('POST', '/faults', { kind: 'malformed', count: 6 });
    await session.control('POST', '/faults', { kind: 'reset-media' });
  }),
);

// @promise failures.cloud-away
// @promise stream.recovery
it(
  'the client plays every tile again after the API could not be reached for a while',
  after(async (session) => {
    const down = session.control('POST', '/api/down', { downMs: 12_000 });
    await session.control('POST', '/faults', { kind: 'reset-media' });
    await untilSomeTileFails(session);
    await down;
  }),
);

// @promise failures.gateway-worker
// @promise stream.recovery
it(
  'the client plays every tile again after the gateway worker crashed',
  after(async (session) => {
    await session.client.ask({ do: 'crash-gateway' });
  }),
);

// @promise failures.streams-left-open
it(
  'the client plays every tile again after the page was reloaded',
  after(async (session) => {
    await session.page.reload();
  }, false),
);

// @promise failures.streams-left-open
it('the client leaves no stream open on the cloud when the wall is emptied', async () => {
  const session = client();
  await untilMoving(session);
  await until(async () => (await viewersOf(session)).length === TILES, 'every tile is watched');
  await session.page.getByRole('button', { name: /clear/i }).first().click();
  await until(async () => (await viewersOf(session)).length === 0, 'no viewer is left on the media server');
});
