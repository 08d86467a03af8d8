import { Fragment } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { selectClip, useClips } from '../../../state/players/clips.ts';
import { isOffered } from '../../../state/actions/offered.ts';
import { useTileSound } from '../model/replay-sound.ts';
import { selectPlayer, usePlayers } from '../../../state/players/players.ts';
import { usePreferences } from '../../../state/page/preferences.ts';
import { selectIsProtected } from '../model/protection.ts';
import { isActionId } from '../../../state/actions/shortcut-table.ts';
import { useAction } from '../../../state/actions/shortcuts.ts';
import type { Action } from '../../../ui/action.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { openTileMenu, useTileMenu } from './tile-menu-state.ts';
import { toolsOf, toolTip, type Tools } from './tile-tools-list.ts';
import { selectView, useTileViews } from '../../../state/players/tile-views.ts';

export interface TileToolsProps {
  readonly tile: number;
  readonly slotKey: SlotKey;
  readonly channelId: ChannelId;
  readonly channel: NumberedChannel | undefined;
  readonly isMaximised: boolean;
  readonly isStatisticsShown: boolean;
  readonly onStatistics: () => void;
  readonly onMaximise: () => void;
}

/** The tools that this window offers. A tool that is not built yet is shown everywhere, with a note that says so. */
const offeredOf = (group: Tools): Tools =>
  Object.fromEntries(Object.entries(group).filter(([, { id }]) => !isActionId(id) || isOffered(id)));

/** The tile's toolbar. A tool that cannot be used stays visible, with its reason. */
export function TileTools(props: TileToolsProps) {
  const t = useText();
  const { tile, slotKey, channelId } = props;
  const isMenuOpen = useTileMenu((state) => state.tile === tile);
  const all = toolsOf(t, props, {
    isRecording: useClips((state) => selectClip(channelId)(state) !== null),
    isReplaying: useTileViews((state) => state.replays[slotKey] !== undefined),
    isBoxing: useTileViews((state) => state.boxing === slotKey),
    isEnlarged: useTileViews((state) => selectView(slotKey)(state).factor > 1),
    isHeard: useTileSound(props) !== null,
    isProtected: usePreferences(selectIsProtected(channelId)),
    transport: usePlayers((state) => selectPlayer(slotKey)(state)?.statistics.transport ?? null),
  });
  const groups = all.map(offeredOf);
  return (
    <div
      className="lv-tools"
      role="toolbar"
      aria-label={t('live.tools.label', { tile: tile + 1 })}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {groups.map((group, i) => (
        <Fragment key={Object.keys(group)[0] ?? i}>
          {i === 0 ? null : <i className="vr" />}
          {Object.entries(group).map(([place, tool]) => (
            <ToolButton key={place} place={place} tool={tool} />
          ))}
        </Fragment>
      ))}
      <IconButton
        icon="more"
        {...useAction(t('live.tools.more'), 'tile.more')}
        aria-haspopup="menu"
        aria-expanded={isMenuOpen}
        data-tool="more"
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          openTileMenu(tile, { x: left, y: bottom + 4 });
        }}
      />
    </div>
  );
}

function ToolButton({ place, tool }: { readonly place: string; readonly tool: Action }) {
  const t = useText();
  const { id, icon, reason, isMinor, isPressed, run } = tool;
  return (
    <IconButton
      icon={icon ?? 'more'}
      label={toolTip(t, tool)}
      disabledReason={reason}
      className={isMinor ? 'lv-minor' : ''}
      aria-pressed={isPressed}
      data-tool={place}
      data-action={isActionId(id) ? id : undefined}
      onClick={run}
    />
  );
}
