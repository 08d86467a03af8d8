import type { WallId } from '../../../preload/domain/ids.ts';
import { useWalls } from '../../state/walls.ts';

/** Shows another wall, with nothing selected on it. */
export function showWall(currentId: WallId): void {
  useWalls.setState({ currentId, maximisedTile: null, selectedTile: null, alsoSelected: [] });
}
