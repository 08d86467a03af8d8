/** Edits of walls as changes that can be undone, see state/page/undo.ts. */
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { stepWall } from '../../../preload/domain/walls/wall-merge.ts';
import { goTo, useNavigation } from '../page/navigation.ts';
import { postNotice } from '../page/notices.ts';
import type { Change, StepOutcome } from '../page/undo.ts';
import { withIdsOfToday } from '../cameras/ids-of-today.ts';
import { change } from './walls-sync.ts';
import { currentWall, keepInside, showWall, useWalls } from './walls-store.ts';

/** Named as in the texts `shell.edits`. */
export type EditKind =
  | 'place'
  | 'remove'
  | 'clear'
  | 'fill'
  | 'swap'
  | 'move'
  | 'recall'
  | 'layout'
  | 'grid'
  | 'aspect'
  | 'rollback'
  | 'remap';

/** The `subject` of every change of a wall. */
export const wallSubject = ({ id }: Pick<Wall, 'id'>): string => `wall:${id}`;

/** Undo and Redo keep later changes of others, see {@link stepWall}. */
export function wallEdit(kind: EditKind, before: Wall, after: Wall): Change {
  return {
    edit: kind,
    subject: wallSubject(before),
    undo: () => withIdsOfToday({ from: after, to: before }, changeBack),
    redo: () => withIdsOfToday({ from: before, to: after }, changeBack),
  };
}

/** Brings the wall of now from one state to another. A wall that is locked stays as it is. */
function changeBack({ from, to }: { readonly from: Wall; readonly to: Wall }): StepOutcome {
  const wall = useWalls.getState().walls.find(({ id }) => id === from.id);
  if (wall === undefined) return { status: 'gone', name: from.name };
  if (wall.isLocked) {
    postNotice('wallIsLocked', { name: wall.name });
    return { status: 'refused', error: null };
  }
  const { wall: changed, isChanged, isPartKept } = stepWall(wall, from, to);
  if (!isChanged && isPartKept) return { status: 'overtaken', name: wall.name };
  change(changed);
  const isCurrent = currentWall()?.id === wall.id;
  if (isCurrent) useWalls.setState({ alsoSelected: [] });
  if (isCurrent) keepInside();
  const keptOf = isPartKept ? wall.name : undefined;
  if (isCurrent && useNavigation.getState().screen === 'live') return { status: 'done', keptOf };
  const show = (): void => {
    goTo('live');
    showWall(wall.id);
  };
  return { status: 'done', elsewhere: { name: wall.name, show }, keptOf };
}
