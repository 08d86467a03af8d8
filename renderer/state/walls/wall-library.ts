/** The walls in their folders, and the cameras that walls miss. Changes are asked of main; what became of them is read. */
import { create } from 'zustand';
import type { MissingCamera } from '../../../preload/contract/walls.ts';
import type { Result } from '../../../preload/domain/error.ts';
import type { ChannelId, WallFolderId, WallId } from '../../../preload/domain/ids.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import type { WallFolder, WallPlace } from '../../../preload/domain/walls/wall-library.ts';
import { on, request } from '../../page/bridge.ts';
import { postNotice } from '../page/notices.ts';
import { oneAtATime } from '../page/one-at-a-time.ts';
import { postFailure, postIfFailed } from '../page/failure-notices.ts';
import { asChange, offerUndo, outcomeOf, recordChange, type StepOutcome } from '../page/undo.ts';
import { download } from '../../page/download.ts';
import { wallEdit, wallSubject, type EditKind } from './wall-edits.ts';
import { useWalls } from './walls-store.ts';
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

const loadMissing = oneAtATime(async () => {
  const answer = await request['wall.missing']({});
  if (!answer.ok) return;
  useWallLibrary.setState({ missing: new Map(answer.value.map(({ wallId, cameras }) => [wallId, cameras])) });
});

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

const folderSubject = ({ id }: Pick<WallFolder, 'id'>): string => `folder:${id}`;

export const renameWall = asChange(async (wallId: WallId, name: string): Promise<Result<Wall>> => {
  const before = useWalls.getState().walls.find(({ id }) => id === wallId)?.name;
  const answer = await askRename(wallId, name);
  if (!answer.ok || before === undefined || before === answer.value.name) return answer;
  const after = answer.value.name;
  recordChange({
    edit: 'wallRenamed',
    params: { before, name: after },
    subject: wallSubject({ id: wallId }),
    undo: () => renameBack(wallId, after, before),
    redo: () => renameBack(wallId, before, after),
  });
  return answer;
});

async function askRename(wallId: WallId, name: string): Promise<Result<Wall>> {
  const answer = await request['wall.rename']({ wallId, name });
  if (answer.ok) takeWall(answer.value);
  return answer;
}

/** A name that another window gave meanwhile stays. */
async function renameBack(wallId: WallId, from: string, to: string): Promise<StepOutcome> {
  const now = useWalls.getState().walls.find(({ id }) => id === wallId);
  if (now !== undefined && now.name !== from) return { status: 'overtaken', name: now.name };
  return outcomeOf(await askRename(wallId, to), from);
}

export const moveWall = asChange(
  async (wallId: WallId, folderId: WallFolderId | null, beforeId: WallId | null): Promise<void> => {
    const was = placeOf(wallId);
    if (!postIfFailed(await request['wall.move']({ wallId, folderId, beforeId }))) return;
    const name = useWalls.getState().walls.find(({ id }) => id === wallId)?.name ?? '';
    const to = { folderId, beforeId };
    recordChange({
      edit: 'wallMoved',
      params: { name },
      subject: wallSubject({ id: wallId }),
      undo: () => moveBack({ wallId, name }, to, was),
      redo: () => moveBack({ wallId, name }, was, to),
    });
  },
);

interface PlaceInList {
  readonly folderId: WallFolderId | null;
  readonly beforeId: WallId | null;
}

/** A wall that another window moved to another folder meanwhile stays there. */
async function moveBack(
  { wallId, name }: { readonly wallId: WallId; readonly name: string },
  from: PlaceInList,
  to: PlaceInList,
): Promise<StepOutcome> {
  const { folderId } = placeOf(wallId);
  if (folderId !== from.folderId && folderId !== to.folderId) return { status: 'overtaken', name };
  return outcomeOf(await request['wall.move']({ wallId, ...to }), name);
}

/** Where a wall stands: its folder, and the wall that follows there. */
function placeOf(wallId: WallId): PlaceInList {
  const { places } = useWallLibrary.getState();
  const folderId = places.find((place) => place.wallId === wallId)?.folderId ?? null;
  const inFolder = places.filter((place) => place.folderId === folderId);
  const next = inFolder[inFolder.findIndex((place) => place.wallId === wallId) + 1];
  return { folderId, beforeId: next?.wallId ?? null };
}

export const createFolder = asChange(async (name: string): Promise<Result<WallFolder>> => {
  const answer = await request['wall.create-folder']({ name });
  if (!answer.ok) return answer;
  const folder = answer.value;
  recordChange({
    edit: 'folderCreated',
    params: { name: folder.name },
    subject: folderSubject(folder),
    undo: async () => outcomeOf(await request['wall.remove-folder']({ folderId: folder.id }), folder.name),
    redo: async () => outcomeOf(await request['wall.restore-folder']({ folderId: folder.id }), folder.name),
  });
  return answer;
});

export const renameFolder = asChange(async (folderId: WallFolderId, name: string): Promise<Result<WallFolder>> => {
  const before = useWallLibrary.getState().folders.find(({ id }) => id === folderId)?.name;
  const answer = await request['wall.rename-folder']({ folderId, name });
  if (!answer.ok || before === undefined || before === answer.value.name) return answer;
  const after = answer.value.name;
  const rename = async (from: string, to: string): Promise<StepOutcome> => {
    const now = useWallLibrary.getState().folders.find(({ id }) => id === folderId);
    if (now !== undefined && now.name !== from) return { status: 'overtaken', name: now.name };
    return outcomeOf(await request['wall.rename-folder']({ folderId, name: to }), from);
  };
  recordChange({
    edit: 'folderRenamed',
    params: { before, name: after },
    subject: folderSubject({ id: folderId }),
    undo: () => rename(after, before),
    redo: () => rename(before, after),
  });
  return answer;
});

export const moveFolder = asChange(async (folderId: WallFolderId, beforeId: WallFolderId | null): Promise<void> => {
  const { folders } = useWallLibrary.getState();
  const at = folders.findIndex(({ id }) => id === folderId);
  const [name, wasBeforeId] = [folders[at]?.name ?? '', folders[at + 1]?.id ?? null];
  if (!postIfFailed(await request['wall.move-folder']({ folderId, beforeId }))) return;
  recordChange({
    edit: 'folderMoved',
    params: { name },
    subject: folderSubject({ id: folderId }),
    undo: async () => outcomeOf(await request['wall.move-folder']({ folderId, beforeId: wasBeforeId }), name),
    redo: async () => outcomeOf(await request['wall.move-folder']({ folderId, beforeId }), name),
  });
});

/** Deletes a folder; its walls stay. */
export const removeFolder = asChange(async ({ id, name }: WallFolder): Promise<void> => {
  if (!postIfFailed(await request['wall.remove-folder']({ folderId: id }))) return;
  const change = {
    edit: 'folderRemoved' as const,
    params: { name },
    subject: folderSubject({ id }),
    undo: async () => outcomeOf(await request['wall.restore-folder']({ folderId: id }), name),
    redo: async () => outcomeOf(await request['wall.remove-folder']({ folderId: id }), name),
  };
  offerUndo(change, 'wallFolderRemoved', { name });
});

/** The wall as it was; can be taken back like any edit. */
export const rollBack = asChange(async (wallId: WallId, versionId: number): Promise<boolean> => {
  await saveFirst();
  const answer = await request['wall.roll-back']({ wallId, versionId });
  if (answer.ok) edited('rollback', answer.value, 'wallRolledBack');
  return postIfFailed(answer);
});

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
  offerUndo(wallEdit(kind, before, after), key, { name: after.name, ...params });
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
