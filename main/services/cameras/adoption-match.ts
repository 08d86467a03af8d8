/** Which cameras of today are the cameras of a deleted account: the cloud's own ids are the same. Pure. */
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import {
  channelUnder,
  groupUnder,
  type AccountId,
  type ChannelId,
  type OrgNodeId,
} from '../../../preload/domain/ids.ts';

/** An account that is gone, with the cameras and groups that the areas still name. */
export interface LostAccount {
  readonly label: string;
  readonly cameras: ReadonlySet<ChannelId>;
  readonly groups: ReadonlySet<OrgNodeId>;
}

/** An account of the same cloud, with the cameras that it lists. */
export interface Candidate {
  readonly id: AccountId;
  readonly label: string;
  readonly channels: readonly Pick<NumberedChannel, 'id' | 'orgNodeId'>[];
}

export interface Found {
  readonly cameras: Map<ChannelId, ChannelId>;
  readonly groups: Map<OrgNodeId, OrgNodeId>;
}

interface Match extends Found {
  readonly candidate: Candidate;
}

/** The cost of one id in `inPieces`: a piece holds some thousand ids. */
export const ID_COST = 4;

/**
 * Finds the cameras and groups of a lost account. Where several accounts list a camera, the account that lists the most
 * of the lost cameras gets it; among equals the account with the label of the lost one, then the first in the list. A
 * group that holds no camera itself goes with the others to the first of them.
 *
 * @param candidates accounts of the same cloud, in the order of the list of accounts.
 * @param found gets what is found.
 * @returns work for `inPieces`.
 */
export function* matchLost(lost: LostAccount, candidates: readonly Candidate[], found: Found): Generator<number, void> {
  const matches: Match[] = [];
  for (const candidate of candidates) {
    const match = yield* matchIn(lost, candidate);
    if (sizeOf(match) > 0) matches.push(match);
  }
  const isNamesake = ({ candidate }: Match): number => Number(candidate.label === lost.label);
  const ranked = matches.toSorted((a, b) => sizeOf(b) - sizeOf(a) || isNamesake(b) - isNamesake(a));
  const [best] = ranked;
  if (best === undefined) return;
  for (const { cameras } of ranked) {
    for (const [from, to] of cameras) {
      if (!found.cameras.has(from)) found.cameras.set(from, to);
      yield ID_COST;
    }
  }
  for (const group of lost.groups) {
    const direct = ranked.find(({ groups }) => groups.has(group))?.groups.get(group);
    found.groups.set(group, direct ?? groupUnder(best.candidate.id, group));
    yield ID_COST;
  }
}

const sizeOf = ({ cameras, groups }: Found): number => cameras.size + groups.size;

function* matchIn(lost: LostAccount, candidate: Candidate): Generator<number, Match> {
  const cameras = new Map<ChannelId, ChannelId>();
  const groups = new Map<OrgNodeId, OrgNodeId>();
  const lostCameras = new Map<ChannelId, ChannelId>();
  for (const id of lost.cameras) {
    lostCameras.set(channelUnder(candidate.id, id), id);
    yield ID_COST;
  }
  const lostGroups = new Map([...lost.groups].map((id) => [groupUnder(candidate.id, id), id]));
  for (const { id, orgNodeId } of candidate.channels) {
    const camera = lostCameras.get(id);
    if (camera !== undefined) cameras.set(camera, id);
    const group = orgNodeId === null ? undefined : lostGroups.get(orgNodeId);
    if (group !== undefined && orgNodeId !== null) groups.set(group, orgNodeId);
    yield ID_COST;
  }
  return { candidate, cameras, groups };
}
