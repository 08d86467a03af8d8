import { useCallback, useEffect } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { TileAspect } from '../../../../preload/domain/walls/wall.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { followClips } from '../../../state/players/clips.ts';
import { followListening } from '../model/listening.ts';
import { followReplaySound } from '../model/replay-sound.ts';
import { useActions } from '../../../state/actions/shortcut-actions.ts';
import { ReplayLayer } from '../picture/replay-layer.tsx';
import { PtzLayer } from '../ptz/ptz-layer.tsx';
import { toolRuns } from '../tools/tile-tools-actions.ts';
import { changeView, followTileViews, selectView, setBoxing, useTileViews } from '../../../state/players/tile-views.ts';
import { ZoomLayer } from '../../../ui/tile/zoom-layer.tsx';
import type { View } from '../../../ui/tile/zoom.ts';
import '../tools/live-tools.css';

interface TileLayersProps {
  readonly slotKey: SlotKey;
  readonly tile: number;
  readonly channelId: ChannelId;
  readonly aspect: TileAspect;
}

/** Over the live picture of a tile: its replay, and the layer that enlarges the picture. */
export function TileLayers({ slotKey, tile, channelId, aspect }: TileLayersProps) {
  const replay = useTileViews((state) => state.replays[slotKey]);
  return (
    <>
      {replay === undefined ? null : <ReplayLayer slotKey={slotKey} tile={tile} source={replay} />}
      <TileZoom slotKey={slotKey} aspect={aspect} />
      <PtzLayer tile={tile} channelId={channelId} />
    </>
  );
}

const endBoxing = (): void => setBoxing(null);

function TileZoom({ slotKey, aspect }: Pick<TileLayersProps, 'slotKey' | 'aspect'>) {
  const view = useTileViews(selectView(slotKey));
  const isBoxing = useTileViews((state) => state.boxing === slotKey);
  const replay = useTileViews((state) => state.replays[slotKey]);
  const onView = useCallback((change: (view: View) => View) => changeView(slotKey, change), [slotKey]);
  return <ZoomLayer {...{ view, aspect, isBoxing, onView }} source={replay} onBoxed={endBoxing} />;
}

/** Keeps recordings, sound and views in step with the wall, and gives the tools their keys, while the stage is there. */
export function useTileTools(): void {
  useActions(toolRuns);
  useEffect(() => {
    const stops = [followClips(), followListening(), followReplaySound(), followTileViews()];
    return () => stops.forEach((stop) => stop());
  }, []);
}
