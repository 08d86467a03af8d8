/** Reports the state of every tile to main whenever it asks, while a wall is on screen. */
import { useEffect } from 'react';
import { on, request } from '../../page/bridge.ts';
import { reportsOf, usePlayers } from '../../state/players/players.ts';
import { selectWall, useWalls } from '../../state/walls/walls.ts';

export function useWallReport(): void {
  useEffect(
    () =>
      on('wall.report-wanted', () => {
        const wall = selectWall(useWalls.getState());
        // Automation asks again when an answer is lost; the user has nothing to do.
        if (wall) void request['app.report-wall']({ tiles: [...reportsOf(wall, usePlayers.getState().bySlot)] });
      }),
    [],
  );
}
