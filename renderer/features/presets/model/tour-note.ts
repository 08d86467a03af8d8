/** Keeps beside the preferences which tour this window makes, so that the next start can say that it ended with the client. */
import { postNotice } from '../../../state/page/notices.ts';
import { setPreferences, usePreferences } from '../../../state/page/preferences.ts';
import { minuteText } from '../../../ui/format.ts';
import { useRound, type Round } from './round.ts';

const tourOf = (round: Round | null): Round['channelId'] | null => (round?.kind === 'tour' ? round.channelId : null);

/** Writes down when a tour begins and ends, and says once which tour of an earlier run was cut. @returns ends it. */
export function followTourNote(): () => void {
  const endNoting = useRound.subscribe(({ round }, before) => {
    const channelId = tourOf(round);
    if (channelId === tourOf(before.round)) return;
    void setPreferences({ deskTour: channelId === null ? null : { channelId, atMs: Date.now() } });
  });
  const endReading = usePreferences.subscribe(({ info, deskTour }, before) => {
    // A tour that began after the start is made by another window.
    if (info === null || before.info !== null || deskTour === null || deskTour.atMs >= info.startedAtMs) return;
    const { channelId, atMs: begunAtMs } = deskTour;
    postNotice('tourCut', { time: minuteText(begunAtMs) });
    useRound.setState({ ended: { channelId, by: { begunAtMs } } });
    void setPreferences({ deskTour: null });
  });
  return () => {
    endNoting();
    endReading();
  };
}
