/**
 * Opens the real client on a wall of simulated cameras.
 * Usage: npm run demo [-- --host electron|browser] [--headless] [--for SECONDS] [--shot FILE.png] [--json]
 *                     [--cameras N] [--layout 1|4|6|8|9|10|13|16|25|36|64]
 *
 * With --for it waits until every tile plays, stays for the time, and exits 0 only if all tiles play then. Keys live in
 * memory for the run; the profile is a temp folder. Nothing is left behind, also on Ctrl-C.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isPreset, LAYOUT_PRESETS } from '../preload/domain/walls/layout.ts';
import { ensureClient } from './build.ts';
import { Client, type Tile } from './client.ts';
import { chooseHost, say, startSimulator, stop, withTempDir, type HostChoice, type HostKind } from './lib.ts';
import { withDisplay } from './display.ts';

const PLAYING_TIMEOUT_MS = 90_000;
const POLL_MS = 250;
/** Clouds whose simulated cameras all speak H.264 over a transport that every computer plays. */
const WALL_VENDORS = ['huawei-ivm', 'tencent-ivp', 'aliyun-vcs'];

interface Options {
  readonly host: HostKind | null;
  readonly isHeadless: boolean;
  /** How long to stay once every tile plays, or null to stay until the window is closed. */
  readonly staySec: number | null;
  readonly shot: string | undefined;
  readonly isJson: boolean;
  readonly cameras: number;
  readonly layout: number;
}

/** Whether a window can be shown at all. */
function hasDisplay(): boolean {
  const { DISPLAY = '', WAYLAND_DISPLAY = '' } = process.env;
  return process.platform !== 'linux' || DISPLAY !== '' || WAYLAND_DISPLAY !== '';
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      host: { type: 'string' },
      headless: { type: 'boolean', default: false },
      for: { type: 'string' },
      shot: { type: 'string' },
      json: { type: 'boolean', default: false },
      cameras: { type: 'string', default: '64' },
      layout: { type: 'string', default: '16' },
    },
  });
  const { host } = values;
  if (host !== undefined && host !== 'electron' && host !== 'browser') throw new Error('--host is electron or browser');
  const number = (name: string, text: string, min: number, max: number): number => {
    const value = Number(text);
    if (Number.isFinite(value) && value >= min && value <= max) return value;
    throw new Error(`--${name} takes a number from ${min} to ${max}, not ${JSON.stringify(text)}`);
  };
  const layout = number('layout', values.layout, 1, 64);
  if (!isPreset(layout)) throw new Error(`--layout is one of ${LAYOUT_PRESETS.join(', ')}`);
  const isHeadless = values.headless || !hasDisplay();
  if (isHeadless && !values.headless)
    say('no display here: the client runs without a window (--shot FILE takes a picture)');
  const staySec = values.for === undefined ? (isHeadless ? 0 : null) : number('for', values.for, 0, 86_400);
  const cameras = Math.floor(number('cameras', values.cameras, 1, 20_000));
  return { host: host ?? null, isHeadless, staySec, shot: values.shot, isJson: values.json, cameras, layout };
}

const isPlaying = (tile: Tile): boolean => tile.phase === 'playing' || tile.phase === 'delayed';

async function waitForAllTiles(client: Client, count: number, signal: AbortSignal): Promise<void> {
  const deadlineMs = Date.now() + PLAYING_TIMEOUT_MS;
  while (Date.now() < deadlineMs && !signal.aborted) {
    const tiles = await client.tiles();
    if (tiles.length >= count && tiles.slice(0, count).every(isPlaying)) return;
    await sleep(POLL_MS, undefined, { signal });
  }
}

async function show(host: HostChoice, options: Options, signal: AbortSignal): Promise<number> {
  const [pageDir, simulator] = await Promise.all([ensureClient(), startSimulator(options.cameras, null, ['--voices'])]);
  try {
    return await withTempDir(async (dataDir) => {
      const isBare = options.isHeadless && host.kind === 'browser';
      const args = ['--session-vault', '--local-clouds', ...(isBare ? ['--headless'] : [])];
      const client = new Client(host, { dataDir, pageDir, args });
      try {
        return await drive(client, host, simulator.info.clouds, options, signal);
      } finally {
        await client.quit();
      }
    });
  } finally {
    await stop(simulator.child);
  }
}

async function drive(
  client: Client,
  host: HostChoice,
  clouds: unknown,
  options: Options,
  signal: AbortSignal,
): Promise<number> {
  const { layout, staySec } = options;
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('interrupted')), { once: true });
  });
  interrupted.catch(() => {});
  const step = <T>(work: Promise<T>): Promise<T> => Promise.race([work, interrupted]);
  await step(client.ready);
  await step(client.ask({ do: 'add-accounts', clouds }));
  await step(client.ask({ do: 'fill-wall', layout, vendors: WALL_VENDORS }));
  if (staySec === null) {
    say('The client is open. Close its window or press Ctrl-C to end.');
    return Promise.race([client.ended, interrupted.catch(() => 0)]);
  }
  await step(waitForAllTiles(client, layout, signal));
  await step(sleep(staySec * 1000, undefined, { signal }));
  if (options.shot) await step(client.ask({ do: 'capture', path: path.resolve(options.shot) }));
  const tiles = (await step(client.tiles())).slice(0, layout);
  const report = {
    host: host.kind,
    tiles: tiles.length,
    playing: tiles.filter(isPlaying).length,
    firstFrameMs: tiles.map((tile) => tile.firstFrameMs),
    fps: tiles.map((tile) => tile.fps),
    droppedFrames: tiles.reduce((sum, tile) => sum + tile.droppedFrames, 0),
    errors: tiles.flatMap((tile) => (tile.error === null ? [] : [{ tile: tile.tile, error: tile.error }])),
  };
  if (options.isJson) process.stdout.write(`${JSON.stringify(report)}\n`);
  else say(`${report.playing} of ${report.tiles} tiles play`);
  return report.tiles === layout && report.playing === layout ? 0 : 1;
}

async function main(): Promise<number> {
  const options = readOptions();
  const host = chooseHost(options.host);
  say(`host: ${host.kind} (${host.reason})`);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  const work = () => show(host, options, stopping.signal);
  try {
    return await (options.isHeadless && host.kind === 'electron' ? withDisplay(work) : work());
  } catch (error) {
    if (stopping.signal.aborted) return 130;
    throw error;
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  say(`demo: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
