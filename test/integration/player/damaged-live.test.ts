/** Live HLS whose segments stay damaged, in several ways: the engines in real Chromium, and the tiles of the wall's own pool. */
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createGateway } from '../../../main/media/gateway/gateway.ts';
import { launchEngine } from '../../e2e/browser.ts';
import { signal, source } from '../media/harness.ts';
import { serveBundledPage } from '../servers/bundled-page.ts';
import { writeHlsWithSound } from '../servers/ffmpeg.ts';
import { serveHlsFolder, type HlsFolder } from '../servers/hls-folder.ts';
import { openPoolPage, type PoolSight } from '../servers/pool-page.ts';
import { temporaryFolder, until, type Running } from '../servers/processes.ts';
import { DAMAGE_KINDS, type DamageKind } from '../servers/segment-damage.ts';

/** hls.js remembers the tables, and the picture moves on without them. */
const HARMLESS: DamageKind = 'tables';
/** The player decides within this many segments: those of two repairs, and those without a picture. */
const MOST_SEGMENTS = 14;
const PICTURES = 30;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let encoder: Running;
let servers: Readonly<Record<DamageKind, HlsFolder>>;

/** One encoder, and for each kind of damage a server of its own. */
beforeEach(async () => {
  folder = await temporaryFolder('damaged-live');
  encoder = writeHlsWithSound(folder.path);
  await until('there is a playlist', () => (existsSync(`${folder.path}/index.m3u8`) ? true : null));
  const pairs = DAMAGE_KINDS.map(async (kind) => [kind, await serveHlsFolder(folder.path)] as const);
  servers = Object.fromEntries(await Promise.all(pairs)) as typeof servers;
});

afterEach(async () => {
  await encoder.stop('SIGKILL');
  await Promise.all(Object.values(servers).map((server) => server.close()));
  await folder.remove();
});

const damageAll = (): void => {
  for (const kind of DAMAGE_KINDS) servers[kind].damage = { kind, extent: 'stream' };
};

const ENTRY = `
import { createEngine } from './engines/create-engine.ts';
const players = {};
window.play = (kind, url) => {
  const video = document.body.appendChild(document.createElement('video'));
  video.muted = video.autoplay = true;
  const player = (players[kind] = { video, events: [] });
  const onEvent = (event) => {
    player.events.push(event.kind);
    // As the player does.
    if (event.kind !== 'described') engine.dispose();
  };
  const engine = createEngine({ video, transport: 'hls', url, onEvent });
};
window.look = () =>
  Object.entries(players).map(([kind, { video, events }]) => {
    const told = events.filter((event) => event !== 'described');
    return { kind, told, frames: video.getVideoPlaybackQuality().totalVideoFrames };
  });
`;

interface EngineSight {
  readonly kind: DamageKind;
  readonly told: readonly string[];
  readonly frames: number;
}

async function openEngines() {
  const site = await serveBundledPage(ENTRY, '<body></body>');
  const gateway = createGateway({ allowedOrigins: [site.origin] });
  await gateway.start();
  const browser = await launchEngine();
  const page = await browser.newPage();
  await page.goto(site.origin);
  for (const kind of DAMAGE_KINDS) {
    const resolve = () => Promise.resolve(source(servers[kind].url(), { transport: 'hls' }));
    const { url } = await gateway.open({ key: kind, resolve }, signal());
    await page.evaluate(`window.play(${JSON.stringify(kind)}, ${JSON.stringify(url)})`);
  }
  return {
    look: () => page.evaluate<readonly EngineSight[]>('window.look()'),
    close: async () => {
      await browser.close();
      await gateway.dispose();
      await site.close();
    },
  };
}

/** A busy machine plays HLS late. */
const isMoving = (phase: string): boolean => phase === 'playing' || phase === 'delayed';

// @promise failures.hls-stands-still
it('the player gives up over segments that stay damaged, within a number of segments, whatever the damage is', async () => {
  const page = await openEngines();
  try {
    const play = async () => ((await page.look()).every(({ frames }) => frames > PICTURES) ? true : null);
    await until('all play', play, 60_000, page.look);
    damageAll();
    const fromFrames = (await page.look()).find(({ kind }) => kind === HARMLESS)?.frames ?? 0;
    const first: Partial<Record<DamageKind, number>> = {};
    const took: Partial<Record<DamageKind, number>> = {};
    await until(
      'so many segments were listed behind the first damaged one',
      async () => {
        for (const { kind, told } of await page.look()) {
          const { damaged, listed } = servers[kind];
          if (damaged >= 0) first[kind] ??= listed;
          if (told.length > 0) took[kind] ??= listed - (first[kind] ?? listed);
        }
        const { listed } = servers[HARMLESS];
        return listed > (first[HARMLESS] ?? listed) + MOST_SEGMENTS + 2 ? true : null;
      },
      120_000,
      async () => ({ sights: await page.look(), first, took }),
    );
    const sights = await page.look();
    const harmless = sights.find(({ kind }) => kind === HARMLESS);
    expect(harmless?.told).toEqual([]);
    expect(harmless?.frames).toBeGreaterThan(fromFrames + PICTURES);
    const others = sights.filter(({ kind }) => kind !== HARMLESS);
    expect(others.filter(({ told }) => told[0] !== 'broken')).toEqual([]);
    expect(Object.entries(took).filter(([, segments]) => segments > MOST_SEGMENTS)).toEqual([]);
  } finally {
    await page.close();
  }
});

// @promise failures.hls-stands-still
it('a tile whose segments were damaged is opened again, and plays once the damage has ended', async () => {
  const page = await openPoolPage(
    {
      transports: ['hls'],
      open: ({ channelId }) => {
        const kind = DAMAGE_KINDS[Number(channelId.split('/')[1])] ?? HARMLESS;
        return Promise.resolve(source(servers[kind].url(), { transport: 'hls' }));
      },
    },
    { backoffMs: [100, 200, 400] },
  );
  const told = async () => ({ sights: await page.look(), feeds: page.feeds.slice(-4) });
  const every = (what: string, isSo: (sight: PoolSight, kind: DamageKind) => boolean): Promise<true> => {
    const probe = async () =>
      (await page.look()).every((sight, i) => isSo(sight, DAMAGE_KINDS[i] ?? HARMLESS)) ? true : null;
    return until(what, probe, 120_000, told);
  };
  try {
    for (const [i] of DAMAGE_KINDS.entries()) await page.show(`acc:gate/${i}`);
    await every('all play', ({ phase, frames }) => isMoving(phase) && frames > PICTURES);
    // A busy machine may lose a stream that is whole.
    const before = new Map((await page.look()).map(({ losses }, i) => [DAMAGE_KINDS[i], losses]));
    damageAll();
    await every('the streams are opened again', ({ losses }, kind) => {
      return kind === HARMLESS || losses > (before.get(kind) ?? 0);
    });
    for (const kind of DAMAGE_KINDS) servers[kind].damage = null;
    // An element that is opened again counts its pictures anew: this many pictures belong to many segments without a
    // break.
    const plays = ({ phase, frames }: PoolSight): boolean => isMoving(phase) && frames > 5 * PICTURES;
    await every('the pictures move again, and go on moving', plays);
  } finally {
    await page.close();
  }
});
