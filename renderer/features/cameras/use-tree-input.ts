import { useMemo, useRef, useState, type DragEvent, type KeyboardEvent, type MouseEvent } from 'react';
import { CHANNELS_TYPE, GROUP_TYPE, SITE_TYPE } from '../../state/drag-types.ts';
import { actionOfStroke } from '../../state/shortcuts.ts';
import { targetIndex } from '../../ui/row-keys.ts';
import type { VirtualRows } from '../../ui/use-virtual-rows.ts';
import { MAX_PLACED, place } from './place.ts';
import { camerasMeant, commandForKey } from './site-commands.ts';
import { dismissPreview, togglePreview } from './preview.ts';
import { openOverlay } from './site-overlay.ts';
import { cameraRowsFor, indexOfKey, moveTo, NO_CURSOR, toggle, typeAhead, type TreeCursor } from './tree-keys.ts';
import type { TreeRow } from './tree-model.ts';
import type { RowActions } from './tree-row.tsx';
import type { CameraTreeState } from './use-camera-tree.ts';
import { setDragged } from './use-site-drop.ts';

const TYPE_AHEAD_MS = 700;

/** A sign that is the key of an action is that; a letter always seeks. */
function isTypedAhead(event: globalThis.KeyboardEvent): boolean {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
  return /\p{L}/u.test(event.key) || actionOfStroke(event, 'tree') === null;
}

/** Accounts, and cameras in no group, have no id that a sequence could keep. */
function draggedGroup(row: TreeRow): { kind: 'site' | 'group'; id: string; name: string } | null {
  if (row.kind !== 'group' || row.name === null || row.site === 'root') return null;
  if (row.site !== null) return { kind: 'site', id: row.site, name: row.name };
  return row.key.includes('~') ? { kind: 'group', id: row.key, name: row.name } : null;
}

export interface TreeInput {
  readonly cursor: TreeCursor;
  readonly actions: RowActions;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly enter: () => void;
}

