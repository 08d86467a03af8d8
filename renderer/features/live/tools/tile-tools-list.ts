/** The tools of a tile in three groups: look and keep | drive and listen | know and arrange. */
import type { LocalTransport } from '../../../../preload/domain/streams.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { toggleListening } from '../model/listening.ts';
import { toggleProtection } from '../../../state/players/protection.ts';
import type { ActionId } from '../../../state/actions/shortcut-table.ts';
import { printedKeys } from '../../../state/actions/shortcuts.ts';
import type { IconName } from '../../../ui/icons/names.ts';
import { recordTarget } from './tile-tools-actions.ts';
import type { TileToolsProps } from './tile-tools.tsx';
import { toggleSteering } from '../ptz/use-steering.ts';
import { setBoxing, stepBackView, toggleReplay } from '../picture/tile-views.ts';
import { takeSnapshot } from './snapshot.ts';

export interface Tool {
  readonly key: string;
  /** The action of its key, from the table of keys; a tool that is planned only has none. */
  readonly action?: ActionId;
  readonly icon: IconName;
  readonly label: string;
  /** The keys that do the same. */
  readonly keys?: string | undefined;
  /** Tools of second rank are left out on small tiles. */
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

/** The name of a tool, and its keys. */
const named = (label: string, action: ActionId): Pick<Tool, 'label' | 'keys' | 'action'> => ({
  ...{ label, action, keys: printedKeys(action) },
});

/** The words of a tool with the keys that do the same, as its tooltip has them. */
export function toolTip(t: Text, { label, keys }: Tool): string {
  return keys === undefined ? label : t('shell.keyed', { label, keys });
}

export function toolsOf(t: Text, props: TileToolsProps, state: ToolState): readonly (readonly Tool[])[] {
  return [keeping(t, props, state), driving(t, props, state), knowing(t, props, state)];
}

function keeping(t: Text, props: TileToolsProps, { isRecording, isReplaying, transport }: ToolState): readonly Tool[] {
  const nothing = transport === null ? t('live.tools.noPicture') : undefined;
  return [
    {
      key: 'snapshot',
      icon: 'snap',
      ...named(t('live.tools.snapshot'), 'tile.snapshot'),
      reason: nothing,
      run: () => void takeSnapshot(props),
    },
    {
      key: 'back',
      icon: isReplaying ? 'live' : 'back30',
      ...(isReplaying ? named(t('live.tools.toLive'), 'tile.live') : named(t('live.tools.back'), 'tile.replay')),
      reason: isReplaying ? undefined : nothing,
      isPressed: isReplaying,
      run: () => void toggleReplay(props.slotKey),
    },
    {
      key: 'record',
      icon: 'rec',
      ...named(t(isRecording ? 'live.tools.stopRecording' : 'live.tools.record'), 'tile.record'),
      reason: isRecording ? undefined : nothing,
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
  const noSound = transport === null ? t('live.tools.noPicture') : undefined;
  return [
    {
      key: 'ptz',
      icon: 'ptz',
      ...named(t('live.tools.ptz'), 'tile.ptz'),
      reason: can.includes('ptz') ? undefined : t('live.tools.noPtz'),
      run: () => toggleSteering(props),
    },
    {
      key: 'zoom',
      icon: isEnlarged ? 'zoomout' : 'zoom',
      ...(isEnlarged ? named(t('live.tools.zoomOff'), 'tile.resetView') : named(t('live.tools.zoom'), 'tile.zoomBox')),
      isPressed: isBoxing,
      run: () => (isEnlarged ? stepBackView(props.slotKey) : setBoxing(isBoxing ? null : props.slotKey)),
      isMinor: true,
    },
    {
      key: 'sound',
      icon: isHeard ? 'sound' : 'mute',
      ...named(t(isHeard ? 'live.tools.mute' : 'live.tools.listen'), 'tile.listen'),
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
      ...named(t('live.tools.statistics'), 'wall.statistics'),
      isPressed: props.isStatisticsShown,
      run: props.onStatistics,
      isMinor: true,
    },
    {
      key: 'protect',
      icon: isProtected ? 'shieldon' : 'shield',
      ...named(t(isProtected ? 'streams.unprotect' : 'streams.protect'), 'tile.protect'),
      isPressed: isProtected,
      run: () => toggleProtection(props.channelId),
      isMinor: true,
    },
    {
      key: 'maximise',
      icon: 'max',
      ...named(t(props.isMaximised ? 'live.tools.restore' : 'live.tools.maximise'), 'tile.maximise'),
      run: props.onMaximise,
    },
  ];
}
