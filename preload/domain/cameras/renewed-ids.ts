/** Cameras and groups whose account was deleted and added again: the account has another id, and so have they. */
import type { ChannelId, OrgNodeId } from '../ids.ts';

/** Limit of ids in one request. */
export const MAX_RENEWED = 1_000;

/** The id that a camera or a group had, and the id that it has now. */
export interface RenewedId {
  readonly from: ChannelId | OrgNodeId;
  readonly to: ChannelId | OrgNodeId;
}
