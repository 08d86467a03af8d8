/** Cameras that were dragged onto a group of their cloud: a dialog asks before anything is sent. */
import { create } from 'zustand';
import type { ChannelId, OrgNodeId } from '../../../preload/domain/ids.ts';
import { openDialog } from '../page/navigation.ts';

export interface CloudMove {
  readonly channelIds: readonly ChannelId[];
  readonly groupId: OrgNodeId;
}

/** Null while no cloud move is asked for. */
export const useCloudMove = create<{ readonly move: CloudMove | null }>(() => ({ move: null }));

export function askCloudMove(move: CloudMove): void {
  useCloudMove.setState({ move });
  openDialog('device-move');
}
