/** The large live picture of the PTZ stage. Its keys steer the camera, as those of a tile whose controls are open. */
import { useEffect, useState } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { followLive, livePool, poolGovernor } from '../../../media/pool/live-pool.ts';
import { slotNamed } from '../../../media/slot-key.ts';
import { useAsked } from '../../../state/cameras/asking.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { followGovernor } from '../../../state/players/governor.ts';
import { followOutages } from '../../../state/players/outages.ts';
import { followPool, selectPlayer, usePlayers } from '../../../state/players/players.ts';
import { STAGE_TILE } from '../../../state/players/ptz.ts';
import { followLooks } from '../../../state/players/tile-views.ts';
import { StreamNotice } from '../tile/stream-notice.tsx';
import { TileHeader } from '../tile/tile-header.tsx';
import { stateOf, statusOf } from '../tile/tile-status.ts';
import { TileVeil } from '../tile/tile-veil.tsx';
import { usePlayerSlot } from '../tile/use-player-slot.ts';
import { DragMark } from './drag-mark.tsx';
import { useDrag } from './use-drag.ts';
import '../live.css';
import './stage.css';

/** Follows the players as the wall does while the wall is shown. */
function useStageFeeds(): void {
  useEffect(() => {
    const stops = [
      followPool(livePool),
      followOutages(livePool),
      followGovernor(poolGovernor, { parkedAs: 'parked', show: () => undefined }),
      followLive(),
      followLooks(),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
}

interface PictureProps {
  readonly channelId: ChannelId;
  /** Name of the picture while it is not steered. */
  readonly label?: string;
}

export function StagePicture({ channelId, label }: PictureProps) {
  const t = useText();
  useStageFeeds();
  const slotKey = slotNamed(channelId, 'stage');
  const channel = useDirectory(selectChannel(channelId));
  useAsked(channelId);
  const area = usePlayerSlot({
    slotKey,
    channelId,
    isMaximised: true,
    isBest: true,
    isSelected: true,
    isCovered: false,
    isProtected: true,
    hasSubStream: channel?.capabilities.includes('sub-stream') ?? true,
  });
  const state = usePlayers((store) => stateOf(selectPlayer(slotKey)(store)));
  const { drag, handlers } = useDrag();
  const [openedAtMs] = useState(Date.now);
  const { glyph, veil } = statusOf(state, openedAtMs);
  const name = channel === undefined ? t('shell.unknownCamera') : `${channel.number} ${channel.name}`;
  return (
    <figure
      className="tile-frame sel lv-steer"
      data-aspect="fit"
      data-phase={state.phase}
      data-tile={STAGE_TILE}
      role="group"
      tabIndex={0}
      aria-label={label ?? t('live.ptz.stageLabel', { name })}
    >
      <TileHeader {...{ slotKey, channel, glyph }} isSelected />
      <div className="tile-pic" {...handlers}>
        <div className="tile-area" ref={area} />
        {drag === null ? null : <DragMark drag={drag} />}
        {veil === null ? null : (
          <TileVeil veil={veil} slotKey={slotKey} channel={channel} onRetry={() => livePool.retry(slotKey)} />
        )}
        <StreamNotice slotKey={slotKey} />
      </div>
    </figure>
  );
}
