/** The tools of a tile in the order of the trade: look and keep | drive and listen | know and arrange. */
import type { LocalTransport } from '../../../preload/domain/model.ts';
import type { Text } from '../../i18n/i18n.ts';
import { toggleListening } from '../../state/listening.ts';
import { toggleProtection } from '../../state/protection.ts';
import type { ActionId } from '../../state/shortcut-table.ts';
import { printedKeys } from '../../state/shortcuts.ts';
import type { IconName } from '../../ui/icons/names.ts';
import { recordTarget } from './tile-tools-actions.ts';
import type { TileToolsProps } from './tile-tools.tsx';
import { resetView, setBoxing, toggleReplay } from './tile-views.ts';
import { takeSnapshot } from './snapshot.ts';

export interface Tool {
  readonly key: string;
  readonly icon: IconName;
  readonly label: string;
  /** Second-rank tools leave small tiles. */
  readonly isMinor?: boolean;
  readonly reason?: string | undefined;
  readonly isPressed?: boolean;
  readonly run?: () => void;
}

export interface ToolState {
  readonly isRecording: boolean;
  readonly isReplaying: boolean;
  readonly isBoxing: boolean;
  readonly isEnlarged: boolean;
  readonly isHeard: boolean;
  readonly isProtected: boolean;
  /** Null before there is a picture. */
  readonly transport: LocalTransport | null;
}

/** The words of a tool with the keys that do the same. */
function withKeys(label: string, id: ActionId): string {
  const keys = printedKeys(id);
  return keys === undefined ? label : `${label} (${keys})`;
}

export function toolsOf(t: Text, props: TileToolsProps, state: ToolState): readonly (readonly Tool[])[] {
  return [keeping(t, props, state), driving(t, props, state), knowing(t, props, state)];
}

function keeping(t: Text, props: TileToolsProps, { isRecording, isReplaying, transport }: ToolState): readonly Tool[] {
  const nothing = transport === null ? t('liveTools.noPicture') : undefined;
  const noPast = nothing ?? (transport === 'hls' ? t('liveTools.hls') : undefined);
  return [
    {
      key: 'snapshot',
      icon: 'snap',
      label: withKeys(t('liveTools.snapshot'), 'tile.snapshot'),
      reason: nothing,
      run: () => void takeSnapshot(props),
    },
    {
      key: 'back',
      icon: isReplaying ? 'live' : 'back30',
      label: withKeys(
        t(isReplaying ? 'liveTools.toLive' : 'liveTools.back'),
        isReplaying ? 'tile.live' : 'tile.replay',
      ),
      reason: isReplaying ? undefined : noPast,
      isPressed: isReplaying,
      run: () => void toggleReplay(props.slotKey),
      isMinor: true,
    },
    {
      key: 'record',
      icon: 'rec',
      label: withKeys(t(isRecording ? 'liveTools.stopRecording' : 'liveTools.record'), 'tile.record'),
      reason: isRecording ? undefined : noPast,
      isPressed: isRecording,
      run: () => void recordTarget(props),
      isMinor: !isRecording,
    },
  ];
}

function driving(t: Text, props: TileToolsProps, state: ToolState): readonly Tool[] {
  const notYet = t('live.tools.notYet');
  const can = props.channel?.capabilities ?? [];
  const { isBoxing, isEnlarged, isHeard, transport } = state;
  const noSound =
    transport === null ? t('liveTools.noPicture') : transport === 'hls' ? t('liveTools.hlsSound') : undefined;
  return [
    {
      key: 'ptz',
      icon: 'ptz',
      label: t('live.tools.ptz'),
      reason: can.includes('ptz') ? notYet : t('live.tools.noPtz'),
    },
    {
      key: 'zoom',
      icon: isEnlarged ? 'zoomout' : 'zoom',
      label: isEnlarged
        ? withKeys(t('liveTools.zoomOff'), 'tile.resetView')
        : withKeys(t('liveTools.zoom'), 'tile.zoomBox'),
      isPressed: isBoxing,
      run: () => (isEnlarged ? resetView(props.slotKey) : setBoxing(isBoxing ? null : props.slotKey)),
      isMinor: true,
    },
    {
      key: 'sound',
      icon: isHeard ? 'sound' : 'mute',
      label: withKeys(t(isHeard ? 'liveTools.mute' : 'liveTools.listen'), 'tile.listen'),
      reason: isHeard ? undefined : noSound,
      isPressed: isHeard,
      run: () => toggleListening(props.channelId),
    },
    {
      key: 'talk',
      icon: 'mic',
      label: t('live.tools.talk'),
      reason: can.includes('talk') ? notYet : t('live.tools.noTalk'),
      isMinor: true,
    },
  ];
}

function knowing(t: Text, props: TileToolsProps, { isProtected }: ToolState): readonly Tool[] {
  return [
    {
      key: 'statistics',
      icon: 'info',
      label: t('live.tools.statistics'),
      isPressed: props.isStatisticsShown,
      run: props.onStatistics,
      isMinor: true,
    },
    {
      key: 'protect',
      icon: isProtected ? 'shieldon' : 'shield',
      label: withKeys(t(isProtected ? 'streams.unprotect' : 'streams.protect'), 'tile.protect'),
      isPressed: isProtected,
      run: () => toggleProtection(props.channelId),
      isMinor: true,
    },
    {
      key: 'maximise',
      icon: 'max',
      label: t(props.isMaximised ? 'live.tools.restore' : 'live.tools.maximise'),
      run: props.onMaximise,
    },
    { key: 'remove', icon: 'x', label: t('live.tools.remove'), run: props.onRemove },
  ];
}
