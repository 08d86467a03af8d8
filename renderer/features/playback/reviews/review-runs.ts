/** The actions of the keys of review sessions, while the screen of playback is there. */
import { useEffect } from 'react';
import type { Runs } from '../../../state/actions/shortcut-actions.ts';
import { closeReview, newReview, startRenaming, stepReview, takeRate, useReviews } from './reviews.ts';

export const reviewRuns = {
  'playback.newReview': () => newReview(),
  'playback.closeReview': () => closeReview(),
  'playback.renameReview': () => startRenaming(),
  'playback.nextReview': () => stepReview(1),
  'playback.previousReview': () => stepReview(-1),
} satisfies Runs;

/** The players of a session that was just shown join the clock when its tiles are drawn: then the session gets its speed. */
export function useReviewRate(): void {
  const shownId = useReviews(({ current }) => current.id);
  useEffect(takeRate, [shownId]);
}
