import type { DragEvent } from 'react';
import { isOrgNodeId } from '../../../../preload/domain/ids.ts';
import { CHANNELS_TYPE, GROUP_TYPE, SITE_TYPE } from '../../../state/page/drag-types.ts';
import { MAX_PLACED } from '../place.ts';
import { camerasMeant, type RowScope } from '../sites/site-commands.ts';
import type { TreeRow } from './tree-model.ts';
import { setDragged } from '../sites/use-site-drop.ts';

/** Accounts, and cameras in no group, have no id that a sequence could keep. */
function draggedGroup(row: TreeRow): { kind: 'site' | 'group'; id: string; name: string } | null {
  if (row.kind !== 'group' || row.name === null || row.site === 'root') return null;
  if (row.site !== null) return { kind: 'site', id: row.site, name: row.name };
  return isOrgNodeId(row.key) ? { kind: 'group', id: row.key, name: row.name } : null;
}

/** Gives the drag of a row what the wall, a site and a sequence can take; a row without cameras is not dragged. */
export function startDrag(event: DragEvent, { tree, cursor, row }: RowScope): void {
  if (row.kind === 'missing' || (row.kind === 'group' && row.site === 'root')) return event.preventDefault();
  const channelIds = camerasMeant({ tree, cursor, row });
  const isSite = row.kind === 'group' && row.site !== null && row.site !== 'root';
  if (channelIds.length === 0 && !isSite) return event.preventDefault();
  if (isSite) setDragged({ kind: 'site', siteId: row.site });
  else setDragged({ kind: 'cameras', channelIds, fromSiteId: row.kind === 'camera' ? row.siteId : null });
  event.dataTransfer.setData(
    channelIds.length === 0 ? SITE_TYPE : CHANNELS_TYPE,
    JSON.stringify(channelIds.slice(0, MAX_PLACED)),
  );
  const group = draggedGroup(row);
  if (group !== null) event.dataTransfer.setData(GROUP_TYPE, JSON.stringify(group));
  event.dataTransfer.effectAllowed = 'copyMove';
}
