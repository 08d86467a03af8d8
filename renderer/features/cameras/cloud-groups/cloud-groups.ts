/** Groups in the clouds' own part of the tree: made, renamed, deleted and found there. Main reads the account again after that. */
import { create } from 'zustand';
import type { GroupOffer } from '../../../../preload/domain/cameras/cloud-groups.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { accountOf, type AccountId, type OrgNodeId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../page/bridge.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { withIdsOfToday } from '../../../state/cameras/ids-of-today.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { asChange, offerUndo, outcomeOf, type StepOutcome } from '../../../state/page/undo.ts';

/** A group as the tree shows it. */
export interface CloudGroup {
  readonly id: OrgNodeId;
  readonly name: string;
  /** Groups stand below it. */
  readonly hasGroups: boolean;
}

/** By account: null where the cloud documents no changes of groups; no entry while nobody asked. */
export const useGroupOffers = create<ReadonlyMap<AccountId, GroupOffer | null>>(() => new Map());

/** Asks once for each account. An account whose cloud could not be asked is asked again the next time. */
export async function askGroupOffer(accountId: AccountId): Promise<void> {
  if (useGroupOffers.getState().has(accountId)) return;
  const answer = await request['devices.group-offer']({ accountId });
  if (answer.ok)
    useGroupOffers.setState(new Map([...useGroupOffers.getState(), [accountId, answer.value.offer]]), true);
}

/** @returns what was refused, or null. */
export async function createGroup(
  accountId: AccountId,
  parentId: OrgNodeId | null,
  name: string,
): Promise<WireError | null> {
  const answer = await request['devices.create-group']({ accountId, parentId, name });
  if (!answer.ok) return answer.error;
  postNotice('groupCreated', { name });
  return null;
}

/** The old name comes back by Undo. @returns what was refused, or null. */
export const renameGroup = asChange(
  async ({ id, name: before }: CloudGroup, after: string): Promise<WireError | null> => {
    const answer = await request['devices.rename-group']({ id, name: after });
    if (!answer.ok) return answer.error;
    const change = {
      edit: 'groupRenamed' as const,
      params: { before, name: after },
      subject: `group:${id}`,
      undo: () => withIdsOfToday(id, (now) => renameBack(now, after, before)),
      redo: () => withIdsOfToday(id, (now) => renameBack(now, before, after)),
    };
    offerUndo(change, 'groupRenamed', { before, name: after });
    return null;
  },
);

/** A name that somebody else gave meanwhile stays, once the list has it. */
async function renameBack(id: OrgNodeId, from: string, to: string): Promise<StepOutcome> {
  const part = useDirectory.getState().view.parts.find(({ accountId }) => accountId === accountOf(id));
  const now = part?.groups.find((group) => group.id === id)?.name;
  if (now !== undefined && now !== from && now !== to) return { status: 'overtaken', name: now };
  return outcomeOf(await request['devices.rename-group']({ id, name: to }), from);
}

/** @returns what was refused, or null. */
export async function deleteGroup({ id, name }: CloudGroup): Promise<WireError | null> {
  const answer = await request['devices.delete-group']({ id });
  if (!answer.ok) return answer.error;
  postNotice('groupDeleted', { name });
  return null;
}

/** Why something cannot be done with the groups of an account. */
export type GroupBar = 'asking' | 'unpublished' | 'atTop' | 'below' | 'delete' | 'find' | 'hasGroups';

type GroupAct = 'createTop' | 'createBelow' | 'rename' | 'delete' | 'find';

/** @param offer undefined while nobody asked the cloud. @returns null where nothing is in the way. */
export function groupBar(offer: GroupOffer | null | undefined, act: GroupAct, group: CloudGroup): GroupBar | null {
  if (offer === undefined) return 'asking';
  if (offer === null) return 'unpublished';
  if (act === 'createTop') return offer.create.isAtTop ? null : 'atTop';
  if (act === 'createBelow') return offer.create.isBelow ? null : 'below';
  if (act === 'find') return offer.canFind ? null : 'find';
  if (act === 'rename') return null;
  return !offer.canDelete ? 'delete' : group.hasGroups ? 'hasGroups' : null;
}
