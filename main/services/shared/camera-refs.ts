/**
 * References of an area to cameras and groups by their ids. An account that was deleted and is added again has another
 * id, and so have its cameras: the stored ids must then be replaced. services/cameras/adoption.ts finds the new ids and
 * calls every area that has such references.
 */
import type { ChannelId, OrgNodeId } from '../../../preload/domain/ids.ts';

/** The new id of each camera and group that was found again, by its old id. */
export interface Adopted {
  readonly cameras: ReadonlyMap<ChannelId, ChannelId>;
  readonly groups: ReadonlyMap<OrgNodeId, OrgNodeId>;
}

export interface CameraRefs {
  /** Every camera and group that is stored by its id, in any order; an id may come more than once. */
  cameraIds(): Iterable<ChannelId | OrgNodeId>;
  /**
   * Stores the new ids in place of the old ones and informs the windows. Ids that are not named stay. An area with much
   * to replace yields to other events in between. When the call fails, it is repeated after the next reading of the
   * account.
   */
  replaceCameras(adopted: Adopted): void | Promise<void>;
}

/** The list with the old ids replaced, each camera once; the same list where nothing is replaced. */
export function withAdopted(
  cameras: readonly ChannelId[],
  adopted: ReadonlyMap<ChannelId, ChannelId>,
): readonly ChannelId[] {
  if (!cameras.some((id) => adopted.has(id))) return cameras;
  return [...new Set(cameras.map((id) => adopted.get(id) ?? id))];
}
