/** The cameras, or walls, that the steps of a sequence stand for now. Pure. */
import {
  accountOf,
  type AccountId,
  type ChannelId,
  type OrgNodeId,
  type SiteId,
  type WallId,
} from '../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { Site } from '../../../preload/domain/cameras/sites.ts';
import type { Sequence, SequenceStep } from '../../../preload/domain/sequences.ts';
import { subtreeOf } from '../../../preload/domain/cameras/sites.ts';
import type { AccountDirectory } from '../cameras/directory-merge.ts';
import type { Frame } from './sequences-engine.ts';

export interface World {
  readonly parts: readonly AccountDirectory[];
  readonly byId: ReadonlyMap<ChannelId, NumberedChannel>;
  readonly sites: readonly Site[];
  readonly camerasOf: (siteId: SiteId) => readonly ChannelId[];
  readonly wallIds: ReadonlySet<WallId>;
  /** The account exists and was not read yet: its cameras may still come. */
  readonly isPending: (accountId: AccountId) => boolean;
}

export interface Frames {
  readonly frames: readonly Frame[];
  /** Steps that stand for nothing any more. */
  readonly gone: readonly SequenceStep[];
}

/** A sequence of large groups stays playable, and its tiles stay quick. */
const MAX_FRAMES = 1000;

export function framesOf(sequence: Pick<Sequence, 'steps' | 'dwellSec'>, world: World): Frames {
  const frames: Frame[] = [];
  const gone: SequenceStep[] = [];
  for (const step of sequence.steps) {
    const ids = idsOf(step, world);
    if (ids === null) gone.push(step);
    const dwellMs = (step.dwellSec ?? sequence.dwellSec) * 1000;
    for (const id of ids ?? []) if (frames.length < MAX_FRAMES) frames.push({ id, dwellMs });
  }
  return { frames, gone };
}

/** @returns null where the target is gone. */
function idsOf({ target }: SequenceStep, world: World): readonly string[] | null {
  switch (target.kind) {
    case 'camera':
      return isThere(target.channelId, world) ? [target.channelId] : null;
    case 'wall':
      return world.wallIds.has(target.wallId) ? [target.wallId] : null;
    case 'site': {
      const below = subtreeOf(world.sites, target.siteId);
      if (below.length === 0) return null;
      const ids = below.flatMap(({ id }) => world.camerasOf(id));
      return [...new Set(ids)].filter((id) => isThere(id, world));
    }
    case 'group':
      return camerasOfGroup(target.groupId, world);
    default:
      return target satisfies never;
  }
}

function isThere(id: ChannelId, world: World): boolean {
  return world.byId.has(id) || world.isPending(accountOf(id));
}

/** The cameras of a group of a cloud and of the groups below it; null where the group is gone. */
export function camerasOfGroup(
  groupId: OrgNodeId,
  world: Pick<World, 'parts' | 'isPending'>,
): readonly ChannelId[] | null {
  const accountId = accountOf(groupId);
  const part = world.parts.find((candidate) => candidate.accountId === accountId);
  if (!part?.groups.some(({ id }) => id === groupId)) return world.isPending(accountId) ? [] : null;
  const below = new Set<OrgNodeId>([groupId]);
  // Parents may be listed after their children, so that one pass is not enough.
  for (let size = 0; size < below.size;) {
    size = below.size;
    for (const { id, parentId } of part.groups) if (parentId !== null && below.has(parentId)) below.add(id);
  }
  return part.channels.flatMap(({ id, orgNodeId }) => (orgNodeId !== null && below.has(orgNodeId) ? [id] : []));
}
