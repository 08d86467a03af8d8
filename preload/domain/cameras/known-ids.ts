/**
 * Ids of the camera tree among the parameters of an operation: the page offers the cameras and groups that it knows by
 * name.
 */
/**
 * Kinds of objects that an id names. A `stream` is a camera that no device has. `group` is a group of the cloud; where
 * the id of a group is unique inside another group only, `group` is the outer and `subgroup` the inner group.
 */
export const KNOWN_IDS = ['device', 'channel', 'stream', 'group', 'subgroup'] as const;
export type KnownId = (typeof KNOWN_IDS)[number];

/** Parameters, at any depth, that hold ids of one kind. */
export interface KnownIdRule {
  readonly id: KnownId;
  readonly names: readonly string[];
  /** Only these operations; absent: all. */
  readonly operations?: readonly string[];
  /** Operations in which a parameter of this name gives a new id, or names something else. */
  readonly except?: readonly string[];
}
