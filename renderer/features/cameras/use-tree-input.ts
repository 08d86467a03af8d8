import { useMemo, useRef, useState, type DragEvent, type KeyboardEvent, type MouseEvent } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { postNotice } from '../../state/notices.ts';
import { placeChannels } from '../../state/walls.ts';
import type { VirtualRows } from '../../ui/use-virtual-rows.ts';
import {
  camerasFor,
  indexOfKey,
  moveTo,
  NO_CURSOR,
  targetIndex,
  toggle,
  typeAhead,
  type TreeCursor,
} from './tree-keys.ts';
import type { RowActions } from './tree-row.tsx';
import type { CameraTreeState } from './use-camera-tree.ts';

/** What the wall accepts as a drop: a JSON array of channel ids. */
const DRAG_TYPE = 'application/x-lanner-channels';
/** The largest wall; more cameras at once would have no place. */
const MAX_PLACED = 64;
const TYPE_AHEAD_MS = 700;

export interface TreeInput {
  readonly cursor: TreeCursor;
  readonly actions: RowActions;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly enter: () => void;
}

export function place(ids: readonly ChannelId[]): void {
  if (ids.length === 0) return;
  postNotice('placed', { count: placeChannels(ids.slice(0, MAX_PLACED)) });
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
      else if (row !== undefined) place(camerasFor(now.rows, at, row));
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
    const onKeyDown = (event: KeyboardEvent): void => {
      const { tree: now, virtual: window, cursor: cur } = latest.current;
      const at = indexOfKey(now.rows, cur.activeKey);
      const ctrlKey = event.ctrlKey || event.metaKey;
      const target = targetIndex(now.rows, at, event.key, window.pageRows);
      const row = now.rows[at];
      if (target !== null) go(target, { shiftKey: event.shiftKey, ctrlKey, isClick: false });
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') foldOrMove(event.key, at);
      else if (event.key === 'Enter') activate(at);
      else if (event.key === ' ' && row !== undefined) setCursor((before) => toggle(row, before));
      else if (event.key.length === 1 && !ctrlKey && !event.altKey) onTypeAhead(event.key, at);
      else return;
      event.preventDefault();
    };
    const onPick = (index: number, event: MouseEvent): void =>
      go(index, { shiftKey: event.shiftKey, ctrlKey: event.ctrlKey || event.metaKey, isClick: true });
    const onDragStart = (index: number, event: DragEvent): void => {
      const { tree: now, cursor: cur } = latest.current;
      const row = now.rows[index];
      const ids = row === undefined ? [] : camerasFor(now.rows, cur, row).slice(0, MAX_PLACED);
      if (ids.length === 0) return event.preventDefault();
      event.dataTransfer.setData(DRAG_TYPE, JSON.stringify(ids));
      event.dataTransfer.effectAllowed = 'copy';
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
    };
    return { actions, onKeyDown, enter };
  }, []);
  return { cursor, ...stable };
}
