/** Which cameras the list shows besides those that match the search: by state, account, protocol, PTZ and the wall. */
import type { AccountId, ChannelId } from '../../../../preload/domain/ids.ts';
import { mayTurn, type AccessProtocol, type NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';

/** The states that the list counts below the tree. A camera that never signed in, or is not listed now, is `unknown`. */
export const CAMERA_STATES = ['online', 'offline', 'frozen', 'unknown'] as const;
export type CameraState = (typeof CAMERA_STATES)[number];

/** A camera must pass every part. Of several states or accounts one is enough; an empty list lets every camera pass. */
export interface TreeFilter {
  readonly states: readonly CameraState[];
  readonly accountIds: readonly AccountId[];
  readonly protocol: 'all' | AccessProtocol;
  readonly isPtzOnly: boolean;
  /** Only cameras that are not on the wall that shows. */
  readonly isOffWallOnly: boolean;
}

export const NO_FILTER: TreeFilter = {
  states: [],
  accountIds: [],
  protocol: 'all',
  isPtzOnly: false,
  isOffWallOnly: false,
};

export function isFiltering(filter: TreeFilter): boolean {
  return partsOf(filter).length > 0;
}

interface Surroundings {
  /** The cameras of the wall that shows; read only while the filter asks for the others. */
  readonly onWall: ReadonlySet<ChannelId>;
  /** The accounts that report nothing about their cameras now: their last reports may be wrong. */
  readonly silent: readonly AccountId[];
}

function stateOf(channel: NumberedChannel, silent: readonly AccountId[]): CameraState {
  const { accountId, reachable, isFrozen, missingSinceMs } = channel;
  if (missingSinceMs !== undefined || silent.includes(accountId)) return 'unknown';
  if (isFrozen) return 'frozen';
  return reachable === 'online' || reachable === 'offline' ? reachable : 'unknown';
}

export function doesPass(channel: NumberedChannel, filter: TreeFilter, { onWall, silent }: Surroundings): boolean {
  const { states, accountIds, protocol, isPtzOnly, isOffWallOnly } = filter;
  if (states.length > 0 && !states.includes(stateOf(channel, silent))) return false;
  if (accountIds.length > 0 && !accountIds.includes(channel.accountId)) return false;
  if (protocol !== 'all' && channel.protocol !== protocol) return false;
  if (isPtzOnly && !mayTurn(channel)) return false;
  return !isOffWallOnly || !onWall.has(channel.id);
}

/** One choice of the filter, which can be taken away alone. */
export type FilterPart =
  | { readonly kind: 'state'; readonly state: CameraState }
  | { readonly kind: 'account'; readonly accountId: AccountId }
  | { readonly kind: 'protocol'; readonly protocol: AccessProtocol }
  | { readonly kind: 'ptz' | 'offWall' };

/** Every choice of the filter, in the order in which the list shows them. */
export function partsOf({ states, accountIds, protocol, isPtzOnly, isOffWallOnly }: TreeFilter): readonly FilterPart[] {
  return [
    ...CAMERA_STATES.filter((state) => states.includes(state)).map((state) => ({ kind: 'state', state }) as const),
    ...accountIds.map((accountId) => ({ kind: 'account', accountId }) as const),
    ...(protocol === 'all' ? [] : [{ kind: 'protocol', protocol } as const]),
    ...(isPtzOnly ? [{ kind: 'ptz' } as const] : []),
    ...(isOffWallOnly ? [{ kind: 'offWall' } as const] : []),
  ];
}

const toggled = <T>(list: readonly T[], value: T): readonly T[] =>
  list.includes(value) ? list.filter((other) => other !== value) : [...list, value];

/** The filter with the choice where it lacked the choice, and without the choice where it had the choice. */
export function withToggled(filter: TreeFilter, part: FilterPart): TreeFilter {
  switch (part.kind) {
    case 'state':
      return { ...filter, states: toggled(filter.states, part.state) };
    case 'account':
      return { ...filter, accountIds: toggled(filter.accountIds, part.accountId) };
    case 'protocol':
      return { ...filter, protocol: filter.protocol === part.protocol ? 'all' : part.protocol };
    case 'ptz':
      return { ...filter, isPtzOnly: !filter.isPtzOnly };
    case 'offWall':
      return { ...filter, isOffWallOnly: !filter.isOffWallOnly };
  }
}
