/** The client with five simulated clouds and one window, and the state that every sample of a soak is taken in. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Wall } from '../../preload/domain/walls/wall.ts';
import { ensureClient } from '../../scripts/build.ts';
import { Client } from '../../scripts/client.ts';
import { chooseHost, startSimulator, stop, withTempDir } from '../../scripts/lib.ts';
import { until } from '../e2e/harness.ts';
import { IS_MAXIMISED } from './soak-actions.ts';
import { clickAt, moveTo } from './soak-keys.ts';
import { freePort, inspectorOptions } from './soak-node.ts';
import { withBrowser, type Browser, type Page } from './soak-page.ts';

const CAMERAS = 64;
const LAYOUT = 9;
/** The other walls of the tour. */
const OTHERS = [4, 16] as const;
const REST_LIMIT_MS = 90_000;

export interface Viewer {
  readonly cameraKey: string;
  readonly cameraName: string;
  readonly kind: string;
}

export interface SoakSession {
  readonly page: Page;
  readonly browser: Browser;
  readonly client: Client;
  readonly inspectorPort: number;
  /** Where the client keeps its log. */
  readonly logDir: string;
  /** The wall of the reference state. */
  readonly reference: Wall;
  /** Id of a sequence of all walls. */
  readonly wallTour: string;
  control(method: 'GET' | 'POST' | 'DELETE', route: string, body?: unknown): Promise<unknown>;
  /** The viewers of the simulated media server. */
  viewers(): Promise<readonly Viewer[]>;
  /** Puts a sequence of cameras on a tile of the wall that shows. */
  placeSequence(tile: number): Promise<void>;
}