/** Pointer and keyboard of the tree: selection, folding, placing on the wall, type-ahead, drag. */
export function useTreeInput(tree: CameraTreeState, virtual: VirtualRows): TreeInput {
  const [cursor, setCursor] = useState(NO_CURSOR);
  const typed = useRef({ text: '', atMs: 0 });
  // The handlers live as long as the panel, so that a scroll does not render every row anew; they read the latest state.
  const latest = useRef({ tree, virtual, cursor });
  latest.current = { tree, virtual, cursor };

  const stable = useMemo(() => {
    const go = (index: number, how: Parameters<typeof moveTo>[3]): void => {
      const { rows } = latest.current.tree;
      setCursor((before) => moveTo(rows, before, index, how));
      latest.current.virtual.reveal(index);
    };
    const activate = (index: number): void => {
      const { tree: now, cursor: at } = latest.current;
      const row = now.rows[index];
      if (row?.kind === 'group') now.fold(row.key);
      else if (row !== undefined) place(camerasMeant({ tree: now, cursor: at, row }));
    };
    const onTypeAhead = (key: string, at: number): void => {
      const isGoingOn = performance.now() - typed.current.atMs < TYPE_AHEAD_MS;
      typed.current = { text: isGoingOn ? typed.current.text + key : key, atMs: performance.now() };
      const found = typeAhead(latest.current.tree.rows, at, typed.current.text);
      if (found !== null) go(found, { shiftKey: false, ctrlKey: false, isClick: false });
    };
    const foldOrMove = (key: string, at: number): void => {
      const { rows, closed, fold } = latest.current.tree;
      const row = rows[at];
      const plain = { shiftKey: false, ctrlKey: false, isClick: false };
      if (row === undefined) return;
      const isOpen = row.kind === 'group' && !closed.has(row.key);
      if (key === 'ArrowRight' && row.kind === 'group') return isOpen ? go(at + 1, plain) : fold(row.key, false);
      if (key === 'ArrowLeft' && isOpen) return fold(row.key, true);
      const parent = indexOfKey(rows, row.parentKey);
      if (key === 'ArrowLeft' && parent >= 0) go(parent, plain);
    };
    /** Rows that are about to go give the focus to the one after them. */
    const stepOff = (index: number): void => {
      const { tree: now, cursor: cur } = latest.current;
      const row = now.rows[index];
      if (row === undefined) return;
      const going = new Set<string>(cameraRowsFor(now.rows, cur, row).map(({ key }) => key));
      const isBelow = (other: TreeRow): boolean => row.kind === 'group' && other.level > row.level;
      const isGoing = (other: TreeRow): boolean => other === row || isBelow(other) || going.has(other.key);
      const after = now.rows.slice(index).find((other) => !isGoing(other)) ?? now.rows[index - 1];
      if (after !== undefined) setCursor({ activeKey: after.key, anchorKey: after.key, selected: new Set() });
    };
    const openMenu = (index: number, at?: { readonly x: number; readonly y: number }): void => {
      const row = latest.current.tree.rows[index];
      if (row === undefined) return;
      const box = document.getElementById(`camera-row-${index}`)?.getBoundingClientRect();
      openOverlay({ kind: 'menu', rowKey: row.key, at: at ?? { x: (box?.left ?? 0) + 40, y: box?.bottom ?? 0 } });
    };
    const onMenu = (index: number, event: MouseEvent): void => {
      const { tree: now, cursor: cur } = latest.current;
      const row = now.rows[index];
      if (row === undefined) return;
      event.preventDefault();
      if (!cur.selected.has(row.key)) go(index, { shiftKey: false, ctrlKey: false, isClick: true });
      openMenu(index, { x: event.clientX, y: event.clientY });
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const { tree: now, virtual: window, cursor: cur } = latest.current;
      const at = indexOfKey(now.rows, cur.activeKey);
      const ctrlKey = event.ctrlKey || event.metaKey;
      const row = now.rows[at];
      const action = actionOfStroke(event.nativeEvent, 'tree')?.id;
      if (action === 'tree.preview') {
        event.preventDefault();
        return togglePreview(`camera-row-${at}`, now.rows);
      }
      if (dismissPreview() && event.key === 'Escape') return event.preventDefault();
      const command = row === undefined ? null : commandForKey(event.nativeEvent, { tree: now, cursor: cur, row });
      if (command !== null) {
        event.preventDefault();
        if (action === 'tree.remove') stepOff(at);
        return command();
      }
      if (action === 'tree.menu' && row !== undefined) {
        event.preventDefault();
        return openMenu(at);
      }
      const target = event.altKey ? null : targetIndex(now.rows.length, at, event.key, window.pageRows);
      if (target !== null) go(target, { shiftKey: event.shiftKey, ctrlKey, isClick: false });
      else if (!event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) foldOrMove(event.key, at);
      else if (event.key === 'Enter') activate(at);
      else if (event.key === ' ' && row !== undefined) setCursor((before) => toggle(row, before));
      else if (isTypedAhead(event.nativeEvent)) onTypeAhead(event.key, at);
      else return;
      event.preventDefault();
    };
    const onPick = (index: number, event: MouseEvent): void =>
      go(index, { shiftKey: event.shiftKey, ctrlKey: event.ctrlKey || event.metaKey, isClick: true });
    const onDragStart = (index: number, event: DragEvent): void => {
      const { tree: now, cursor: cur } = latest.current;
      const row = now.rows[index];
      if (row === undefined || row.kind === 'missing' || (row.kind === 'group' && row.site === 'root')) {
        return event.preventDefault();
      }
      const channelIds = camerasMeant({ tree: now, cursor: cur, row });
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
    };
    const enter = (): void => {
      const first = latest.current.tree.rows.findIndex((row) => row.kind === 'camera');
      go(Math.max(0, first), { shiftKey: false, ctrlKey: false, isClick: false });
    };
    const actions = {
      onPick,
      onActivate: activate,
      onFold: (key: string) => latest.current.tree.fold(key),
      onDragStart,
      onMenu,
    };
    return { actions, onKeyDown, enter };
  }, []);
  return { cursor, ...stable };
}
