/** The actions for a group of a cloud: in the menu of its row, and by the keys that a site has. */
import { accountOf, isOrgNodeId, type AccountId } from '../../../../preload/domain/ids.ts';
import { textNow } from '../../../i18n/i18n.ts';
import { keyed } from '../../../state/actions/shortcuts.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import type { Action } from '../../../ui/action.ts';
import { groupBar, useGroupOffers, type CloudGroup, type GroupBar } from './cloud-groups.ts';
import { openOverlay } from '../sites/site-overlay.ts';
import type { GroupRow } from '../tree/tree-model.ts';

/** The group of a row; null for sites, accounts, recorders, and cameras without a group. */
function cloudGroupOf({ key, name, site, groupKind }: GroupRow): CloudGroup | null {
  if (site !== null || groupKind !== null || name === null || !isOrgNodeId(key)) return null;
  const part = useDirectory.getState().view.parts.find(({ accountId }) => accountId === accountOf(key));
  const hasGroups = part?.groups.some(({ parentId, kind }) => parentId === key && kind === undefined) === true;
  return { id: key, name, hasGroups };
}

const withReason = (action: Action, bar: GroupBar | null): Action => {
  if (bar === null) return action;
  const { run: _run, ...shown } = action;
  return { ...shown, reason: textNow()(`cameras.groups.bars.${bar}`) };
};

export function cloudCommands(row: GroupRow): readonly Action[] {
  const group = cloudGroupOf(row);
  if (group === null || isKiosk()) return [];
  const accountId: AccountId = accountOf(group.id);
  const offer = useGroupOffers.getState().get(accountId);
  const t = textNow();
  const noun = offer?.noun ?? 'group';
  const name = (word: 'createBelow' | 'createTop' | 'rename' | 'delete' | 'find'): string =>
    t(`cameras.groups.actions.${noun}.${word}`);
  const actions: readonly (readonly [Action, GroupBar | null])[] = [
    [
      {
        ...keyed('tree.createInside', {
          name: name('createBelow'),
          run: () => openOverlay({ kind: 'cloudCreate', accountId, parent: group }),
        }),
        startsGroup: true,
      },
      groupBar(offer, 'createBelow', group),
    ],
    [
      {
        id: 'group-create-top',
        name: name('createTop'),
        run: () => openOverlay({ kind: 'cloudCreate', accountId, parent: null }),
      },
      groupBar(offer, 'createTop', group),
    ],
    [
      keyed('tree.rename', { name: name('rename'), run: () => openOverlay({ kind: 'cloudRename', group }) }),
      groupBar(offer, 'rename', group),
    ],
    [
      keyed('tree.remove', { name: name('delete'), run: () => openOverlay({ kind: 'cloudDelete', group }) }),
      groupBar(offer, 'delete', group),
    ],
    [
      { id: 'group-find', name: name('find'), run: () => openOverlay({ kind: 'cloudFind', accountId }) },
      groupBar(offer, 'find', group),
    ],
  ];
  return actions.map(([action, bar]) => withReason(action, bar));
}