/** Starts everything, and ends all of it by pid after `use`. */
export async function withSoakSession<T>(use: (session: SoakSession) => Promise<T>): Promise<T> {
  const pageDir = await ensureClient();
  const simulator = await startSimulator(CAMERAS);
  const { clouds, control: base } = simulator.info;
  const control: SoakSession['control'] = async (method, route, body) => {
    const init = { method, headers: { 'content-type': 'application/json' } };
    const answer = await fetch(base + route, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`simulator control ${route}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as unknown;
  };
  try {
    return await withTempDir(async (dir) => {
      const inspectorPort = await freePort();
      const client = new Client(chooseHost('browser'), {
        dataDir: `${dir}/data`,
        pageDir,
        args: ['--session-vault', '--local-clouds', '--no-window'],
        // Clips and snapshots go below the home folder, if it has a folder for films.
        // The inspector looks into main, and one port serves one process.
        isSupervised: false,
        env: { HOME: dir, NODE_OPTIONS: inspectorOptions(inspectorPort) },
      });
      try {
        const url = await client.ready;
        if (url === null) throw new Error('the browser host told no launch URL');
        return await withBrowser(async (browser) => {
          const page = await browser.openFirst(url);
          await page.until("document.querySelector('main') !== null", 60_000);
          await client.ask({ do: 'add-accounts', clouds });
          await client.ask({ do: 'fill-wall', layout: LAYOUT });
          return await use(
            await furnished({ page, browser, client, inspectorPort, control, logDir: `${dir}/data/logs` }),
          );
        });
      } finally {
        await client.quit();
      }
    });
  } finally {
    await stop(simulator.child);
  }
}

type Bare = Pick<SoakSession, 'page' | 'browser' | 'client' | 'inspectorPort' | 'control' | 'logDir'>;

async function furnished(bare: Bare): Promise<SoakSession> {
  const { page, control } = bare;
  const [reference] = await page.request<Wall[]>('wall.list', {});
  if (!reference) throw new Error('there is no wall');
  const cameras = reference.tiles.filter((tile) => typeof tile === 'string');
  const walls = [reference];
  for (const layout of OTHERS) {
    const made = await page.request<Wall>('wall.create', {
      name: `Wall of ${layout}`,
      folderId: null,
      copyOf: reference.id,
    });
    const tiles = made.tiles.map((_, tile) => cameras[(tile + layout) % cameras.length] ?? null);
    const wall = { ...made, layout, tiles: tiles.map((id, tile) => (tile < layout ? id : null)) };
    walls.push(await page.request<Wall>('wall.save', { base: made, wall }));
  }
  const step = (target: object, name: string): object => ({ target, name, dwellSec: null });
  const sequence = { id: crypto.randomUUID(), dwellSec: 3, offline: 'skip', revision: 0 };
  const cameraRound = {
    ...sequence,
    name: 'Gate round',
    kind: 'cameras',
    steps: cameras.slice(0, 4).map((channelId) => step({ kind: 'camera', channelId }, channelId)),
  };
  const wallTour = {
    ...sequence,
    id: crypto.randomUUID(),
    name: 'Tour',
    kind: 'walls',
    steps: walls.map(({ id, name }) => step({ kind: 'wall', wallId: id }, name)),
  };
  for (const made of [cameraRound, wallTour]) await page.request('sequence.save', { sequence: made });
  const placeSequence = async (tile: number): Promise<void> => {
    const base = (await page.request<Wall[]>('wall.list', {})).find(({ id }) => id === reference.id);
    if (!base) throw new Error('the wall is gone');
    const content = { kind: 'sequence', sequenceId: cameraRound.id };
    const tiles = base.tiles.map((old, i) => (i === tile ? content : old));
    await page.request('wall.save', { base, wall: { ...base, tiles } });
  };
  const viewers = async (): Promise<readonly Viewer[]> => (await control('GET', '/media/viewers')) as readonly Viewer[];
  return { ...bare, reference, wallTour: wallTour.id, viewers, placeSequence };
}

/** The cameras on the wall, as one text: equal before and after when the same cameras are on the same tiles. */
const LOOKS = `JSON.stringify([...document.querySelectorAll('[data-tile]')].map((tile) => tile.querySelector('.tile-no')?.textContent ?? null))`;

/** The look of the wall in the reference state; taken once, before the first action. */
export async function looksOf({ page, client }: SoakSession): Promise<string> {
  await until(() => arePlaying(client), 'every tile plays', REST_LIMIT_MS);
  return page.evaluate<string>(LOOKS);
}

async function arePlaying(client: Client): Promise<boolean> {
  const tiles = await client.tiles();
  return tiles.length === LAYOUT && tiles.every(({ phase }) => phase === 'playing' || phase === 'delayed');
}

/**
 * Brings the client to the state that samples are taken in: no fault, one window, the same wall, the first tile chosen,
 * nothing open over it, everything playing.
 *
 * @throws {Error} that names the difference: anything that an action left behind is a finding, so the wait for it has
 *   a limit.
 */
export async function bringToReference(session: SoakSession, looks: string): Promise<void> {
  const { page, browser, client, control } = session;
  await control('DELETE', '/faults');
  await protect(session, true);
  await browser.closeOthers(page);
  await browser.show(page);
  await page.request('sequence.run', { key: 'main', sequenceId: null });
  await showReference(session);
  if (await page.evaluate(IS_MAXIMISED)) await page.press('Escape');
  await restoreWall(session, looks);
  await page.until('document.querySelectorAll(\'[role="dialog"], [role="menu"], .lv-replay\').length === 0');
  const tile = await page.middleOf('[data-tile="0"] .tile-pic');
  if (tile) await clickAt(page, tile);
  // React keeps the text field that had the focus last, and with it a closed dialog, until an element loses the focus.
  await page.evaluate('document.activeElement?.blur()');
  if (tile) await clickAt(page, tile);
  // Tools of a tile show while the pointer is over it.
  await moveTo(page, { x: 2, y: 2 });
  await until(() => arePlaying(client), 'every tile plays again', REST_LIMIT_MS).catch(async (error: unknown) => {
    const tiles = (await client.tiles()).map((one) => `${one.tile}:${one.phase}${one.error ? `(${one.error})` : ''}`);
    throw new Error(`${String(error)}; tiles: ${tiles.join(' ')}`);
  });
  const shown = async (): Promise<number> => (await session.viewers()).filter(({ kind }) => kind === 'flv-live').length;
  await until(async () => (await shown()) <= LAYOUT, 'streams that no tile shows are closed', REST_LIMIT_MS);
}

/**
 * Whether the client may park tiles of the reference wall: under load from other programs it would play fewer than
 * nine.
 */
export async function protect({ page, reference }: SoakSession, isProtected: boolean): Promise<void> {
  const protectedCameras = isProtected ? reference.tiles.filter((tile) => typeof tile === 'string') : [];
  await page.request('app.set-preferences', { protectedCameras });
}

/** Steps through the tabs; a window with one tab steps through all walls. */
async function showReference({ page, reference }: SoakSession): Promise<void> {
  const shows = async (): Promise<boolean> => {
    const selected = '[role="tab"][aria-selected="true"]';
    const name = await page.evaluate<string>(`document.querySelector('${selected}')?.textContent ?? ''`);
    if (name.includes(reference.name)) return true;
    await page.press('Control+PageDown');
    return false;
  };
  await until(shows, 'the wall of the reference state shows', REST_LIMIT_MS);
}

/**
 * Errors that must not happen: errors that the page threw and did not catch, and lines of the client's log of that
 * level.
 */
export async function troublesOf({ page, logDir }: SoakSession): Promise<readonly string[]> {
  const thrown = await page.evaluate<string[]>('window.soakErrors');
  const lines = readdirSync(logDir).flatMap((name) => readFileSync(path.join(logDir, name), 'utf8').split('\n'));
  return [...thrown, ...lines.filter((line) => line.includes('"level":"error"')).map((line) => line.slice(0, 600))];
}

/** Unsaved edits of the page are merged with this edit, so the edit is sent until it holds. */
async function restoreWall({ page, reference }: SoakSession, looks: string): Promise<void> {
  const isAsBefore = async (): Promise<boolean> => {
    const now = (await page.request<Wall[]>('wall.list', {})).find(({ id }) => id === reference.id);
    if (!now) throw new Error('the wall of the reference state is gone');
    const wall = { ...reference, revision: now.revision };
    const same = (one: Wall): string => JSON.stringify([one.layout, one.tiles, one.aspects]);
    if (same(now) !== same(wall)) await page.request('wall.save', { base: now, wall });
    return (await page.evaluate<string>(LOOKS)) === looks;
  };
  await until(isAsBefore, 'the wall looks as in the beginning', REST_LIMIT_MS);
}
