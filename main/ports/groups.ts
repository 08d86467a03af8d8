/** Changes of the groups, or projects, of a cloud's tree. */
import type { FoundGroup, GroupOffer } from '../../preload/domain/cameras/cloud-groups.ts';
import type { OrgNodeId } from '../../preload/domain/ids.ts';

export interface GroupPort {
  readonly offer: GroupOffer;
  /** @param parentId null: at the top of the tree. @param name as `offer.name` demands. */
  create(parentId: OrgNodeId | null, name: string, signal: AbortSignal): Promise<OrgNodeId>;
  rename(id: OrgNodeId, name: string, signal: AbortSignal): Promise<void>;
  /** Missing where `offer.canDelete` is false. */
  delete?(id: OrgNodeId, signal: AbortSignal): Promise<void>;
  /** Missing where `offer.canFind` is false. */
  find?(words: string, signal: AbortSignal): Promise<readonly FoundGroup[]>;
}
