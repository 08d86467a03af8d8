/** The ends of the tasks that bring archived recordings back. The page follows them whatever screen shows. */
import { create } from 'zustand';
import { on } from '../../../page/bridge.ts';
import { postNotice } from '../../../state/page/notices.ts';

/** Number of tasks that ended in this window: after each, the known recordings are out of date. */
export const useRetrievalEnds = create<{ readonly count: number }>(() => ({ count: 0 }));

/** @returns ends it. */
export const followRetrievalEnds = (): (() => void) =>
  on('retrievals.ended', ({ task }) => {
    useRetrievalEnds.setState(({ count }) => ({ count: count + 1 }));
    postNotice('retrievalEnded', { name: task.name });
  });
