/** Makes the evidence bundle of an export: its files with a signed list, bookmarks and a report. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Bookmark } from '../../../preload/domain/recording/bookmarks.ts';
import type { EvidenceSource } from '../../../preload/domain/exports/evidence.ts';
import { exportName } from '../../../preload/domain/exports/export-name.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { ExportItem, ExportJob } from '../../../preload/domain/exports/exports.ts';
import { AppError } from '../../errors.ts';
import { fileFailure, makeFolder, PRIVATE_FILE_MODE } from '../../file-failures.ts';
import { digestOf, partEnding, writeBundle, type BundleFile } from './bundle-writer.ts';
import { removeParts } from './files.ts';
import { reportHtml, type ReportFile } from './report.ts';
import { fingerprintOf } from './signature.ts';

const MAX_AGAIN = 99;

export interface SealOrder {
  readonly job: ExportJob;
  readonly zone: string;
  /** The key of this installation; null where there is no keychain. */
  readonly key: KeyObject | null;
  readonly version: string;
  readonly nowMs: number;
  /** The cloud and the label of the account of a camera. */
  readonly accountOf: (item: ExportItem) => { readonly cloud: string; readonly label: string };
  readonly bookmarks: readonly Bookmark[];
  /** Snapshots of the cameras that show moments of the range. */
  readonly snapshots: readonly { readonly path: string; readonly channelId: ChannelId; readonly ofMs: number }[];
  readonly signal: AbortSignal;
}

/** @returns the name of the bundle in the folder of the job. @throws {AppError} `storage.*`, `cancelled`. */
export async function seal(
  order: SealOrder,
): Promise<{ readonly bundle: string; readonly fingerprint: string | null }> {
  const { job, key, zone } = order;
  const fingerprint = key === null ? null : fingerprintOf(createPublicKey(key));
  const tag = job.id;
  const drafts = join(job.folder, partEnding(tag));
  try {
    await removeParts(job);
    await makeFolder(drafts);
    const media = await withDigests([...recordingsOf(job), ...snapshotsOf(order)], order.signal);
    const files = [...media, ...(await writeTexts(order, drafts, fingerprint, media))];
    for (let again = 1; ; again += 1) {
      const { folders, name } = exportName({ site: 'evidence', camera: 'evidence' }, job.range, zone, again);
      const bundle = `Evidence ${folders.at(-1) ?? ''} ${name}${job.form === 'zip' ? '.zip' : ''}`;
      try {
        await writeBundle({
          target: join(job.folder, bundle),
          form: job.form === 'zip' ? 'zip' : 'folder',
          key,
          tag,
          signal: order.signal,
          facts: {
            madeAtMs: order.nowMs,
            madeBy: job.madeBy,
            reason: job.reason,
            tool: { name: 'Lanner', version: order.version },
          },
          sources: job.items.map((item) => sourceOf(order, item)),
          files,
        });
        return { bundle, fingerprint };
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'storage.name-taken' || again >= MAX_AGAIN) throw error;
      }
    }
  } catch (error) {
    throw error instanceof AppError ? error : fileFailure(error, job.folder);
  } finally {
    await rm(drafts, { recursive: true, force: true }).catch(() => undefined);
  }
}

function recordingsOf({ folder, items, range }: ExportJob): BundleFile[] {
  return items.flatMap(({ files }, source) =>
    files.map((path) => ({ path, kind: 'recording' as const, source, range, from: join(folder, ...path.split('/')) })),
  );
}

/** Under their own names; two of one name have a number before the second. */
function snapshotsOf({ job, snapshots }: SealOrder): BundleFile[] {
  const taken = new Set<string>();
  return snapshots.map(({ path: from, channelId, ofMs }) => {
    const name = basename(from);
    const free = taken.has(name) ? `${taken.size + 1} ${name}` : name;
    taken.add(name).add(free);
    const source = job.items.findIndex((item) => item.channelId === channelId);
    const path = `snapshots/${free}`;
    return { path, kind: 'snapshot', from, isKept: true, source, range: { fromMs: ofMs, toMs: ofMs + 1 } };
  });
}

type ReadFile = BundleFile & Required<Pick<BundleFile, 'digest'>>;

/** The report names what was read; the list of files takes the same digests, so that each file is read once. */
async function withDigests(files: readonly BundleFile[], signal: AbortSignal): Promise<ReadFile[]> {
  const read: ReadFile[] = [];
  for (const file of files) read.push({ ...file, digest: await digestOf(file.from, signal) });
  return read;
}

async function writeTexts(
  { job, zone, nowMs, bookmarks, accountOf }: SealOrder,
  folder: string,
  fingerprint: string | null,
  media: readonly ReadFile[],
): Promise<BundleFile[]> {
  const clouds = new Map(job.items.map((item) => [item, accountOf(item).label]));
  const filesOf = (source: number): readonly ReportFile[] =>
    media.filter((file) => file.source === source).map(({ path, digest }) => ({ path, sha256: digest.sha256 }));
  const listed = new Map(job.items.map((item, source) => [item, filesOf(source)]));
  const texts = [
    ['report.html', 'report', reportHtml({ job, madeAtMs: nowMs, zone, fingerprint, clouds, files: listed })],
    ['bookmarks.json', 'bookmarks', `${JSON.stringify(bookmarks, null, 2)}\n`],
  ] as const;
  const files: BundleFile[] = [];
  for (const [path, kind, text] of texts) {
    const from = join(folder, path);
    await writeFile(from, text, { mode: PRIVATE_FILE_MODE, flag: 'wx' });
    files.push({ path, kind, source: null, range: kind === 'bookmarks' ? job.range : null, from });
  }
  return files;
}

function sourceOf({ job, accountOf }: SealOrder, item: ExportItem): EvidenceSource {
  const { camera, number, channelId, place, covered, gaps, notes, moreNotes, offsetMs, requestIds } = item;
  const { cloud, label } = accountOf(item);
  return {
    camera,
    number,
    channelId,
    cloud,
    account: label,
    place,
    asked: job.range,
    covered,
    gaps: gaps.map(({ fromMs, toMs, reason }) => ({ fromMs, toMs, reason })),
    notes: notes.map(({ kind, fromMs, toMs }) => ({ kind, fromMs, toMs })),
    moreNotes,
    requestIds,
    clockOffset: offsetMs === null ? null : { offsetMs, knownBy: 'eye' },
  };
}
