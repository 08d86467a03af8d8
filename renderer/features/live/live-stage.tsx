import { useEffect, useRef } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { followLive, livePool, poolGovernor } from '../../media/pool/live-pool.ts';
import { followSpecials } from './special/sequence-follow.ts';
import { useConnection } from '../../state/page/connection.ts';
import { followGovernor } from '../../state/players/governor.ts';
import { isKiosk } from '../../state/page/kiosk.ts';
import { followOutages } from '../../state/players/outages.ts';
import { followPool } from '../../state/players/players.ts';
import { followTileMemory } from '../../state/walls/tile-memory.ts';
import { followWalls, loadWalls, selectTile, selectTilesOf, selectWall, useWalls } from '../../state/walls/walls.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { LayoutPanel } from './layout/layout-panel.tsx';
import { followDrags } from './model/drag-now.ts';
import { LiveToolbar } from './live-toolbar.tsx';
import { useNumberEntry } from './number-entry.ts';
import { PageBar } from './page-bar.tsx';
import { useTileTools } from './tile/tile-layers.tsx';
import { useRecovery } from './use-recovery.ts';
import { useStageActions } from './use-wall-keys.ts';
import { useWallReport } from './use-wall-report.ts';
import { WallGrid } from './wall-grid.tsx';
import './live.css';
import './live-sizes.css';
import './picture/live-fit.css';
import './special/special.css';
import './tile/tile-glance.css';

/** The live screen's stage: a toolbar and the current wall. */
export function LiveStage() {
  const stage = useRef<HTMLElement>(null);
  const wall = useWalls(selectWall);
  useWallFeeds();
  useWallReport();
  useRecovery();
  useStageActions(stage);
  useNumberEntry();
  useTileTools();
  return (
    <section className="stage lv-stage" ref={stage}>
      {wall === null ? (
        <WallPending />
      ) : (
        <>
          {isKiosk() ? null : (
            <>
              <LiveToolbar wall={wall} />
              <LayoutPanel wall={wall} />
            </>
          )}
          <WallGrid wall={wall} />
          {isKiosk() ? <PageBar /> : null}
        </>
      )}
    </section>
  );
}

/** Follows main while the stage is shown, and reads the walls again when main is back after a loss. */
function useWallFeeds(): void {
  const isConnected = useConnection((state) => state.isConnected);
  useEffect(() => {
    const stops = [
      followPool(livePool),
      followOutages(livePool),
      followGovernor(poolGovernor, { parkedAs: 'parked', show: showTile }),
      followLive(),
      followSpecials(),
      followWalls(),
      followTileMemory(),
      followDrags(),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
  useEffect(() => {
    if (isConnected) void loadWalls();
  }, [isConnected]);
}

function showTile(id: ChannelId): void {
  const [tile] = selectTilesOf(id)(useWalls.getState());
  if (tile !== undefined) selectTile(tile);
}

function WallPending() {
  const t = useText();
  const load = useWalls((state) => state.load);
  if (load.status !== 'failed') return <div className="lv-wall" aria-busy="true" aria-label={t('live.wall.loading')} />;
  return (
    <div className="lv-empty-wall">
      <EmptyState title={t('live.wall.failed')}>
        <ErrorText error={load.error} onAction={() => void loadWalls()} />
      </EmptyState>
    </div>
  );
}
