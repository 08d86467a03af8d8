/**
 * An export as the client does it: ordered by its page, fetched by the gateway from a simulated cloud over HTTP, written by the
 * thread of exports, and put into a bundle with the SHA-256 of each file. The peer gets the address of the same recording from
 * the same cloud.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { channelRefOf, type ChannelId } from '../../preload/domain/ids.ts';
import type { ExportJob } from '../../preload/domain/exports/exports.ts';
import type { TimeRange } from '../../preload/domain/time.ts';
import type { Client } from '../../scripts/client.ts';
import { startSimulator, stop, withTempDir, type SimulatorInfo } from '../../scripts/lib.ts';
import { copyByPeer, picturesIn, startOfPeer, timed } from './export-peer.ts';
import { pastUrl, signIn } from './ivm-calls.ts';
import type { PageTalk } from './page-talk.ts';
import { ASK, DAY_MS, HOUR_MS } from './playback-counts.ts';
import { isShown, withBrowser, withClientProcess } from './sides.ts';
import { turnsOf } from './types.ts';

const CAMERAS = 24;
const TIMED_MS = HOUR_MS / 3;
const LOOK_MS = 200;

/** The first camera that was recorded all the time, as an expression; null while the list of cameras is read. */
const recordedCamera = ({ fromMs, toMs }: TimeRange): string => `(async () => {
  ${ASK}
  const [{ id: accountId }] = await ask('account.list', {});
  const { channels } = await ask('directory.page', { accountId, cursor: null, limit: 500 });
  if (channels.length === 0) return null;
  const range = { fromMs: ${fromMs}, toMs: ${toMs} };
  for (const { id: channelId, reachable, isFrozen, capabilities } of channels) {
    if (reachable !== 'online' || isFrozen || !capabilities.includes('cloud-record')) continue;
    const { view } = await ask('recordings.read', { channelId, place: 'cloud', range, archiveGrainMs: ${DAY_MS} });
    if (view.coverage.every(({ state }) => state === 'covered')) return channelId;
  }
  throw new Error('no camera was recorded all the time');
})()`;

interface Order {
  readonly channelId: ChannelId;
  readonly range: TimeRange;
  readonly profile: 'main' | 'sub';
  /** `folder`: a bundle with the SHA-256 of each file. */
  readonly form: 'files' | 'folder';
}

/** Orders an export, and keeps when it ended, as an expression. */
const orderOf = ({ channelId, range, profile, form }: Order): string => `(async () => {
  ${ASK}
  window.benchExport = null;
  const fromMs = performance.now();
  const end = window.lanner.on('exports.changed', ({ job }) => {
    if (['waiting', 'recalling', 'running', 'sealing', 'paused'].includes(job.state)) return;
    end();
    window.benchExport = { job, tookMs: performance.now() - fromMs };
  });
  const cameras = [{ channelId: ${JSON.stringify(channelId)}, place: 'cloud', profile: '${profile}', offsetMs: null }];
  const words = { reason: 'bench', madeBy: 'bench', zone: 'UTC', form: '${form}', recalls: false, wantsCopies: false };
  await ask('exports.start', { cameras, range: ${JSON.stringify(range)}, ...words });
})()`;

interface Exported {
  readonly job: ExportJob;
  readonly tookMs: number;
}

/** @throws {Error} for an export that did not end with all footage in one file. */
async function exportOwn(page: PageTalk, order: Order): Promise<Exported> {
  await page.ask(orderOf(order));
  for (;;) {
    const done = await page.ask<Exported | null>('window.benchExport');
    if (done === null) {
      await sleep(LOOK_MS);
      continue;
    }
    const [item] = done.job.items;
    const isWhole = done.job.state === 'done' && item?.gaps.length === 0 && item.files.length === 1;
    if (!isWhole) throw new Error(`the export ended as ${JSON.stringify(done.job)}`);
    return done;
  }
}

const forget = ({ job }: Exported): string => `(async () => {
  ${ASK}
  await ask('exports.remove', { id: ${JSON.stringify(job.id)}, deletesFiles: true });
})()`;

interface Desk {
  readonly client: Client;
  readonly page: PageTalk;
  readonly channelId: ChannelId;
}

/** The client with a camera that was recorded in all of the range. */
function withDesk<T>(clouds: SimulatorInfo['clouds'], range: TimeRange, use: (desk: Desk) => Promise<T>): Promise<T> {
  return withClientProcess((client, url) =>
    withBrowser(url, async ({ page }) => {
      await page.until(isShown('main'));
      await client.ask({ do: 'add-accounts', clouds });
      let channelId: ChannelId | null = null;
      while (channelId === null) channelId = await page.ask<ChannelId | null>(recordedCamera(range));
      return use({ client, page, channelId });
    }),
  );
}

