/** Watches the tiles of a page through faults of the media servers, and tells how long each took to play again. */
import type { Page } from 'playwright-core';
import type { Random } from '../bench/soak-random.ts';
import type { OpenSession } from './harness.ts';

const LOOK_EVERY_MS = 250;
/** A tile plays again when its picture has moved at every look for this long. */
const STEADY_LOOKS = 8;

/** What can happen to media servers. */
export type MediaFault =
  /** Connections are accepted and stay open, and nothing is sent. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** Connections are cut and refused. */
  | { readonly kind: 'refuse'; readonly ms: number }
  /** Connections are cut in the middle of a picture; new ones are served. */
  | { readonly kind: 'reset' };

/** A tile after a fault. */
export interface Recovery {
  /** Camera as its tile calls it. */
  readonly name: string;
  /** How its media came when it played again; null when nobody knows. */
  readonly transport: 'flv' | 'hls' | 'rtmp' | null;
  /** From the cure to the first of the looks at which the picture moved for good; null when it never did. */
  readonly ms: number | null;
  /** The governor took its stream, since the computer carries no more: it has nothing to come back to. */
  readonly isParked: boolean;
  /** What the tile said at the end, for the message of a failure. */
  readonly phase: string;
  readonly words: string;
}

interface TileLook {
  readonly name: string;
  readonly phase: string;
  readonly frames: number;
  readonly words: string;
}

const lookAt = (page: Page): Promise<readonly TileLook[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-tile]')].flatMap((tile) => {
      const name = tile.querySelector('.lv-name')?.textContent ?? '';
      if (name === '') return [];
      const video = [...tile.querySelectorAll<HTMLVideoElement>('.lv-area video')].at(-1);
      const words = (tile.querySelector('.lv-veil')?.textContent ?? '').slice(0, 200);
      const frames = video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
      return [{ name, phase: tile.dataset['phase'] ?? '', frames, words }];
    }),
  );

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks until every tile has played steadily for a while; tells how long after the call each began to. */
export async function untilAllMove(page: Page, limitMs: number): Promise<readonly Omit<Recovery, 'transport'>[]> {
  const startedAtMs = performance.now();
  const steady = new Map<number, { looks: number; sinceMs: number }>();
  let before: readonly TileLook[] = await lookAt(page);
  for (;;) {
    await pause(LOOK_EVERY_MS);
    const now = await lookAt(page);
    const atMs = performance.now() - startedAtMs;
    for (const [i, { phase, frames }] of now.entries()) {
      const isMoving = (phase === 'playing' || phase === 'delayed') && frames !== (before[i]?.frames ?? 0);
      const known = steady.get(i);
      if (!isMoving) steady.delete(i);
      else if (known) known.looks += 1;
      else steady.set(i, { looks: 1, sinceMs: atMs });
    }
    before = now;
    const isSettled = ({ phase }: TileLook, i: number): boolean =>
      phase === 'parked' || (steady.get(i)?.looks ?? 0) >= STEADY_LOOKS;
    const isOver = now.length > 0 && now.every(isSettled);
    if (!isOver && atMs < limitMs) continue;
    return now.map(({ name, phase, words }, i) => {
      const found = steady.get(i);
      const ms = found && found.looks >= STEADY_LOOKS ? Math.round(found.sinceMs) : null;
      return { name, ms, isParked: phase === 'parked', phase, words };
    });
  }
}

interface Viewer {
  readonly cameraName: string;
  readonly kind: string;
  readonly sinceMs: number;
}

/** Alibaba City Visual publishes RTMP and nothing else; its viewers are listed like those of FLV. */
async function transportsOf(
  session: OpenSession,
  rtmpNames: ReadonlySet<string>,
): Promise<Map<string, Recovery['transport']>> {
  const viewers = (await session.control('GET', '/media/viewers')) as readonly Viewer[];
  const newest = [...viewers].sort((a, b) => a.sinceMs - b.sinceMs);
  return new Map(
    newest.map(({ cameraName, kind }) => {
      const transport = kind === 'hls-live' ? 'hls' : rtmpNames.has(cameraName) ? 'rtmp' : 'flv';
      return [cameraName, transport] as const;
    }),
  );
}

/** Keeps the governor from taking streams of the first wall, as under load from elsewhere. Kiosks have no such setting. */
export async function protectWall(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const request = window.lanner?.request;
    const walls = await request?.['wall.list']({});
    if (!request || walls?.ok !== true) throw new Error('no walls');
    const protectedCameras = (walls.value[0]?.tiles ?? []).filter((content) => typeof content === 'string');
    const answer = await request['app.set-preferences']({ protectedCameras });
    if (!answer.ok) throw new Error(answer.error.code);
  });
}

/** Lets a fault begin and end. @returns when it has ended. */
async function suffer(session: OpenSession, fault: MediaFault): Promise<void> {
  if (fault.kind === 'reset') {
    await session.control('POST', '/faults', { kind: 'reset-media' });
  } else if (fault.kind === 'refuse') {
    await session.control('POST', '/media/restart', { downMs: fault.ms });
  } else {
    await session.control('POST', '/faults', { kind: 'stall-media' });
    await pause(fault.ms);
    await session.control('DELETE', '/faults');
  }
}

/** One fault for all sessions at once; how long each tile took from its end until it played again. */
export async function recoverFrom(
  sessions: readonly OpenSession[],
  fault: MediaFault,
  limitMs: number,
  rtmpNames: ReadonlySet<string> = new Set(),
): Promise<readonly (readonly Recovery[])[]> {
  return await Promise.all(
    sessions.map(async (session) => {
      await suffer(session, fault);
      const tiles = await untilAllMove(session.page, limitMs);
      const transports = await transportsOf(session, rtmpNames);
      return tiles.map((tile) => ({ ...tile, transport: transports.get(tile.name) ?? null }));
    }),
  );
}

/** The faults of a run: each stall, a refusal after it and a reset, in an order and of lengths that follow from the seed. */
export function drawFaults(random: Random, stallsSec: readonly number[], refusalSec: number): readonly MediaFault[] {
  return random.shuffled<MediaFault>([
    ...stallsSec.map((seconds): MediaFault => ({ kind: 'stall', ms: seconds * 1000 })),
    { kind: 'refuse', ms: Math.round(1000 * (1 + random.next() * (refusalSec - 1))) },
    { kind: 'reset' },
  ]);
}

export const nameOf = (fault: MediaFault): string =>
  fault.kind === 'reset' ? 'reset' : `${fault.kind} of ${(fault.ms / 1000).toFixed(0)} s`;
