/** Where a group of a cloud stands in the tree of its cloud. */
import type { OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import type { OrgNodeId } from '../../../preload/domain/ids.ts';
import type { AccountDirectory } from './directory-merge.ts';

const known = new WeakMap<AccountDirectory, ReadonlyMap<OrgNodeId, OrgNode>>();

function groupsOf(part: AccountDirectory): ReadonlyMap<OrgNodeId, OrgNode> {
  const before = known.get(part);
  if (before !== undefined) return before;
  const groups = new Map(part.groups.map((group) => [group.id, group]));
  known.set(part, groups);
  return groups;
}

/** Bounds a tree that a cloud made circular. */
const MAX_DEPTH = 32;

/** The names of a group and of the groups above it, the top first; empty for null. */
export function groupPath(part: AccountDirectory, id: OrgNodeId | null): readonly string[] {
  const names: string[] = [];
  for (let at = id; at !== null && names.length < MAX_DEPTH;) {
    const group = groupsOf(part).get(at);
    if (group === undefined) break;
    names.unshift(group.name);
    at = group.parentId;
  }
  return names;
}
