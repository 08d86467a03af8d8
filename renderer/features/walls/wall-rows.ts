/** The rows of the list: walls outside of folders first, then each folder with its walls. Pure. */
import type { WallFolderId, WallId } from '../../../preload/domain/ids.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import type { WallFolder, WallPlace } from '../../../preload/domain/walls/wall-library.ts';

export interface FolderRow {
  readonly kind: 'folder';
  readonly key: string;
  readonly folder: WallFolder;
  readonly wallIds: readonly WallId[];
  readonly isFolded: boolean;
}

export interface WallRow {
  readonly kind: 'wall';
  readonly key: string;
  readonly wall: Wall;
  readonly folderId: WallFolderId | null;
}

export type Row = FolderRow | WallRow;

interface Library {
  readonly walls: readonly Wall[];
  readonly folders: readonly WallFolder[];
  readonly places: readonly WallPlace[];
  readonly folded: ReadonlySet<WallFolderId>;
}

/** @param query walls whose name, or whose folder's name, has all its words; folders are open while it has any. */
export function rowsOf({ walls, folders, places, folded }: Library, query: string): readonly Row[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const byId = new Map(walls.map((wall) => [wall.id, wall]));
  const known = new Set(places.map(({ wallId }) => wallId));
  // A wall may come a moment before its place does.
  const late = walls.filter(({ id }) => !known.has(id)).map(({ id }): WallPlace => ({ wallId: id, folderId: null }));
  const all = [...places, ...late];
  const rowsIn = (folderId: WallFolderId | null, above: string): WallRow[] =>
    all.flatMap((place) => {
      const wall = place.folderId === folderId ? byId.get(place.wallId) : undefined;
      const line = `${above} ${wall?.name ?? ''}`.toLowerCase();
      if (!wall || !words.every((word) => line.includes(word))) return [];
      return [{ kind: 'wall' as const, key: wall.id, wall, folderId }];
    });
  const inFolders = folders.flatMap((folder): Row[] => {
    const inside = rowsIn(folder.id, folder.name);
    if (words.length > 0 && inside.length === 0) return [];
    const isFolded = words.length === 0 && folded.has(folder.id);
    const wallIds = all.flatMap(({ wallId, folderId }) => (folderId === folder.id && byId.has(wallId) ? wallId : []));
    const head: FolderRow = { kind: 'folder', key: `folder ${folder.id}`, folder, wallIds, isFolded };
    return [head, ...(isFolded ? [] : inside)];
  });
  return [...rowsIn(null, ''), ...inFolders];
}

/** Before which wall of its folder a wall goes to move by one; undefined at the end. */
export function stepTarget(places: readonly WallPlace[], wallId: WallId, step: 1 | -1): WallId | null | undefined {
  const own = places.find((place) => place.wallId === wallId);
  const siblings = places.filter(({ folderId }) => folderId === own?.folderId);
  const at = siblings.findIndex((place) => place.wallId === wallId);
  if (at < 0 || siblings[at + step] === undefined) return undefined;
  return siblings[step > 0 ? at + 2 : at - 1]?.wallId ?? null;
}
