/** Earlier exports of the cameras in playback, for the timeline. */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { isEnded } from '../../../../preload/domain/exports/exports.ts';
import { on, request } from '../../../page/bridge.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { RemoteList } from '../../../state/page/remote-list.ts';
import { isRecorded, useSession } from '../session.ts';
import { timeline } from '../timeline/timeline.ts';

/** The part of the time that was asked about last. */
let asked: TimeRange | null = null;

/** A failed question changes nothing on the screen. */
const list = new RemoteList(() => {
  const { fromMs, toMs } = timeline.view;
  const lengthMs = toMs - fromMs;
  asked = { fromMs: Math.max(0, Math.floor(fromMs - lengthMs)), toMs: Math.ceil(toMs + lengthMs) };
  const recorded = useSession.getState().cameras.filter(isRecorded);
  return request['exports.marks']({ channelIds: recorded.map(({ channelId }) => channelId), range: asked });
});

export const useExportMarks = list.use;

/** A view that moves asks nothing. */
const REST_MS = 250;

/** Reads now, when cameras or the view change, and after every export. @returns ends it. */
export function followExportMarks(): () => void {
  if (isKiosk()) return () => undefined;
  return list.follow((onChanged) => {
    let rest: ReturnType<typeof setTimeout> | undefined;
    const readSoon = (): void => {
      clearTimeout(rest);
      rest = setTimeout(onChanged, REST_MS);
    };
    const stops = [
      on('exports.changed', ({ job }) => {
        if (isEnded(job)) readSoon();
      }),
      on('exports.removed', readSoon),
      useSession.subscribe(({ cameras }, before) => {
        if (cameras !== before.cameras) readSoon();
      }),
      timeline.subscribe((change) => {
        const { fromMs, toMs } = timeline.view;
        if (change === 'view' && (asked === null || fromMs < asked.fromMs || toMs > asked.toMs)) readSoon();
      }),
    ];
    return () => {
      clearTimeout(rest);
      stops.forEach((stop) => stop());
    };
  });
}
