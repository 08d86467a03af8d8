/** The walls in their folders, and the cameras that walls miss. Changes are asked of main; what became of them is read. */
import { create } from 'zustand';
import type { MissingCamera } from '../../../preload/contract/walls.ts';
import type { Result } from '../../../preload/domain/error.ts';
import type { ChannelId, WallFolderId, WallId } from '../../../preload/domain/ids.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import type { WallFolder, WallPlace } from '../../../preload/domain/walls/wall-library.ts';
import { on, request } from '../../page/bridge.ts';
import { clearNotice, postNotice } from '../page/notices.ts';
import { postFailure, postIfFailed } from '../page/failure-notices.ts';
import { download } from '../../page/download.ts';
import { record, type EditKind } from './wall-history.ts';
import { UNDO_MS, undoEdit, useWalls } from './walls.ts';
import { saveFirst, takeWall } from './walls-sync.ts';

interface WallLibraryState {
  readonly folders: readonly WallFolder[];
  readonly places: readonly WallPlace[];
  readonly missing: ReadonlyMap<WallId, readonly MissingCamera[]>;
}

export const useWallLibrary = create<WallLibraryState>(() => ({ folders: [], places: [], missing: new Map() }));

const NONE: readonly MissingCamera[] = [];
export const selectMissing =
  (id: WallId | null) =>
  ({ missing }: WallLibraryState): readonly MissingCamera[] =>
    (id === null ? undefined : missing.get(id)) ?? NONE;

let revision = 0;

async function loadLibrary(): Promise<void> {
  const answer = await request['wall.library']({});
  // An answer that was overtaken by a later one says nothing any more.
  if (!answer.ok || answer.value.revision < revision) return;
  revision = answer.value.revision;
  const { folders, places } = answer.value;
  useWallLibrary.setState({ folders, places });
}

async function loadMissing(): Promise<void> {
  const answer = await request['wall.missing']({});
  if (!answer.ok) return;
  useWallLibrary.setState({ missing: new Map(answer.value.map(({ wallId, cameras }) => [wallId, cameras])) });
}

export function followLibrary(): () => void {
  const stops = [
    on('wall.library-changed', () => void loadLibrary()),
    on('wall.missing-changed', () => void loadMissing()),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Main was started again, so its count of changes begins again too. */
export function readLibrary(): void {
  revision = 0;
  void loadLibrary();
  void loadMissing();
}

export async function renameWall(wallId: WallId, name: string): Promise<Result<Wall>> {
  const answer = await request['wall.rename']({ wallId, name });
  if (answer.ok) takeWall(answer.value);
  return answer;
}

export async function moveWall(wallId: WallId, folderId: WallFolderId | null, beforeId: WallId | null): Promise<void> {
  postIfFailed(await request['wall.move']({ wallId, folderId, beforeId }));
}

export const createFolder = async (name: string): Promise<Result<WallFolder>> =>
  request['wall.create-folder']({ name });

export const renameFolder = async (folderId: WallFolderId, name: string): Promise<Result<WallFolder>> =>
  request['wall.rename-folder']({ folderId, name });

export async function moveFolder(folderId: WallFolderId, beforeId: WallFolderId | null): Promise<void> {
  postIfFailed(await request['wall.move-folder']({ folderId, beforeId }));
}

/** Deletes a folder; its walls stay. */
export async function removeFolder({ id, name }: WallFolder): Promise<void> {
  if (!postIfFailed(await request['wall.remove-folder']({ folderId: id }))) return;
  const run = (): void => {
    clearNotice('wallFolderRemoved');
    void request['wall.restore-folder']({ folderId: id }).then(postIfFailed);
  };
  postNotice('wallFolderRemoved', { name }, { run, untilMs: Date.now() + UNDO_MS });
}

/** The wall as it was; can be taken back like any edit. */
export async function rollBack(wallId: WallId, versionId: number): Promise<boolean> {
  await saveFirst();
  const answer = await request['wall.roll-back']({ wallId, versionId });
  if (answer.ok) edited('rollback', answer.value, 'wallRolledBack');
  return postIfFailed(answer);
}

/** Puts other cameras in the place of missing ones, or takes those off. Can be taken back like any edit. */
export async function remapCameras(
  wallId: WallId,
  cameras: ReadonlyMap<ChannelId, ChannelId | null>,
): Promise<boolean> {
  await saveFirst();
  const answer = await request['wall.remap']({ wallId, cameras: [...cameras].map(([from, to]) => ({ from, to })) });
  if (answer.ok) edited('remap', answer.value, 'wallRemapped', { count: cameras.size });
  return postIfFailed(answer);
}

function edited(
  kind: EditKind,
  { before, after }: { readonly before: Wall; readonly after: Wall },
  key: 'wallRolledBack' | 'wallRemapped',
  params: Readonly<Record<string, string | number>> = {},
): void {
  takeWall(after);
  if (before.revision === after.revision) return;
  record({ kind, before, after });
  const isShown = useWalls.getState().currentId === after.id;
  const undo = isShown ? { run: undoEdit, untilMs: Date.now() + UNDO_MS } : null;
  postNotice(key, { name: after.name, ...params }, undo);
}

/** Writes walls to a file: through the system's dialog where the host has one, else as the page's download. */
export async function exportWalls(wallIds: readonly WallId[]): Promise<void> {
  const unsaved = await saveFirst();
  if (unsaved !== null) return postFailure(unsaved);
  const answer = await request['wall.export']({ wallIds: [...wallIds] });
  if (!answer.ok) return void postIfFailed(answer);
  const { outcome, suggestedName, text, count } = answer.value;
  if (outcome === 'cancelled') return;
  if (outcome === 'download') download('walls', suggestedName, text);
  postNotice('wallsExported', { count });
}
