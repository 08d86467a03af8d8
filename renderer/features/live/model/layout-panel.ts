/** Whether the choice of layouts is open on the live screen, and whether a grid is being drawn in it. */
import { create } from 'zustand';
import { postNotice } from '../../../state/page/notices.ts';
import { currentWall } from '../../../state/walls/walls-store.ts';

export const useLayoutPanel = create<{ readonly mode: 'closed' | 'choose' | 'draw' }>(() => ({ mode: 'closed' }));

/** Opens it, unless the wall is locked: then says so. */
export function openLayoutPanel(mode: 'choose' | 'draw' = 'choose'): void {
  const wall = currentWall();
  if (wall?.isLocked) return postNotice('wallIsLocked', { name: wall.name });
  useLayoutPanel.setState({ mode });
}

export function closeLayoutPanel(): void {
  useLayoutPanel.setState({ mode: 'closed' });
}

export function toggleLayoutPanel(): void {
  if (useLayoutPanel.getState().mode === 'closed') openLayoutPanel();
  else closeLayoutPanel();
}
