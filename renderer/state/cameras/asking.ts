/** Cameras that somebody looks at: main asks their devices for what the lists of a large account left open. */
import { useEffect } from 'react';
import { isUnasked, MAX_ASKED } from '../../../preload/domain/cameras/cameras.ts';
import { channelRefOf, type ChannelId } from '../../../preload/domain/ids.ts';
import { request } from '../../page/bridge.ts';
import { selectChannel, useDirectory } from './directory.ts';

/** News arrives as a change of the directory. Cameras that lack nothing are left out, and more than can be asked. */
export async function askCameras(ids: readonly ChannelId[]): Promise<void> {
  const { byId } = useDirectory.getState().view;
  const open = ids.filter((id) => {
    const channel = byId.get(id);
    return channel !== undefined && isUnasked(channel);
  });
  if (open.length > 0) await request['directory.ask']({ channelIds: open.slice(0, MAX_ASKED) });
}

/** A recorder was opened in the list: asks it for the states of its cameras. @param key the id of the group. */
export function askRecorder(key: string): void {
  const { byId } = useDirectory.getState().view;
  const open = [...byId.values()].filter(
    ({ orgNodeId, stateReason }) => orgNodeId === key && stateReason === 'unasked',
  );
  void askCameras(open.map(({ id }) => id));
}

/** Asks for the camera after each reading that left something open, as long as the camera is shown. */
export function useAsked(channelId: ChannelId): void {
  const isOpen = useDirectory((state) => {
    const channel = selectChannel(channelId)(state);
    return channel !== undefined && isUnasked(channel);
  });
  const readAtMs = useDirectory(({ states }) => states[channelRefOf(channelId).accountId]?.asOfMs ?? null);
  useEffect(() => {
    if (isOpen && readAtMs !== null) void askCameras([channelId]);
  }, [channelId, isOpen, readAtMs]);
}
