/**
 * The client is killed while it exports: in the middle of the footage, at its end, and while the bundle is written. The next
 * start continues, and the files have the same bytes as those of an export that nobody disturbed.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import type { ExportForm, ExportJob } from '../../preload/domain/exports/exports.ts';
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { TimeRange } from '../../preload/domain/time.ts';
import { until } from '../e2e/harness.ts';
import { sharedClient } from '../e2e/shared-client.ts';
import { noProcesses } from './moving-camera.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Wish {
  readonly channelId: ChannelId;
  readonly range: TimeRange;
}

/** A camera that records in the cloud, and the longest part of its last day that is recorded. */
const footage = (page: Page): Promise<Wish> =>
  page.evaluate(async (hourMs) => {
    const { request } = (window as unknown as { readonly lanner: LannerApi }).lanner;
    const accounts = await request['account.list']({});
    const accountId = accounts.ok ? accounts.value[0]?.id : undefined;
    if (accountId === undefined) throw new Error('no account');
    const rows = await request['directory.page']({ accountId, cursor: null, limit: 100 });
    const camera = (rows.ok ? rows.value.channels : []).find(
      ({ reachable, capabilities }) => reachable === 'online' && capabilities.includes('cloud-record'),
    );
    if (camera === undefined) throw new Error('no camera records in the cloud');
    const toMs = Math.floor((Date.now() - hourMs) / 1_000) * 1_000;
    const range = { fromMs: toMs - 26 * hourMs, toMs };
    const asked = { channelId: camera.id, place: 'cloud' as const, range, archiveGrainMs: 6 * hourMs };
    const answer = await request['recordings.read'](asked);
    const spans = (answer.ok ? answer.value.view.coverage : []).filter(({ state }) => state === 'covered');
    const [longest] = spans.sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs));
    if (longest === undefined) throw new Error('nothing is recorded');
    return { channelId: camera.id, range: { fromMs: Math.ceil(longest.fromMs / 1_000) * 1_000, toMs: longest.toMs } };
  }, HOUR_MS);

const start = (page: Page, { channelId, range }: Wish, form: ExportForm): Promise<ExportJob> =>
  page.evaluate(
    async ({ id, part, as }) => {
      const { request } = (window as unknown as { readonly lanner: LannerApi }).lanner;
      const camera = { channelId: id, place: 'cloud' as const, profile: 'main' as const, offsetMs: null };
      const words = { reason: '', madeBy: '', zone: 'Asia/Shanghai', recalls: true, wantsCopies: false };
      const wish = { cameras: [camera], range: part, form: as, ...words };
      const answer = await request['exports.start'](wish);
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    },
    { id: channelId, part: range, as: form },
  );

const jobOf = (page: Page, { id }: Pick<ExportJob, 'id'>): Promise<ExportJob> =>
  page.evaluate(async (wanted) => {
    const { request } = (window as unknown as { readonly lanner: LannerApi }).lanner;
    const answer = await request['exports.list']({});
    const found = answer.ok ? answer.value.exports.find(({ job }) => job.id === wanted) : undefined;
    if (found === undefined) throw new Error('the export is not on the list');
    return found.job;
  }, id);

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

const fileOf = ({ folder, items }: ExportJob): string => join(folder, ...(items[0]?.files[0] ?? '').split('/'));

/** Begins a copy and writes some of its pictures. @returns the name of the copy. */
const beginCopy = (page: Page, { id, items }: ExportJob): Promise<string> =>
  page.evaluate(
    async (wanted) => {
      const { request } = (window as unknown as { readonly lanner: LannerApi }).lanner;
      const begun = await request['exports.begin-copy'](wanted);
      if (!begun.ok) throw new Error(begun.error.code);
      const { copyId, pictures, file } = begun.value;
      const read = await request['exports.read-copy']({ copyId });
      if (!read.ok) throw new Error(read.error.code);
      const wrote = await request['exports.write-copy']({ copyId, record: pictures.record, piece: read.value });
      if (!wrote.ok) throw new Error(wrote.error.code);
      return file;
    },
    { id, of: items[0]?.files[0] ?? '' },
  );

const copiesOf = ({ folder }: ExportJob): readonly string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.includes('copy'));

