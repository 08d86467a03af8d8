import { Fragment, useRef, useState } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../preload/domain/model.ts';
import { useText } from '../../i18n/i18n.ts';
import type { SlotKey } from '../../media/player-pool.ts';
import { selectClip, useClips } from '../../state/clips.ts';
import { useListening } from '../../state/listening.ts';
import { selectPlayer, usePlayers } from '../../state/players.ts';
import { usePreferences } from '../../state/preferences.ts';
import { selectIsProtected } from '../../state/protection.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { TileMore } from './tile-tools-more.tsx';
import { toolsOf } from './tile-tools-list.ts';
import { selectView, useTileViews } from './tile-views.ts';

export interface TileToolsProps {
  readonly tile: number;
  readonly slotKey: SlotKey;
  readonly channelId: ChannelId;
  readonly channel: NumberedChannel | undefined;
  readonly isMaximised: boolean;
  readonly isStatisticsShown: boolean;
  readonly onStatistics: () => void;
  readonly onMaximise: () => void;
  readonly onRemove: () => void;
}

/** The tile's toolbar. What cannot be used stays, with its reason. */
export function TileTools(props: TileToolsProps) {
  const t = useText();
  const { tile, slotKey, channelId } = props;
  const bar = useRef<HTMLDivElement>(null);
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const groups = toolsOf(t, props, {
    isRecording: useClips((state) => selectClip(channelId)(state) !== null),
    isReplaying: useTileViews((state) => state.replays[slotKey] !== undefined),
    isBoxing: useTileViews((state) => state.boxing === slotKey),
    isEnlarged: useTileViews((state) => selectView(slotKey)(state).factor > 1),
    isHeard: useListening((state) => state.channelId === channelId),
    isProtected: usePreferences(selectIsProtected(channelId)),
    transport: usePlayers((state) => selectPlayer(slotKey)(state)?.statistics.transport ?? null),
  });
  const onMore = (): void => {
    const box = bar.current?.getBoundingClientRect();
    setMenuAt({ x: (box?.right ?? 0) - 26, y: (box?.bottom ?? 0) + 4 });
  };
  return (
    <div
      ref={bar}
      className="lv-tools"
      role="toolbar"
      aria-label={t('live.tools.label', { tile: tile + 1 })}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {groups.map((group, i) => (
        <Fragment key={group[0]?.key ?? i}>
          {i === 0 ? null : <i className="vr" />}
          {group.map(({ key, icon, label, reason, isMinor, isPressed, run }) => (
            <IconButton
              key={key}
              icon={icon}
              label={label}
              disabledReason={reason}
              className={isMinor ? 'lv-minor' : ''}
              aria-pressed={isPressed}
              data-tool={key}
              onClick={run}
            />
          ))}
        </Fragment>
      ))}
      <IconButton icon="more" label={t('liveTools.more')} aria-haspopup="menu" data-tool="more" onClick={onMore} />
      {menuAt === null ? null : <TileMore target={props} at={menuAt} onClose={() => setMenuAt(null)} />}
    </div>
  );
}
