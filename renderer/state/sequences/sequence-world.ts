/** Resolves the targets of sequence steps from the page's stores. */
import type { AccountId, ChannelId, SequenceId } from '../../../preload/domain/ids.ts';
import type { Sequence } from '../../../preload/domain/sequences.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { useDirectory } from '../cameras/directory.ts';
import { framesOf, type Frames, type World } from './sequences-frames.ts';
import { selectSequence, useSequences } from './sequences.ts';
import { useSites } from '../cameras/sites.ts';
import { useWalls } from '../walls/walls.ts';

/** The cloud says that the camera gives no picture. */
export function isOff(id: ChannelId): boolean {
  const channel = useDirectory.getState().view.byId.get(id);
  return channel?.isFrozen === true || channel?.reachable === 'offline' || channel?.reachable === 'unregistered';
}

export function hasSubStream(id: ChannelId): boolean {
  return useDirectory.getState().view.byId.get(id)?.capabilities.includes('sub-stream') ?? true;
}

export interface Resolved extends Frames {
  /** Undefined once it was deleted. */
  readonly sequence: Sequence | undefined;
}
export type Resolve = (id: SequenceId) => Resolved;

/** Gives the same object for as long as nothing that it depends on changes. */
export function resolver(): Resolve {
  let seen: readonly unknown[] = [];
  const known = new Map<SequenceId, Resolved>();
  return (id) => {
    const now = inputs();
    if (now.some((input, i) => input !== seen[i])) known.clear();
    seen = now;
    const held = known.get(id);
    if (held) return held;
    const sequence = selectSequence(id)(useSequences.getState());
    const resolved: Resolved = {
      sequence,
      ...(sequence ? framesOf(sequence, frameWorld()) : { frames: [], gone: [] }),
    };
    known.set(id, resolved);
    return resolved;
  };
}

/** Everything by identity that {@link frameWorld} reads. */
function inputs(): readonly unknown[] {
  const { view, states } = useDirectory.getState();
  const { sites, cameras } = useSites.getState();
  const { accounts, load } = useAccounts.getState();
  return [useSequences.getState().sequences, view, states, sites, cameras, accounts, load, useWalls.getState().walls];
}

/** A snapshot of the stores, which resolves the targets of steps. */
export function frameWorld(): World {
  const { view } = useDirectory.getState();
  const { sites, cameras } = useSites.getState();
  return {
    parts: view.parts,
    byId: view.byId,
    sites,
    isPending,
    camerasOf: (siteId) => cameras.get(siteId)?.channelIds ?? [],
    wallIds: new Set(useWalls.getState().walls.map(({ id }) => id)),
  };
}

function isPending(accountId: AccountId): boolean {
  const { accounts, load } = useAccounts.getState();
  if (load.status !== 'ready') return true;
  if (!accounts.some(({ id }) => id === accountId)) return false;
  return !useDirectory.getState().view.parts.some((part) => part.accountId === accountId);
}
