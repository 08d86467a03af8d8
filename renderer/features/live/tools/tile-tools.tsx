import { Fragment, useRef, useState, type RefObject } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { SlotKey } from '../../../media/player-pool.ts';
import { selectClip, useClips } from '../../../state/players/clips.ts';
import { isOffered } from '../../../state/actions/offered.ts';
import { useListening } from '../model/listening.ts';
import { selectPlayer, usePlayers } from '../../../state/players/players.ts';
import { usePreferences } from '../../../state/page/preferences.ts';
import { selectIsProtected } from '../../../state/players/protection.ts';
import { useAction } from '../../../state/actions/shortcuts.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TileMore } from './tile-tools-more.tsx';
import { toolsOf, toolTip, type Tool } from './tile-tools-list.ts';
import { selectView, useTileViews } from '../picture/tile-views.ts';

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

interface OpenMenu {
  readonly at: { readonly x: number; readonly y: number };
  /** Tools that have no room in the bar. */
  readonly left: readonly Tool[];
}

/** The menu below the end of the bar, with what the size of the tile left out of the bar. */
function menuBelow(bar: RefObject<HTMLElement | null>, tools: readonly Tool[]): OpenMenu {
  const box = bar.current?.getBoundingClientRect();
  const hasRoom = ({ key }: Tool): boolean =>
    (bar.current?.querySelector(`[data-tool="${key}"]`)?.getClientRects().length ?? 0) > 0;
  return {
    at: { x: (box?.right ?? 0) - 26, y: (box?.bottom ?? 0) + 4 },
    left: tools.filter((tool) => !hasRoom(tool)),
  };
}

/** The tile's toolbar. What cannot be used stays, with its reason. */
export function TileTools(props: TileToolsProps) {
  const t = useText();
  const { tile, slotKey, channelId } = props;
  const bar = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const all = toolsOf(t, props, {
    isRecording: useClips((state) => selectClip(channelId)(state) !== null),
    isReplaying: useTileViews((state) => state.replays[slotKey] !== undefined),
    isBoxing: useTileViews((state) => state.boxing === slotKey),
    isEnlarged: useTileViews((state) => selectView(slotKey)(state).factor > 1),
    isHeard: useListening((state) => state.channelId === channelId),
    isProtected: usePreferences(selectIsProtected(channelId)),
    transport: usePlayers((state) => selectPlayer(slotKey)(state)?.statistics.transport ?? null),
  });
  const groups = all.map((group) => group.filter(({ action }) => action === undefined || isOffered(action)));
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
          {group.map((tool) => (
            <IconButton
              key={tool.key}
              icon={tool.icon}
              label={toolTip(t, tool)}
              disabledReason={tool.reason}
              className={tool.isMinor ? 'lv-minor' : ''}
              aria-pressed={tool.isPressed}
              data-tool={tool.key}
              data-action={tool.action}
              onClick={tool.run}
            />
          ))}
        </Fragment>
      ))}
      <IconButton
        icon="more"
        {...useAction(t('live.tools.more'), 'tile.more')}
        aria-haspopup="menu"
        data-tool="more"
        onClick={() => setMenu(menuBelow(bar, groups.flat()))}
      />
      {menu === null ? null : (
        <TileMore target={props} {...menu} onRemove={props.onRemove} onClose={() => setMenu(null)} />
      )}
    </div>
  );
}
