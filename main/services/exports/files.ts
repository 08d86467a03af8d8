/** The files of exports on the disk: whether they are there, and their deletion. */
import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { ExportCopy, ExportItem, ExportJob } from '../../../preload/domain/exports/exports.ts';
import type { ExportTarget } from '../../db/exports/jobs.ts';
import { fileFailure } from '../../file-failures.ts';
import { atMost } from '../shared/at-most.ts';
import { partEnding } from './bundle-writer.ts';

/** A disk that does not answer, such as a share of a server that is gone, must not block the list. */
const LOOK_WITHIN_MS = 2_000;

/** The file that the operator looks for first: the bundle, or else the first file. Null while there is none. */
export function firstFileOf({ folder, bundle, items }: ExportJob): string | null {
  if (bundle !== null) return join(folder, bundle);
  const file = items.flatMap(({ files }) => files)[0];
  return file === undefined ? null : join(folder, ...file.split('/'));
}

/** Whether something was exported and is not on the disk any more. A disk that does not answer counts as there. */
export async function isGone(job: ExportJob): Promise<boolean> {
  const path = firstFileOf(job);
  if (path === null) return false;
  const looking = lstat(path).then(
    () => false,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT',
  );
  let isMissing = false;
  await atMost(
    looking.then((found) => void (isMissing = found)),
    LOOK_WITHIN_MS,
  );
  return isMissing;
}

/** Deletes what a killed run of a job left of a bundle that was not whole. Never rejects. */
export async function removeParts({ id, folder }: Pick<ExportJob, 'id' | 'folder'>): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.endsWith(partEnding(id))))
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
}

/**
 * Deletes the files that lie beside the whole bundle as well, and finds their new places.
 *
 * @returns the cameras with their files below the folder of the job. Never rejects: a file that stays takes space only.
 */
export async function withoutDoubles({ folder, bundle, form, items }: ExportJob): Promise<readonly ExportItem[]> {
  if (bundle === null) return items;
  for (const path of items.flatMap(({ files }) => files.map((file) => join(folder, ...file.split('/'))))) {
    await rm(path, { force: true }).catch(() => undefined);
    await removeEmpty(dirname(path), folder);
  }
  if (form === 'zip')
    return items.map((item) => ({ ...item, files: item.files.length === 0 ? [] : [bundle], zipped: item.files }));
  return items.map((item) => ({ ...item, files: item.files.map((file) => `${bundle}/${file}`) }));
}

/** The copies of files that lie elsewhere now. @param now the cameras of the job with the places of their files. */
export function copiesOfMoved({ items, copies }: ExportJob, now: readonly ExportItem[]): readonly ExportCopy[] {
  const moves = items.flatMap(({ files }, i) => files.map((file, j) => [file, now[i]?.files[j]] as const));
  const moved = new Map(moves);
  return copies.map((copy) => ({ ...copy, of: moved.get(copy.of) ?? copy.of }));
}

/** Deletes what a job wrote, and the folders that are empty then. @throws {AppError} `storage.*`. */
export async function deleteFiles(job: ExportJob, targets: readonly (ExportTarget | null)[]): Promise<void> {
  const { folder, bundle, items, copies } = job;
  const names = [...items.flatMap((one) => one.files), ...copies.map(({ file }) => file)];
  const files = names.map((file) => join(folder, ...file.split('/')));
  const begun = (await Promise.all(targets.map((target) => begunFiles(folder, target)))).flat();
  try {
    await removeParts(job);
    if (bundle !== null) await rm(join(folder, bundle), { recursive: true, force: true });
    for (const file of [...files, ...begun]) await rm(file, { force: true });
  } catch (error) {
    throw fileFailure(error, folder);
  }
  for (const file of [...files, ...begun]) await removeEmpty(dirname(file), folder);
}

/** The files of a camera that are not whole. */
async function begunFiles(base: string, target: ExportTarget | null): Promise<readonly string[]> {
  if (target === null) return [];
  const folder = join(base, ...target.folders);
  const names = await readdir(folder).catch(() => []);
  const isBegun = (name: string): boolean =>
    name.startsWith(target.name) && /\.mp4\.(?:journal|part|part\.table)$/.test(name);
  return names.filter(isBegun).map((name) => join(folder, name));
}

/** Removes empty folders upwards, and never the folder of all exports. */
async function removeEmpty(path: string, folder: string): Promise<void> {
  const below = relative(folder, path);
  if (below === '' || below.startsWith('..')) return;
  try {
    await rmdir(path);
  } catch {
    return; // something else lies there
  }
  await removeEmpty(dirname(path), folder);
}