describe.skipIf(noProcesses)('an export whose client is killed', () => {
  const session = sharedClient({ cameras: 24, wall: 1 }, { isStory: true });
  let wish: Wish;
  let whole: ExportJob;
  let restarts = 0;
  let copyBefore: { readonly file: string; readonly names: readonly string[]; readonly sha256: string };

  const untilDone = async (job: ExportJob): Promise<ExportJob> => {
    let now = job;
    await until(
      async () => {
        now = await jobOf(session().page, job);
        return now.endedAtMs !== null;
      },
      'the export is over',
      60_000,
    );
    return now;
  };

  /** Kills the client when so much of the footage is exported, or while the bundle is written. */
  const killWhen = async (job: ExportJob, phase: number | 'sealing'): Promise<void> => {
    const { page, client } = session();
    const told = page.evaluate(
      ({ id, at }) =>
        new Promise<boolean>((resolve) => {
          const { lanner } = window as unknown as { readonly lanner: LannerApi };
          const stop = lanner.on('exports.changed', ({ job: now }) => {
            if (now.id !== id) return;
            const { fromMs, toMs } = now.range;
            const share = ((now.items[0]?.doneMs ?? fromMs) - fromMs) / (toMs - fromMs);
            const isPhase = at === 'sealing' ? now.state === at : share > at;
            if (!isPhase && now.endedAtMs === null) return;
            stop();
            resolve(isPhase && now.endedAtMs === null);
          });
        }),
      { id: job.id, at: phase },
    );
    expect(await told).toBe(true);
    process.kill(client.pid, 'SIGKILL');
    restarts += 1;
    await session().followRestart(restarts);
  };

  // @promise export.killed-footage: A client that is killed in the footage of an export leaves the same bytes.
  // @promise failures.killed-export: An export that is killed continues, and has the same bytes.
  it('an export that is killed twice in its footage continues, and has the same bytes as one that nobody disturbed', async () => {
    const long = await footage(session().page);
    const { fromMs } = long.range;
    wish = { ...long, range: { fromMs, toMs: Math.min(long.range.toMs, fromMs + 20 * MINUTE_MS) } };
    whole = await untilDone(await start(session().page, wish, 'files'));
    expect(whole.state).toBe('done');
    const job = await start(session().page, wish, 'files');
    await killWhen(job, 0);
    // For the next test: a client that is killed more often is not started again.
    const file = await beginCopy(session().page, whole);
    copyBefore = { file, names: copiesOf(whole), sha256: sha256(fileOf(whole)) };
    await killWhen(job, 0.5);
    const resumed = await untilDone(job);
    expect(resumed).toMatchObject({ state: 'done', error: null, items: [{ error: null, gaps: [] }] });
    expect(sha256(fileOf(resumed))).toBe(sha256(fileOf(whole)));
    // Neither journals nor parts are left.
    const names = readdirSync(resumed.folder, { recursive: true }).map(String);
    expect(names.filter((name) => /\.(?:journal|part|table)$/.test(name))).toEqual([]);
  });

  // @promise copy.killed: A client that is killed while it makes a copy with time leaves the export as it was, and no
  // copy that looks whole.
  // @promise failures.killed-copy: A copy with time that was not finished is deleted, and the export stays as it was.
  it('a client that is killed while it makes a copy with time leaves the export as it was, and no copy that looks whole', async () => {
    expect(copyBefore.names).toEqual([`${copyBefore.file}.part`]);
    await until(async () => (await jobOf(session().page, whole)).copies[0]?.state === 'failed', 'the copy is given up');
    expect((await jobOf(session().page, whole)).copies[0]?.error?.code).toBe('export.copy-ended');
    expect(copiesOf(whole)).toEqual([]);
    expect(sha256(fileOf(whole))).toBe(copyBefore.sha256);
  });

  // @promise export.killed-bundle: An export that is killed while its bundle is written has one whole bundle in the
  // end, and nothing beside.
  // @promise failures.killed-bundle: A bundle gets its name when it is whole, and a kill leaves one whole bundle in the
  // end.
  it('an export that is killed while its bundle is written has one whole bundle in the end, and nothing beside', async () => {
    const job = await start(session().page, wish, 'zip');
    await killWhen(job, 'sealing');
    const sealed = await untilDone(job);
    expect(sealed.state).toBe('done');
    const names = readdirSync(sealed.folder, { recursive: true }).map(String);
    expect(names.filter((name) => name.endsWith('.zip'))).toEqual([sealed.bundle]);
    expect(names.filter((name) => /\.(?:journal|part|table)$/.test(name))).toEqual([]);
    const verdict = await session().page.evaluate(async (id) => {
      const { request } = (window as unknown as { readonly lanner: LannerApi }).lanner;
      const answer = await request['exports.verify']({ id });
      return answer.ok ? answer.value?.verdict : undefined;
    }, sealed.id);
    expect(verdict).toMatchObject({ manifest: 'read', signature: 'unsigned' });
    expect(verdict?.files.every(({ state }) => state === 'valid')).toBe(true);
  });
});
