/** The ends of the tasks that bring archived recordings back. The page follows them whatever screen shows. */
import { create } from 'zustand';
import { on } from '../../../page/bridge.ts';
import { postNotice } from '../../../state/page/notices.ts';

/** How many tasks ended in this window: what is known of the recordings is out of date after each. */
export const useRetrievalEnds = create<{ readonly count: number }>(() => ({ count: 0 }));

/** @returns ends it. */
export const followRetrievalEnds = (): (() => void) =>
  on('retrievals.ended', ({ task }) => {
    useRetrievalEnds.setState(({ count }) => ({ count: count + 1 }));
    postNotice('retrievalEnded', { name: task.name });
  });
