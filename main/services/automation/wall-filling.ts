/** Picks the cameras of a wall that automation asks for. Pure; control.ts waits until there is enough to pick from. */
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';

/** Cameras that should play, by account in the given order, at most `count` of each. */
export function playable(
  channels: Iterable<NumberedChannel>,
  accounts: readonly AccountId[],
  count: number,
): readonly (readonly ChannelId[])[] {
  const found = new Map<AccountId, ChannelId[]>(accounts.map((id) => [id, []]));
  for (const channel of channels) {
    const own = found.get(channel.accountId);
    if (!own || own.length === count) continue;
    if (channel.reachable === 'online' && !channel.isFrozen) own.push(channel.id);
  }
  return [...found.values()];
}

/** Deals one camera of each account in turn until the wall is full or no account has a camera left. */
export function deal(hands: readonly (readonly ChannelId[])[], count: number): readonly ChannelId[] {
  const longest = Math.max(0, ...hands.map((hand) => hand.length));
  const rounds = Array.from({ length: longest }, (_, i) => hands.flatMap((hand) => hand[i] ?? []));
  return rounds.flat().slice(0, count);
}
