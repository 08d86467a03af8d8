/** Watches the tiles of a page through faults of the media servers, and measures the time until each plays again. */
import type { Page } from 'playwright-core';
import { VENDOR_IDS, type VendorId } from '../../preload/domain/vendor.ts';
import type { Random } from '../bench/soak-random.ts';
import type { OpenSession } from './harness.ts';

const LOOK_EVERY_MS = 250;
/** A tile plays again when its picture has moved for this long: longer than an HLS player continues with what it holds. */
const STEADY_MS = 6_000;
/** A picture that stands still for longer has stopped: from then on the tile itself says so. */
const STILL_MS = 3_000;

/** Faults of media servers. */
export type MediaFault =
  /** Connections are accepted and stay open, and nothing is sent. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** Connections are cut and refused. */
  | { readonly kind: 'refuse'; readonly ms: number }
  /** Connections are cut in the middle of a picture; new ones are served. */
  | { readonly kind: 'reset' };

/** Ways in which media leave a simulated cloud. */
export type Transport = 'flv' | 'hls' | 'rtmp';

/** How the media of a camera come. */
export interface Carrier {
  /** Of the simulator. */
  readonly cameraKey: string;
  readonly vendor: VendorId;
  readonly transport: Transport;
}

/** A tile after a fault. */
export interface Recovery {
  /** Camera as its tile calls it. */
  readonly name: string;
  /** How its media come at the end; null when the simulator serves it nothing. */
  readonly carrier: Carrier | null;
  /** From the cure to the first of the looks at which the picture moved for good; null when it never did. */
  readonly ms: number | null;
  /** The governor took its stream, since the computer carries no more: it has nothing to come back to. */
  readonly isParked: boolean;
  /** The last words of the tile, for the message of a failure. */
  readonly phase: string;
  readonly words: string;
  /** Changes on the tile since the cure, and times without a look, for a tile that was slow. */
  readonly diary: readonly string[];
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
      const name = tile.querySelector('.tile-name')?.textContent ?? '';
      if (name === '') return [];
      const video = [...tile.querySelectorAll<HTMLVideoElement>('.tile-area video')].at(-1);
      const words = (tile.querySelector('.tile-veil')?.textContent ?? '').slice(0, 200);
      const frames = video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
      return [{ name, phase: tile.dataset['phase'] ?? '', frames, words }];
    }),
  );

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const MAX_DIARY_LINES = 40;
/** A look that comes later shows that the machine or the page stood still. */
const LATE_LOOK_MS = 1_500;

/** Notes for each tile what it says, whenever that changes. */
class Diaries {
  readonly #lines = new Map<number, string[]>();
  #lookedAtMs = 0;

  add(looks: readonly TileLook[], atMs: number): void {
    const at = `${(atMs / 1000).toFixed(1)} s`;
    const quietMs = atMs - this.#lookedAtMs;
    this.#lookedAtMs = atMs;
    for (const [i, { phase, words }] of looks.entries()) {
      const lines = this.#lines.get(i) ?? [];
      this.#lines.set(i, lines);
      // Numbers count down in the words.
      const now = `${phase} ${words}`.replaceAll(/\d+/g, '#').trim();
      if (quietMs > LATE_LOOK_MS) lines.push(`${at}: no look for ${(quietMs / 1000).toFixed(1)} s`);
      if (lines.at(-1)?.endsWith(`: ${now}`) !== true) lines.push(`${at}: ${now}`);
      lines.splice(0, lines.length - MAX_DIARY_LINES);
    }
  }

  of(tile: number): readonly string[] {
    return this.#lines.get(tile) ?? [];
  }
}

