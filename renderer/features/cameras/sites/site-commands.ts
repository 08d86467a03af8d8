/** Commands for a row of the tree: one list for the menu and for the keys. */
import type { ChannelId, SiteId } from '../../../../preload/domain/ids.ts';
import type { Site } from '../../../../preload/domain/cameras/sites.ts';
import { textNow } from '../../../i18n/i18n.ts';
import type { Action } from '../../../ui/action.ts';
import type { KeyStroke } from '../../../state/actions/shortcut-keys.ts';
import type { ActionId } from '../../../state/actions/shortcut-table.ts';
import { actionOfStroke, keyed } from '../../../state/actions/shortcuts.ts';
import { camerasOf, moveSite, placeInSite, removeSite, takeOutOfSite, useSites } from '../../../state/cameras/sites.ts';
import { fillWall } from '../../../state/walls/walls.ts';
import { openNumbers } from '../../../state/cameras/numbers.ts';
import { cloudCommands } from '../cloud-groups/cloud-commands.ts';
import { openingNow } from '../../../state/cameras/opening.ts';
import { place } from '../place.ts';
import { openOverlay } from './site-overlay.ts';
import { cameraRowsFor, camerasFor, type TreeCursor } from '../tree/tree-keys.ts';
import { camerasBelow, isNarrow, type TreeRow } from '../tree/tree-model.ts';
import type { CameraTreeState } from '../tree/use-camera-tree.ts';

/** Named as in the texts `cameras.sites.actions`. */
type Word =
  | 'wall'
  | 'fill'
  | 'addTo'
  | 'number'
  | 'createInside'
  | 'rename'
  | 'moveTo'
  | 'up'
  | 'down'
  | 'takeOut'
  | 'tidy'
  | 'remove';

export interface RowScope {
  readonly tree: CameraTreeState;
  readonly cursor: TreeCursor;
  readonly row: TreeRow;
}

/** The cameras that an action on the row means; those of a folded group too. */
export function camerasMeant({ tree, cursor, row }: RowScope): readonly ChannelId[] {
  const isWhole = row.kind === 'group' && !isNarrow(tree.terms, tree.filter);
  if (isWhole) return camerasBelow(tree.trees, row.key);
  return camerasFor(tree.rows, cursor, row);
}

export const siteOf = (id: SiteId | 'root' | null): Site | null =>
  useSites.getState().sites.find((site) => site.id === id) ?? null;

const named = (id: ActionId, word: Word, run: () => void): Action =>
  keyed(id, { name: textNow()(`cameras.sites.actions.${word}`), run });

/** In the order of the menu. */
export function actionsFor(scope: RowScope): readonly Action[] {
  const { row } = scope;
  if (row.kind === 'missing') {
    const site = siteOf(row.siteId);
    if (site === null || row.gone.length === 0) return [];
    return [named('tree.remove', 'tidy', () => void takeOutOfSite(site, row.gone))];
  }
  if (row.kind === 'group' && row.site === 'root')
    return [{ ...newSite(null), name: textNow()('cameras.sites.create') }];
  const ids = camerasMeant(scope);
  const opening = openingNow();
  const onWall = named(row.kind === 'camera' ? 'tree.activate' : 'tree.wall', 'wall', () => place(ids));
  const wall = opening === null ? onWall : { ...onWall, name: opening.name(textNow()) };
  const add = named('tree.addTo', 'addTo', () => chooseSite(ids));
  const fill = named('tree.fill', 'fill', () => fillWall(ids, nameOf(row)));
  const number = named('tree.number', 'number', () => openNumbers(ids));
  const shared =
    ids.length === 0
      ? []
      : row.kind === 'camera'
        ? [wall, add, number]
        : [wall, ...(opening === null ? [fill] : []), add, number];
  if (row.kind === 'camera') return [...shared, ...cameraInSite(scope)];
  const site = siteOf(row.site);
  return [...shared, ...(site === null ? cloudCommands(row) : siteCommands(site))];
}

/** A group as the tree calls it. */
function nameOf(row: TreeRow): string {
  if (row.kind !== 'group') return '';
  return row.name ?? textNow()(row.groupKind === 'streams' ? 'cameras.streams' : 'cameras.ungrouped');
}

/** Opens the choice of a site; the very first one is made instead. */
function chooseSite(channelIds: readonly ChannelId[]): void {
  if (channelIds.length === 0) return;
  const hasSites = useSites.getState().sites.length > 0;
  openOverlay(hasSites ? { kind: 'add', channelIds } : { kind: 'create', parent: null, channelIds });
}

