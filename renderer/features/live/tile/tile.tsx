import { memo, useState } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { TileAspect } from '../../../../preload/domain/walls/wall.ts';
import { useText } from '../../../i18n/i18n.ts';
import { livePool } from '../../../media/pool/live-pool.ts';
import { slotOf } from '../../../media/slot-key.ts';
import { useAsked } from '../../../state/cameras/asking.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { selectPlayer, usePlayers } from '../../../state/players/players.ts';
import { setPreferences, usePreferences } from '../../../state/page/preferences.ts';
import { selectIsProtected } from '../model/protection.ts';
import { toggleMaximised, useWalls } from '../../../state/walls/walls.ts';
import type { SpecialParts } from '../base/special-props.ts';
import { StreamNotice } from './stream-notice.tsx';
import { TileFrame } from './tile-frame.tsx';
import type { PlaceProps } from '../base/tile-place.ts';
import { TileLayers } from './tile-layers.tsx';
import { TileHeader } from './tile-header.tsx';
import { TileStatistics } from './tile-statistics.tsx';
import { stateOf, statusOf } from './tile-status.ts';
import { TileTools } from '../tools/tile-tools.tsx';
import { TileVeil } from './tile-veil.tsx';
import { selectIsReplay, useTileViews } from '../../../state/players/tile-views.ts';
import { usePlayerSlot } from './use-player-slot.ts';
import { useToolVisibility } from '../tools/use-tool-visibility.ts';

export interface TileProps extends PlaceProps {
  readonly channelId: ChannelId;
  /** The number of this appearance of the camera on the wall. */
  readonly copy: number;
  readonly aspect: TileAspect;
  readonly isMaximised: boolean;
  /** Set on a tile that chose this camera by itself. */
  readonly special?: SpecialParts;
}

/** One camera: header above, picture below, and over the picture only what the operator asked for or must know. */
export const LiveTile = memo(function LiveTile(props: TileProps) {
  const { tile, channelId, copy, aspect, isSelected, isMaximised, special } = props;
  const t = useText();
  const slotKey = special?.slotKey ?? slotOf(channelId, copy);
  const isLarge = isMaximised || special?.isBest === true;
  const channel = useDirectory(selectChannel(channelId));
  useAsked(channelId);
  const hasSubStream = channel?.capabilities.includes('sub-stream') ?? true;
  const isCovered = useWalls(({ maximisedTile }) => maximisedTile !== null && maximisedTile !== tile);
  const isProtected = usePreferences(selectIsProtected(channelId));
  const area = usePlayerSlot({
    slotKey,
    channelId,
    hasSubStream,
    isMaximised: isLarge,
    isBest: special?.isBest === true,
    isSelected,
    isCovered,
    isProtected,
  });
  const state = usePlayers((store) => stateOf(selectPlayer(slotKey)(store)));
  const [openedAtMs] = useState(Date.now);
  const { glyph, veil } = statusOf(state, openedAtMs);
  const isStatisticsShown = usePreferences((preferences) => preferences.isStatisticsShown);
  const tools = useToolVisibility(isSelected);
  const isReplay = useTileViews(selectIsReplay(slotKey));
  const name = { tile: tile + 1, number: channel?.number ?? '', name: channel?.name ?? t('shell.unknownCamera') };
  return (
    <TileFrame
      place={props}
      as="figure"
      phase={state.phase}
      label={t('live.tile.name', {
        ...name,
        state: isReplay
          ? t('live.tools.replay.title')
          : t(`live.state.${stateKeyOf(glyph)}`, { seconds: '', age: '' }).trim(),
      })}
      {...{ aspect, isMaximised }}
      severity={special?.severity}
      onPointerMove={tools.onPointerMove}
      onPointerLeave={tools.onPointerLeave}
    >
      <TileHeader {...{ slotKey, channel, glyph, isSelected }} sign={special?.sign} />
      <div className="tile-pic">
        {special?.behind}
        <div className="tile-area" ref={area} />
        <TileLayers {...{ slotKey, tile, channelId, aspect }} />
        {veil === null ? null : (
          <TileVeil veil={veil} slotKey={slotKey} channel={channel} onRetry={() => livePool.retry(slotKey)} />
        )}
        {/* Figures of a stream that is gone would only cover the reason. */}
        {isStatisticsShown && veil === null ? <TileStatistics slotKey={slotKey} /> : null}
        <StreamNotice slotKey={slotKey} />
        {special?.over}
        {isSelected || tools.isShown ? (
          <div className={tools.isShown ? 'lv-bar on' : 'lv-bar'}>
            <TileTools
              tile={tile}
              slotKey={slotKey}
              channelId={channelId}
              channel={channel}
              isMaximised={isMaximised}
              isStatisticsShown={isStatisticsShown}
              onStatistics={() => void setPreferences({ isStatisticsShown: !isStatisticsShown })}
              onMaximise={() => toggleMaximised(tile)}
            />
          </div>
        ) : null}
      </div>
    </TileFrame>
  );
});

function stateKeyOf(glyph: string): 'live' | 'delayed' | 'frozen' | 'reconnecting' | 'offline' | 'error' | 'opening' {
  switch (glyph) {
    case 'live':
    case 'delayed':
    case 'frozen':
    case 'reconnecting':
    case 'offline':
    case 'error':
      return glyph;
    default:
      return 'opening';
  }
}
