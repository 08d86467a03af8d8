/** Earlier states of a wall: the list, and the version that is compared with the present wall. */
import { create } from 'zustand';
import type { WallVersion } from '../../../../preload/contract/walls.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { WallId } from '../../../../preload/domain/ids.ts';
import type { WallContent } from '../../../../preload/domain/walls/wall-compare.ts';
import { on, request } from '../../../page/bridge.ts';
import { Newest } from '../../../state/page/newest.ts';

interface WallVersionsState {
  readonly wallId: WallId | null;
  readonly versions: readonly WallVersion[];
  readonly isRead: boolean;
  readonly error: WireError | null;
  /** The version that is looked at. */
  readonly chosen: { readonly id: number; readonly content: WallContent } | null;
}

const NOTHING: WallVersionsState = { wallId: null, versions: [], isRead: false, error: null, chosen: null };

export const useWallVersions = create<WallVersionsState>(() => NOTHING);

const [lists, choices] = [new Newest(), new Newest()];

/** Reads the versions of a wall; those of another one are forgotten at once. */
export async function loadVersions(wallId: WallId): Promise<void> {
  if (useWallVersions.getState().wallId !== wallId) forgetVersions(wallId);
  const isNewest = lists.next();
  const answer = await request['wall.versions']({ wallId });
  if (!isNewest()) return;
  if (!answer.ok) return useWallVersions.setState({ error: answer.error, isRead: true });
  const { chosen } = useWallVersions.getState();
  const isKept = answer.value.some(({ id }) => id === chosen?.id);
  useWallVersions.setState({ versions: answer.value, isRead: true, error: null, chosen: isKept ? chosen : null });
}

export async function chooseVersion(id: number): Promise<void> {
  const { wallId } = useWallVersions.getState();
  if (wallId === null) return;
  const isNewest = choices.next();
  const answer = await request['wall.version']({ wallId, versionId: id });
  if (!isNewest()) return;
  if (answer.ok) useWallVersions.setState({ chosen: { id, content: answer.value }, error: null });
  else useWallVersions.setState({ error: answer.error, chosen: null });
}

/** Reads the list again whenever the wall is saved, in any window. */
export function followVersions(wallId: WallId): () => void {
  void loadVersions(wallId);
  return on('wall.changed', ({ id }) => (id === wallId ? void loadVersions(wallId) : undefined));
}

/** @param wallId the wall whose versions are read next. */
export function forgetVersions(wallId: WallId | null = null): void {
  lists.next();
  choices.next();
  useWallVersions.setState({ ...NOTHING, wallId }, true);
}