async function withCloud<T>(use: (clouds: SimulatorInfo['clouds']) => Promise<T>): Promise<T> {
  const { child, info } = await startSimulator(CAMERAS);
  try {
    const { 'huawei-ivm': cloud } = info.clouds;
    if (!cloud) throw new Error('the simulator has no huawei-ivm cloud');
    return await use({ 'huawei-ivm': cloud });
  } finally {
    await stop(child);
  }
}

/** A range that is over, so long, that begins with a whole minute. */
function rangeOf(lengthMs: number): TimeRange {
  const toMs = Math.floor(Date.now() / 60_000) * 60_000 - HOUR_MS;
  return { fromMs: toMs - lengthMs, toMs };
}

/** All segments of a playlist, one after the other, as bytes that nobody writes. */
async function fetchAll(url: string): Promise<void> {
  const lines = (await (await fetch(url)).text()).split('\n');
  for (const line of lines) {
    if (line !== '' && !line.startsWith('#')) await (await fetch(new URL(line, url))).arrayBuffer();
  }
}

interface HttpRow {
  /** From the order to the whole bundle. */
  readonly ownMs: number;
  /** The same without a bundle. */
  readonly filesMs: number;
  readonly peerMs: number;
  readonly peerStartMs: number;
  /** The segments fetched by Node one after the other, and thrown away. */
  readonly fetchMs: number;
  readonly sizeBytes: number;
}

/** @throws {Error} when the two sides did not export the same pictures. */
async function httpRound(desk: Desk, address: () => Promise<string>, range: TimeRange, i: number): Promise<HttpRow> {
  const { page, channelId } = desk;
  const order = { channelId, range, profile: 'main' } as const;
  return withTempDir(async (folder) => {
    const file = path.join(folder, 'peer.mp4');
    const url = await address();
    let [own, peerMs]: [Exported | null, number] = [null, Number.NaN];
    for (const side of turnsOf(i, ['own', 'peer'] as const)) {
      if (side === 'own') own = await exportOwn(page, { ...order, form: 'folder' });
      else peerMs = await copyByPeer(url, file);
    }
    const [item] = own?.job.items ?? [];
    if (own === null || item === undefined) throw new Error('the client exported nothing');
    const made = path.join(own.job.folder, ...(item.files[0] ?? '').split('/'));
    const [ours, theirs] = [await picturesIn(made), await picturesIn(file)];
    if (ours !== theirs) throw new Error(`${ours} pictures exported, and ${theirs} by ffmpeg`);
    await page.ask(forget(own));
    const files = await exportOwn(page, { ...order, form: 'files' });
    await page.ask(forget(files));
    return {
      ownMs: own.tookMs,
      filesMs: files.tookMs,
      peerMs,
      peerStartMs: await startOfPeer(),
      fetchMs: await timed(async () => fetchAll(await address())),
      sizeBytes: item.sizeBytes,
    };
  });
}

/** Twenty minutes of a main stream, exported by a client that runs. */
export const httpTime = (rounds: number): Promise<readonly HttpRow[]> =>
  withCloud((clouds) => {
    const range = rangeOf(TIMED_MS);
    return withDesk(clouds, range, async (desk) => {
      const signedIn = await signIn(clouds);
      const wanted = { ...channelRefOf(desk.channelId), profile: 'main', ...range } as const;
      const rows: HttpRow[] = [];
      // The first round runs code that is not compiled yet.
      for (let i = -1; i < rounds; i += 1) {
        const row = await httpRound(desk, () => pastUrl(signedIn, wanted), range, i + 2);
        if (i >= 0) rows.push(row);
        process.stderr.write(`export over HTTP: round ${i + 1} of ${rounds}\n`);
      }
      return rows;
    });
  });

/** Forgets the peak of a process so far, where the system allows that. */
const resetPeak = (pid: number): Promise<void> => writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => undefined);

/** The peak of the resident memory of a process, bytes. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1_024;
}

/** One hour and twelve hours of a sub-stream, each by a client that has just started. */
export const httpMemory = (rounds: number): Promise<readonly { readonly hour: number; readonly halfDay: number }[]> =>
  withCloud(async (clouds) => {
    const rows: { hour: number; halfDay: number }[] = [];
    const all = rangeOf(12 * HOUR_MS);
    const ranges = { hour: { ...all, fromMs: all.toMs - HOUR_MS }, halfDay: all };
    for (let i = 0; i < rounds; i += 1) {
      const row = { hour: Number.NaN, halfDay: Number.NaN };
      for (const length of turnsOf(i, ['hour', 'halfDay'] as const)) {
        row[length] = await withDesk(clouds, all, async ({ client, page, channelId }) => {
          await resetPeak(client.pid);
          const exported = await exportOwn(page, { channelId, range: ranges[length], profile: 'sub', form: 'folder' });
          const peakBytes = await peakOf(client.pid);
          await page.ask(forget(exported));
          return peakBytes;
        });
      }
      rows.push(row);
      process.stderr.write(`memory of an export over HTTP: round ${i + 1} of ${rounds}\n`);
    }
    return rows;
  });
