/**
 * The one menu of a camera. The areas declare the parts of the menu (`cameraMenu` in area.ts); app/areas.ts hands them over.
 * A tile and the row of the list show the same items for the same camera, by right click, by "…" and by key.
 */
import { useEffect, useReducer } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { Action } from '../../ui/action.ts';
import { inOrder, type Placed } from './in-order.ts';
import { isOffered } from './offered.ts';
import { isActionId } from './shortcut-table.ts';

/** The camera that a menu is about. */
export interface CameraSubject {
  readonly channelId: ChannelId;
  /** A tile of the wall in this window that shows the camera; null where no tile does. */
  readonly tile: number | null;
  /** Where the menu stands: some actions lead to the other place. */
  readonly from: 'tile' | 'list';
  /** Whether `tile` is the selected tile: the keys of a tile act on the selected tile. */
  readonly isSelected: boolean;
}

/** A group of the menu, or a submenu. A line parts the group from those before; submenus that follow one another are one group. */
export interface CameraMenuPart extends Placed {
  /** Follows the part before without a dividing line. */
  readonly isJoined?: true;
  /** The name of the submenu that holds the items. */
  readonly title?: (t: Text) => string;
  readonly items: (t: Text, subject: CameraSubject) => readonly Action[];
  /** Reads what the items show while the menu of a camera is open. @returns ends it. */
  readonly follow?: (channelId: ChannelId, onChange: () => void) => () => void;
}

/** Items of an area for several cameras: the cameras of a group, or those that are selected in the list. */
export type CamerasMenuPart = (t: Text, channelIds: readonly ChannelId[]) => readonly Action[];

let setParts: readonly CamerasMenuPart[] = [];

/** Takes the parts of all areas, once, before the page shows anything. */
export function setCamerasMenu(all: readonly CamerasMenuPart[]): void {
  setParts = all;
}

/** The items for several cameras that this window offers. */
export const camerasMenu = (t: Text, channelIds: readonly ChannelId[]): readonly Action[] =>
  channelIds.length === 0 ? [] : setParts.flatMap((items) => items(t, channelIds)).filter(isShown);

let parts: readonly CameraMenuPart[] = [];

/** Takes the parts of all areas, once, before the page shows anything. */
export function setCameraMenu(lists: readonly (readonly CameraMenuPart[])[]): void {
  parts = inOrder(lists);
}

/** Draws the component with the menu of a camera again when the items of the menu change. @param channelId null: no menu is open. */
export function useMenuContent(channelId: ChannelId | null): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (channelId === null) return undefined;
    const ends = parts.flatMap(({ follow }) => (follow === undefined ? [] : [follow(channelId, redraw)]));
    return () => ends.forEach((end) => end());
  }, [channelId]);
}

const isShown = ({ id }: Action): boolean => !isActionId(id) || isOffered(id);

/** No key stands beside a camera on which the key does not act. The keys of the list act on the row with the menu. */
const withOwnKeys = ({ isSelected }: CameraSubject, item: Action): Action =>
  isSelected || item.id.startsWith('tree.') ? item : { ...item, keys: undefined };

/** The items of a camera that this window offers, in the order of the areas. */
export function cameraMenu(t: Text, subject: CameraSubject): readonly Action[] {
  const menu: Action[] = [];
  for (const { id, items, title, isJoined = false } of parts) {
    const own = items(t, subject)
      .filter(isShown)
      .map((item) => withOwnKeys(subject, item));
    if (own.length === 0) continue;
    const before = menu.at(-1);
    const isAfterSubmenu = before?.items !== undefined;
    if (title !== undefined) menu.push(submenu(id, title(t), own, !isJoined && !isAfterSubmenu));
    else if (isJoined && isAfterSubmenu) menu.splice(-1, 1, { ...before, items: [...(before.items ?? []), ...own] });
    else menu.push(...own.map((item, i) => ({ ...item, startsGroup: i === 0 && !isJoined })));
  }
  return menu;
}

const submenu = (id: string, name: string, items: readonly Action[], startsGroup: boolean): Action => ({
  id,
  name,
  items,
  startsGroup,
});

/** One list of several groups, with a line before each of them. */
export const inGroups = (groups: readonly (readonly Action[])[]): readonly Action[] =>
  groups.flatMap((items) => items.map((item, i) => ({ ...item, startsGroup: i === 0 })));
