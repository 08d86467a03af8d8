/**
 * How the palette names the commands that show a camera or a group. Main keeps the ids of the last commands and replaces
 * the ids of cameras in them, so both sides must spell these ids alike.
 */
import type { ChannelId, OrgNodeId } from '../ids.ts';

const CAMERA = 'camera:';
const GROUP = 'group:';

export const cameraCommandId = (id: ChannelId): string => `${CAMERA}${id}`;
export const groupCommandId = (id: OrgNodeId): string => `${GROUP}${id}`;

/** The camera or the group that the command shows; null for any other command. */
export function shownByCommand(
  commandId: string,
): { readonly channelId: ChannelId } | { readonly groupId: OrgNodeId } | null {
  if (commandId.startsWith(CAMERA)) return { channelId: commandId.slice(CAMERA.length) as ChannelId };
  if (commandId.startsWith(GROUP)) return { groupId: commandId.slice(GROUP.length) as OrgNodeId };
  return null;
}
