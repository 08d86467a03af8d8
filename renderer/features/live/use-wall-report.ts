/** Tells main once a second what every tile shows, while a wall is on screen. */
import { useEffect } from 'react';
import { request } from '../../bridge.ts';
import { reportsOf, usePlayers } from '../../state/players.ts';
import { selectWall, useWalls } from '../../state/walls.ts';
import { ticker } from '../../media/ticker.ts';

const REPORT_EVERY_MS = 1_000;

export function useWallReport(): void {
  useEffect(() => {
    let reportedAtMs = 0;
    const report = ({ nowMs }: { readonly nowMs: number }): void => {
      if (Math.abs(nowMs - reportedAtMs) < REPORT_EVERY_MS) return;
      const wall = selectWall(useWalls.getState());
      if (!wall) return;
      reportedAtMs = nowMs;
      // A report that is lost is followed by the next one; there is nothing to tell the user.
      void request['app.report-wall']({ tiles: [...reportsOf(wall, usePlayers.getState().bySlot)] });
    };
    return ticker.subscribe(report);
  }, []);
}
