import { useRef, useState, type KeyboardEvent } from 'react';
import type { VirtualRows } from '../../../ui/rows/use-virtual-rows.ts';
import { TreeHandlers, type TreeNow } from './tree-handlers.ts';
import { NO_CURSOR, type TreeCursor } from './tree-keys.ts';
import type { RowActions } from './tree-row.tsx';
import type { CameraTreeState } from './use-camera-tree.ts';

export interface TreeInput {
  readonly cursor: TreeCursor;
  readonly actions: RowActions;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly enter: () => void;
  /** Moves the cursor to a row and brings the row into sight. */
  readonly go: (index: number) => void;
}

/** Pointer and keyboard of the tree: selection, folding, placing on the wall, drag. */
export function useTreeInput(tree: CameraTreeState, virtual: VirtualRows): TreeInput {
  const [cursor, setCursor] = useState(NO_CURSOR);
  const latest = useRef<TreeNow>({ tree, virtual, cursor });
  latest.current = { tree, virtual, cursor };
  const [handlers] = useState(() => new TreeHandlers(() => latest.current, setCursor));
  const { actions, onKeyDown, enter, go } = handlers;
  return { cursor, actions, onKeyDown, enter, go };
}
