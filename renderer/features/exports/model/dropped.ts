/**
 * A bundle that was dropped on the screen or chosen as a ZIP. The page holds the files and gives main the pieces that main
 * asks for; main opens nothing.
 */
import { MAX_DROPPED_BYTES, MAX_DROPPED_FILES } from '../../../../preload/domain/bounds.ts';
import type { DroppedBundle } from '../../../../preload/contract/exports.ts';

import { base64Of } from '../../../page/base64.ts';
import { request } from '../../../page/bridge.ts';
import { isFolder, type Dropped } from '../../../state/page/dropped.ts';
import { beginCheck, useExports, type DropRefusal } from './exports.ts';

const MAX_DEPTH = 16;

/** Why the page does not hand over what was dropped. */
class Refused extends Error {
  readonly why: DropRefusal;

  constructor(why: DropRefusal) {
    super(why);
    this.why = why;
  }
}

interface Held {
  readonly bundle: DroppedBundle;
  /** Null where the bundle has no such file. */
  readonly fileOf: (path: string | null) => File | null;
}

/** Checks a ZIP file that the operator chose. */
export const checkZip = (file: File): Promise<void> => checkHeld(Promise.resolve(zipOf(file)));

/** Checks a folder or a ZIP that was dropped. */
export const checkDropped = (dropped: Dropped): Promise<void> => checkHeld(heldOf(dropped));

async function heldOf({ entries, file }: Dropped): Promise<Held> {
  const [entry, ...more] = entries;
  if (more.length > 0) throw new Refused('several');
  if (entry !== undefined && isFolder(entry)) return await folderOf(entry);
  if (file === undefined) throw new Refused('nothing');
  return zipOf(file);
}

const zipOf = (file: File): Held => ({
  bundle: { name: file.name, content: { kind: 'zip', sizeBytes: file.size } },
  fileOf: () => file,
});

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

async function folderOf(folder: FileSystemDirectoryEntry): Promise<Held> {
  const held = new Map<string, File>();
  await gather(folder, '', 1, held);
  const files = [...held].map(([path, { size }]) => ({ path, sizeBytes: size }));
  return {
    bundle: { name: folder.name, content: { kind: 'folder', files } },
    fileOf: (path) => held.get(path ?? '') ?? null,
  };
}

async function gather(
  folder: FileSystemDirectoryEntry,
  below: string,
  depth: number,
  held: Map<string, File>,
): Promise<void> {
  if (depth > MAX_DEPTH) throw new Refused('many');
  const reader = folder.createReader();
  for (;;) {
    // A browser gives some hundred entries at a time, and none at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return;
    for (const entry of entries) {
      const path = `${below}${entry.name}`;
      if (isFolder(entry)) await gather(entry, `${path}/`, depth + 1, held);
      else if (isFile(entry)) held.set(path, await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
      if (held.size > MAX_DROPPED_FILES) throw new Refused('many');
    }
  }
}

async function checkHeld(coming: Promise<Held>): Promise<void> {
  const isCurrent = beginCheck();
  try {
    const held = await coming;
    if (isCurrent()) await giveAll(held, isCurrent);
  } catch (error) {
    if (!isCurrent()) return;
    useExports.setState({ check: { state: 'refused', why: error instanceof Refused ? error.why : 'unread' } });
  }
}

/** Gives main each piece that main asks for, until the verdict. */
async function giveAll({ bundle, fileOf }: Held, isCurrent: () => boolean): Promise<void> {
  const { content } = bundle;
  const sizes = content.kind === 'zip' ? [content] : content.files;
  if (sizes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > MAX_DROPPED_BYTES) throw new Refused('large');
  let answer = await request['exports.check-dropped'](bundle);
  while (answer.ok && answer.value.state === 'asks') {
    const { checkId, path, fromByte, toByte, readBytes, totalBytes } = answer.value;
    if (!isCurrent()) return void request['exports.end-check']({ checkId });
    useExports.setState({ check: { state: 'checking', share: totalBytes === 0 ? 0 : readBytes / totalBytes } });
    const base64 = await piece(fileOf(path), fromByte, toByte);
    answer = await request['exports.give-piece']({ checkId, base64 });
  }
  if (!isCurrent()) return;
  if (!answer.ok) useExports.setState({ check: { state: 'failed', error: answer.error } });
  else if (answer.value.state === 'judged') {
    const { name, verdict } = answer.value;
    useExports.setState({ check: { state: 'judged', name, verdict, isDroppedFolder: content.kind === 'folder' } });
  }
}

/** Null where the file was changed or removed meanwhile. */
async function piece(file: File | null, fromByte: number, toByte: number): Promise<string | null> {
  try {
    return file === null ? null : await base64Of(file.slice(fromByte, toByte));
  } catch {
    return null;
  }
}
