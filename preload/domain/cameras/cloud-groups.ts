/** Groups of a cloud's own tree, and projects where a cloud has those: what the cloud documents of their changes. */
import type { OrgNodeId } from '../ids.ts';
import { textFaults, type FieldFault, type FieldLimits } from '../field-rules.ts';

export interface GroupOffer {
  /** As the cloud calls them. */
  readonly noun: 'group' | 'project';
  readonly name: Pick<FieldLimits, 'minLength' | 'maxLength' | 'lengthUnit' | 'patterns'>;
  /** Where a new one can stand: at the top of the account's tree, and below another one. */
  readonly create: { readonly isAtTop: boolean; readonly isBelow: boolean };
  readonly canDelete: boolean;
  /** The cloud searches its tree by words. */
  readonly canFind: boolean;
}

/** A group that the cloud found. */
export interface FoundGroup {
  readonly id: OrgNodeId;
  /** The group above the first one of `path`; null where the cloud names none. */
  readonly parentId: OrgNodeId | null;
  /** The names of the groups that the cloud answered above it, and its own as the last one. */
  readonly path: readonly string[];
}

/** Longer than any documented name: main answers with the problem. */
export const MAX_GROUP_NAME_CHARS = 256;
/** More groups are not shown by one search. */
export const MAX_FOUND_GROUPS = 100;
/** Limit of levels that are read: no cloud documents a deeper tree. */
export const MAX_GROUP_LEVELS = 32;

/** The first thing that is wrong with a name; null where nothing is. */
export const groupNameFault = ({ name }: Pick<GroupOffer, 'name'>, text: string): FieldFault | null =>
  textFaults({ ...name, minLength: name.minLength ?? 1 }, text)[0] ?? null;
