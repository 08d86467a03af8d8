/** The tools of a tile in three groups: look and keep | drive and listen | know and arrange. */
import { capabilityOf } from '../../../../preload/domain/accounts/cloud-capability.ts';
import type { LocalTransport } from '../../../../preload/domain/media/streams.ts';
import { mayTurn } from '../../../../preload/domain/cameras/cameras.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { toggleTileSound } from '../model/replay-sound.ts';
import { selectAccount, useAccounts } from '../../../state/accounts/accounts.ts';
import { toggleProtection } from '../model/protection.ts';
import { keyed } from '../../../state/actions/shortcuts.ts';
import type { Action } from '../../../ui/action.ts';
import { recordTarget } from './tile-tools-actions.ts';
import type { TileToolsProps } from './tile-tools.tsx';
import { toggleSteering } from '../ptz/use-steering.ts';
import { setBoxing, stepBackView, toggleReplay } from '../../../state/players/tile-views.ts';
import { takeSnapshot } from './snapshot.ts';

/** The tools of a group of the bar by their place, which stays the same while the function of a tool changes. */
export type Tools = Readonly<Record<string, Action>>;

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

/** The words of a tool with the keys that do the same, as its tooltip has them. */
export function toolTip(t: Text, { name, keys }: Action): string {
  return keys === undefined ? name : t('shell.keyed', { label: name, keys });
}

export function toolsOf(t: Text, props: TileToolsProps, state: ToolState): readonly Tools[] {
  return [keeping(t, props, state), driving(t, props, state), knowing(t, props, state)];
}

function keeping(t: Text, props: TileToolsProps, { isRecording, isReplaying, transport }: ToolState): Tools {
  const nothing = transport === null ? t('live.tools.noPicture') : undefined;
  return {
    snapshot: keyed('tile.snapshot', {
      icon: 'snap',
      name: t('live.tools.snapshot'),
      reason: nothing,
      run: () => void takeSnapshot(props),
    }),
    back: keyed(isReplaying ? 'tile.live' : 'tile.replay', {
      icon: isReplaying ? 'live' : 'back30',
      name: isReplaying ? t('live.tools.toLive') : t('live.tools.back'),
      reason: isReplaying ? undefined : nothing,
      isPressed: isReplaying,
      run: () => void toggleReplay(props.slotKey),
    }),
    record: keyed('tile.record', {
      icon: 'rec',
      name: t(isRecording ? 'live.tools.stopRecording' : 'live.tools.record'),
      reason: isRecording ? undefined : nothing,
      isPressed: isRecording,
      run: () => void recordTarget(props),
      isMinor: !isRecording,
    }),
  };
}

function driving(t: Text, props: TileToolsProps, state: ToolState): Tools {
  const vendor = selectAccount(props.channel?.accountId ?? null)(useAccounts.getState())?.vendor;
  const isPtzDocumented = capabilityOf(vendor, 'ptz').can;
  const { isBoxing, isEnlarged, isHeard, isReplaying, transport } = state;
  // A replay is in the memory of the client: it has its sound while the live picture is lost.
  const noSound = transport === null && !isReplaying ? t('live.tools.noPicture') : undefined;
  return {
    ptz: keyed('tile.ptz', {
      icon: 'ptz',
      name: t('live.tools.ptz'),
      reason:
        props.channel !== undefined && mayTurn(props.channel)
          ? undefined
          : t(isPtzDocumented ? 'live.tools.noPtz' : 'live.tools.noPtzInCloud'),
      run: () => toggleSteering(props),
    }),
    zoom: keyed(isEnlarged ? 'tile.resetView' : 'tile.zoomBox', {
      icon: isEnlarged ? 'zoomout' : 'zoom',
      name: isEnlarged ? t('live.tools.zoomOff') : t('live.tools.zoom'),
      isPressed: isBoxing,
      run: () => (isEnlarged ? stepBackView(props.slotKey) : setBoxing(isBoxing ? null : props.slotKey)),
      isMinor: true,
    }),
    sound: keyed('tile.listen', {
      icon: isHeard ? 'sound' : 'mute',
      name: t(isHeard ? 'live.tools.mute' : isReplaying ? 'live.tools.replay.listen' : 'live.tools.listen'),
      reason: isHeard ? undefined : noSound,
      isPressed: isHeard,
      run: () => toggleTileSound(props),
    }),
    talk: { id: 'tile.talk', icon: 'mic', name: t('live.tools.talk'), reason: t('live.tools.noTalk'), isMinor: true },
  };
}

function knowing(t: Text, props: TileToolsProps, { isProtected }: ToolState): Tools {
  return {
    statistics: keyed('wall.statistics', {
      icon: 'info',
      name: t('live.tools.statistics'),
      isPressed: props.isStatisticsShown,
      run: props.onStatistics,
      isMinor: true,
    }),
    protect: keyed('tile.protect', {
      icon: isProtected ? 'shieldon' : 'shield',
      name: t(isProtected ? 'streams.unprotect' : 'streams.protect'),
      isPressed: isProtected,
      run: () => toggleProtection(props.channelId),
      isMinor: true,
    }),
    maximise: keyed('tile.maximise', {
      icon: 'max',
      name: t(props.isMaximised ? 'live.tools.restore' : 'live.tools.maximise'),
      run: props.onMaximise,
    }),
  };
}
