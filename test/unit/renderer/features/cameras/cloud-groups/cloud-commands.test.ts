// @vitest-environment jsdom
/** The actions for a group of a cloud: those that are off have a reason, and never a silent one. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GroupOffer } from '../../../../../../preload/domain/cameras/cloud-groups.ts';
import '../../../../../../renderer/app/areas.ts'; // declares the keys of the actions
import { cloudCommands } from '../../../../../../renderer/features/cameras/cloud-groups/cloud-commands.ts';
import { useGroupOffers } from '../../../../../../renderer/features/cameras/cloud-groups/cloud-groups.ts';
import { useDirectory } from '../../../../../../renderer/state/cameras/directory.ts';
import { loadAllTexts } from '../../../../../area-texts.ts';
import { campus, viewOf } from '../directory-sample.ts';
import type { GroupRow } from '../../../../../../renderer/features/cameras/tree/tree-model.ts';

const part = campus();
const [root, gates] = part.groups;

const OFFER: GroupOffer = {
  noun: 'group',
  name: {},
  create: { isAtTop: true, isBelow: true },
  canDelete: true,
  canFind: true,
};

beforeEach(async () => {
  await loadAllTexts();
  useDirectory.setState({ view: viewOf(part) });
});

afterEach(() => {
  useDirectory.setState(useDirectory.getInitialState(), true);
  useGroupOffers.setState(new Map(), true);
});

const rowOf = (group: (typeof part.groups)[number] | undefined): GroupRow => ({
  kind: 'group',
  key: group?.id ?? '',
  name: group?.name ?? '',
  site: null,
  groupKind: null,
  level: 1,
  parentKey: null,
  counts: { total: 1, online: 1 } as never,
  trail: [],
  hasRows: true,
});

/** The reasons of the actions for a group, by their names; null for those that can be chosen. */
function reasonsOf(offer: GroupOffer | null | undefined, group = gates): Readonly<Record<string, string | null>> {
  useGroupOffers.setState(new Map(offer === undefined ? [] : [[part.accountId, offer]]), true);
  const actions = cloudCommands(rowOf(group));
  expect(actions.filter(({ run, reason }) => (run === undefined) !== (reason !== undefined))).toEqual([]);
  return Object.fromEntries(actions.map(({ name, reason }) => [name, reason ?? null]));
}

it('a group of a cloud that documents everything can be changed in each way', () => {
  expect(Object.values(reasonsOf(OFFER))).toEqual([null, null, null, null, null]);
});

it('a group of a cloud that was not asked yet, or that documents no changes, explains it at each action', () => {
  expect(new Set(Object.values(reasonsOf(undefined)))).toEqual(
    new Set(['Not known yet whether this cloud documents it.']),
  );
  expect(new Set(Object.values(reasonsOf(null)))).toEqual(new Set(['This cloud documents no changes of its groups.']));
});

// @promise groups.reason: An action on a group that its cloud does not document is off with the reason.
it('a group that cannot be made, deleted or looked for has the reason at that action alone', () => {
  const bare: GroupOffer = { ...OFFER, create: { isAtTop: false, isBelow: false }, canDelete: false, canFind: false };
  expect(reasonsOf(bare)).toEqual({
    'New group below…': 'Projects of this cloud stand side by side.',
    'New group at the top…': 'Groups at the top are made in the console of the cloud only.',
    'Rename in the cloud…': null,
    'Delete from the cloud…': 'The document of this cloud has no deletion.',
    'Find a group in the cloud…': 'This cloud documents no search. The field above the tree searches what was read.',
  });
});

it('a group with groups below it is not deleted, and the reason names the groups below it', () => {
  expect(reasonsOf(OFFER, root)['Delete from the cloud…']).toBe('Groups stand below it. Delete those first.');
  expect(reasonsOf(OFFER, gates)['Delete from the cloud…']).toBeNull();
});