const newSite = (parent: Site | null): Action =>
  named('tree.createInside', 'createInside', () => openOverlay({ kind: 'create', parent, channelIds: [] }));

function siteCommands(site: Site): readonly Action[] {
  return [
    newSite(site),
    named('tree.rename', 'rename', () => openOverlay({ kind: 'rename', site })),
    named('tree.moveTo', 'moveTo', () => openOverlay({ kind: 'move', site })),
    named('tree.up', 'up', () => withSite(site, (now) => shiftSite(now, -1))),
    named('tree.down', 'down', () => withSite(site, (now) => shiftSite(now, 1))),
    named('tree.remove', 'remove', () => void removeSite(site)),
  ];
}

function cameraInSite({ tree, cursor, row }: RowScope): readonly Action[] {
  const site = row.kind === 'camera' ? siteOf(row.siteId) : null;
  if (site === null) return [];
  const rows = cameraRowsFor(tree.rows, cursor, row).filter(({ siteId }) => siteId === site.id);
  const ids = rows.map(({ channel }) => channel.id);
  return [
    named('tree.up', 'up', () => inTurn(() => shiftCameras(site.id, ids, -1))),
    named('tree.down', 'down', () => inTurn(() => shiftCameras(site.id, ids, 1))),
    named('tree.remove', 'takeOut', () => void takeOutOfSite(site, ids)),
  ];
}

let moves: Promise<unknown> = Promise.resolve();

/** A key that repeats is quicker than main: each move begins from the order that the one before it left. */
function inTurn(move: () => Promise<unknown> | undefined): void {
  moves = moves.then(move);
}

/** Moves a site from where the moves before have put it. */
function withSite({ id }: Site, move: (site: Site) => Promise<unknown> | undefined): void {
  inTurn(() => {
    const now = siteOf(id);
    return now === null ? undefined : move(now);
  });
}

/** Moves a site by one among its siblings; at the end it stays. */
function shiftSite(site: Site, step: 1 | -1): Promise<unknown> | undefined {
  const siblings = useSites.getState().sites.filter(({ parentId }) => parentId === site.parentId);
  const at = siblings.findIndex(({ id }) => id === site.id);
  if (siblings[at + step] === undefined) return undefined;
  const before = siblings[step > 0 ? at + 2 : at - 1];
  return moveSite(site.id, site.parentId, before?.id ?? null);
}

/** Moves cameras by one within their site; a selection with gaps closes. */
function shiftCameras(siteId: SiteId, channelIds: readonly ChannelId[], step: 1 | -1): Promise<unknown> | undefined {
  const all = camerasOf(siteId);
  const moving = new Set(channelIds);
  const first = all.findIndex((id) => moving.has(id));
  const last = all.findLastIndex((id) => moving.has(id));
  const beforeId = step > 0 ? all[last + 2] : all[first - 1];
  const isAtEnd = step > 0 ? last === all.length - 1 : first <= 0;
  return isAtEnd ? undefined : placeInSite({ siteId, channelIds, beforeId: beforeId ?? null });
}

/** One level in: into the sibling above. One level out: after the site that it stands in. */
function indentSite(site: Site, isIn: boolean): Promise<unknown> | undefined {
  const { sites } = useSites.getState();
  const siblings = sites.filter(({ parentId }) => parentId === site.parentId);
  if (isIn) {
    const above = siblings[siblings.findIndex(({ id }) => id === site.id) - 1];
    return above === undefined ? undefined : moveSite(site.id, above.id, null);
  }
  const parent = sites.find(({ id }) => id === site.parentId);
  if (parent === undefined) return undefined;
  const uncles = sites.filter(({ parentId }) => parentId === parent.parentId);
  const next = uncles[uncles.findIndex(({ id }) => id === parent.id) + 1];
  return moveSite(site.id, parent.parentId, next?.id ?? null);
}

/** The command behind a key on a row, or null. */
export function commandForKey(stroke: KeyStroke, scope: RowScope): (() => void) | null {
  const { row } = scope;
  const site = row.kind === 'group' ? siteOf(row.site) : null;
  const id = actionOfStroke(stroke, 'tree')?.id;
  if (site !== null && (id === 'tree.indent' || id === 'tree.outdent'))
    return () => withSite(site, (now) => indentSite(now, id === 'tree.indent'));
  // Enter does what a double click does, see the tree.
  if (id === undefined || id === 'tree.activate') return null;
  const wanted = id === 'tree.wall' && row.kind === 'camera' ? 'tree.activate' : id;
  return actionsFor(scope).find((action) => action.id === wanted)?.run ?? null;
}
