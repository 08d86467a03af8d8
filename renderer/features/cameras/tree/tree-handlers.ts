import type { DragEvent, KeyboardEvent, MouseEvent } from 'react';
import { actionOfStroke } from '../../../state/actions/shortcuts.ts';
import { targetIndex } from '../../../ui/rows/row-keys.ts';
import type { VirtualRows } from '../../../ui/rows/use-virtual-rows.ts';
import { place } from '../place.ts';
import { dismissPreview, togglePreview } from '../preview/preview.ts';
import { camerasMeant, commandForKey } from '../sites/site-commands.ts';
import { openOverlay } from '../sites/site-overlay.ts';
import { startDrag } from './tree-drag.ts';
import { cameraRowsFor, indexOfKey, moveTo, toggle, type TreeCursor } from './tree-keys.ts';
import type { TreeRow } from './tree-model.ts';
import type { RowActions } from './tree-row.tsx';
import type { CameraTreeState } from './use-camera-tree.ts';

/** Moves the cursor and selects nothing. */
const PLAIN = { shiftKey: false, ctrlKey: false, isClick: false } as const;

/** The state of the newest render, which the handlers read when an event arrives. */
export interface TreeNow {
  readonly tree: CameraTreeState;
  readonly virtual: VirtualRows;
  readonly cursor: TreeCursor;
}

type SetCursor = (next: TreeCursor | ((before: TreeCursor) => TreeCursor)) => void;

/** Pointer and keyboard of the tree. One object lives as long as the panel, so that scrolling renders no row again. */
export class TreeHandlers {
  readonly actions: RowActions = {
    onPick: (index, event) =>
      this.#go(index, { shiftKey: event.shiftKey, ctrlKey: event.ctrlKey || event.metaKey, isClick: true }),
    onActivate: (index) => this.#activate(index),
    onFold: (key) => this.#now().tree.fold(key),
    onDragStart: (index, event) => this.#drag(index, event),
    onMenu: (index, event) => this.#menuAtPointer(index, event),
  };
  readonly #now: () => TreeNow;
  readonly #setCursor: SetCursor;

  constructor(now: () => TreeNow, setCursor: SetCursor) {
    this.#now = now;
    this.#setCursor = setCursor;
  }

  readonly enter = (): void => {
    const first = this.#now().tree.rows.findIndex((row) => row.kind === 'camera');
    this.#go(Math.max(0, first), PLAIN);
  };

  readonly go = (index: number): void => this.#go(index, PLAIN);

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (this.#isCommand(event) || this.#isMove(event)) event.preventDefault();
  };

  /** The keys of the actions that the table of keys names. @returns whether the key is one of them. */
  #isCommand(event: KeyboardEvent): boolean {
    const { tree, cursor } = this.#now();
    const at = indexOfKey(tree.rows, cursor.activeKey);
    const row = tree.rows[at];
    const action = actionOfStroke(event.nativeEvent, 'tree')?.id;
    if (action === 'tree.preview') {
      togglePreview(`camera-row-${at}`, tree.rows);
      return true;
    }
    if (dismissPreview() && event.key === 'Escape') return true;
    const command = row === undefined ? null : commandForKey(event.nativeEvent, { tree, cursor, row });
    if (command !== null) {
      if (action === 'tree.remove') this.#stepOff(at);
      command();
      return true;
    }
    if (action !== 'tree.menu' || row === undefined) return false;
    this.#openMenu(at);
    return true;
  }

  /** @returns whether the key moves the cursor, folds, selects or opens. Letters and figures are keys of the screen. */
  #isMove(event: KeyboardEvent): boolean {
    const { tree, virtual, cursor } = this.#now();
    const at = indexOfKey(tree.rows, cursor.activeKey);
    const row = tree.rows[at];
    const ctrlKey = event.ctrlKey || event.metaKey;
    const target = event.altKey ? null : targetIndex(tree.rows.length, at, event.key, virtual.pageRows);
    if (target !== null) this.#go(target, { shiftKey: event.shiftKey, ctrlKey, isClick: false });
    else if (!event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
      this.#foldOrMove(event.key, at);
    else if (event.key === 'Enter') this.#activate(at);
    else if (event.key === ' ' && row !== undefined) this.#setCursor((before) => toggle(row, before));
    else return false;
    return true;
  }

  #go(index: number, how: Parameters<typeof moveTo>[3]): void {
    const { tree, virtual } = this.#now();
    this.#setCursor((before) => moveTo(tree.rows, before, index, how));
    virtual.reveal(index);
  }

  #activate(index: number): void {
    const { tree, cursor } = this.#now();
    const row = tree.rows[index];
    if (row?.kind === 'group') return row.hasRows ? tree.fold(row.key) : undefined;
    if (row !== undefined) place(camerasMeant({ tree, cursor, row }));
  }

  #foldOrMove(key: string, at: number): void {
    const { rows, closed, fold } = this.#now().tree;
    const row = rows[at];
    if (row === undefined) return;
    const isOpen = row.kind === 'group' && row.hasRows && !closed.has(row.key);
    if (key === 'ArrowRight' && row.kind === 'group') {
      if (isOpen) this.#go(at + 1, PLAIN);
      else if (row.hasRows) fold(row.key, false);
      return;
    }
    if (key === 'ArrowLeft' && isOpen) return fold(row.key, true);
    const parent = indexOfKey(rows, row.parentKey);
    if (key === 'ArrowLeft' && parent >= 0) this.#go(parent, PLAIN);
  }

  /** Rows that are about to go give the focus to the one after them. */
  #stepOff(index: number): void {
    const { tree, cursor } = this.#now();
    const row = tree.rows[index];
    if (row === undefined) return;
    const going = new Set<string>(cameraRowsFor(tree.rows, cursor, row).map(({ key }) => key));
    const isBelow = (other: TreeRow): boolean => row.kind === 'group' && other.level > row.level;
    const isGoing = (other: TreeRow): boolean => other === row || isBelow(other) || going.has(other.key);
    const after = tree.rows.slice(index).find((other) => !isGoing(other)) ?? tree.rows[index - 1];
    if (after !== undefined) this.#setCursor({ activeKey: after.key, anchorKey: after.key, selected: new Set() });
  }

  #openMenu(index: number, at?: { readonly x: number; readonly y: number }): void {
    const row = this.#now().tree.rows[index];
    if (row === undefined) return;
    const box = document.getElementById(`camera-row-${index}`)?.getBoundingClientRect();
    openOverlay({ kind: 'menu', rowKey: row.key, at: at ?? { x: (box?.left ?? 0) + 40, y: box?.bottom ?? 0 } });
  }

  #menuAtPointer(index: number, event: MouseEvent): void {
    const { tree, cursor } = this.#now();
    const row = tree.rows[index];
    if (row === undefined) return;
    event.preventDefault();
    if (!cursor.selected.has(row.key)) this.#go(index, { ...PLAIN, isClick: true });
    this.#openMenu(index, { x: event.clientX, y: event.clientY });
  }

  #drag(index: number, event: DragEvent): void {
    const { tree, cursor } = this.#now();
    const row = tree.rows[index];
    if (row === undefined) return event.preventDefault();
    startDrag(event, { tree, cursor, row });
  }
}