/** Looks until every tile has played steadily for a while. @returns how long after the call each began to play. */
async function untilAllMove(page: Page, limitMs: number): Promise<readonly Omit<Recovery, 'carrier'>[]> {
  const startedAtMs = performance.now();
  const steady = new Map<number, { movedAtMs: number; readonly sinceMs: number }>();
  const diaries = new Diaries();
  let before: readonly TileLook[] = await lookAt(page);
  for (;;) {
    await pause(LOOK_EVERY_MS);
    const now = await lookAt(page);
    const atMs = performance.now() - startedAtMs;
    diaries.add(now, atMs);
    for (const [i, { phase, frames }] of now.entries()) {
      const isShown = phase === 'playing' || phase === 'delayed';
      const hasMoved = isShown && frames !== (before[i]?.frames ?? 0);
      const known = steady.get(i);
      if (known && hasMoved) known.movedAtMs = atMs;
      else if (known && (!isShown || atMs - known.movedAtMs > STILL_MS)) steady.delete(i);
      else if (hasMoved) steady.set(i, { movedAtMs: atMs, sinceMs: atMs });
    }
    before = now;
    const isSteady = (i: number): boolean => atMs - (steady.get(i)?.sinceMs ?? atMs) >= STEADY_MS;
    const isOver = now.length > 0 && now.every(({ phase }, i) => phase === 'parked' || isSteady(i));
    if (!isOver && atMs < limitMs) continue;
    return now.map(({ name, phase, words }, i) => {
      const found = steady.get(i);
      const ms = found && isSteady(i) ? Math.round(found.sinceMs) : null;
      return { name, ms, isParked: phase === 'parked', phase, words, diary: diaries.of(i) };
    });
  }
}

interface Viewer {
  readonly cameraKey: string;
  readonly cameraName: string;
  readonly kind: string;
  readonly sinceMs: number;
}

function carrierOf({ cameraKey, kind }: Viewer): Carrier {
  const vendor = VENDOR_IDS.find((id) => cameraKey.startsWith(`${id}/`));
  if (vendor === undefined) throw new Error(`no cloud has the camera ${cameraKey}`);
  // Alibaba City Visual publishes RTMP and nothing else; its viewers are listed like those of FLV.
  const transport = kind === 'hls-live' ? 'hls' : vendor === 'aliyun-cityvisual' ? 'rtmp' : 'flv';
  return { cameraKey, vendor, transport };
}

/**
 * How the newest media of each camera come, by the name of the camera.
 *
 * @throws {Error} when two cameras have one name, since a tile shows only the name.
 */
export async function carriersOf(session: OpenSession): Promise<ReadonlyMap<string, Carrier>> {
  const viewers = (await session.control('GET', '/media/viewers')) as readonly Viewer[];
  const carriers = new Map<string, Carrier>();
  for (const viewer of [...viewers].sort((a, b) => a.sinceMs - b.sinceMs)) {
    const known = carriers.get(viewer.cameraName);
    if (known !== undefined && known.cameraKey !== viewer.cameraKey) throw new Error(`two of ${viewer.cameraName}`);
    carriers.set(viewer.cameraName, carrierOf(viewer));
  }
  return carriers;
}

/** The names of the cameras on a page, in the order of their tiles. */
export const tileNames = async (page: Page): Promise<readonly string[]> => (await lookAt(page)).map(({ name }) => name);

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

/** Lets a fault begin and end, and resolves when it has ended. */
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
): Promise<readonly (readonly Recovery[])[]> {
  return await Promise.all(
    sessions.map(async (session) => {
      await suffer(session, fault);
      const tiles = await untilAllMove(session.page, limitMs);
      const carriers = await carriersOf(session);
      return tiles.map((tile) => ({ ...tile, carrier: carriers.get(tile.name) ?? null }));
    }),
  );
}

/** The range from which the faults of a run are drawn. */
export interface FaultRange {
  /** Each of these stalls comes once, in seconds. */
  readonly stallsSec: readonly number[];
  /** How many refusals come; each lasts from 1 s to `refusalSec`. */
  readonly refusals: number;
  readonly refusalSec: number;
  readonly resets: number;
}

/** The faults of a run, in an order and of lengths that follow from the seed. */
export function drawFaults(random: Random, range: FaultRange): readonly MediaFault[] {
  const { stallsSec, refusals, refusalSec, resets } = range;
  const refusalMs = (): number => Math.round(1000 * (1 + random.next() * (refusalSec - 1)));
  return random.shuffled<MediaFault>([
    ...stallsSec.map((seconds): MediaFault => ({ kind: 'stall', ms: seconds * 1000 })),
    ...Array.from({ length: refusals }, (): MediaFault => ({ kind: 'refuse', ms: refusalMs() })),
    ...Array.from({ length: resets }, (): MediaFault => ({ kind: 'reset' })),
  ]);
}

export const nameOf = (fault: MediaFault): string =>
  fault.kind === 'reset' ? 'reset' : `${fault.kind} of ${(fault.ms / 1000).toFixed(0)} s`;
