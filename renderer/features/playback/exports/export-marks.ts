/** Earlier exports of the cameras in playback, for the timeline. */
import { create } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { isEnded } from '../../../../preload/domain/exports/exports.ts';
import { on, request } from '../../../page/bridge.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { isRecorded, useSession } from '../session.ts';
import { timeline } from '../timeline/timeline.ts';

interface ExportMark extends TimeRange {
  readonly channelId: ChannelId;
}

/** A failed question changes nothing on the screen. */
export const useExportMarks = create<{ readonly marks: readonly ExportMark[] }>(() => ({ marks: [] }));

/** A view that moves asks nothing. */
const REST_MS = 250;

/** Reads now, when cameras or the view change, and after every export. @returns ends it. */
export function followExportMarks(): () => void {
  if (isKiosk()) return () => undefined;
  let asked: TimeRange | null = null;
  let questions = 0;
  const read = async (): Promise<void> => {
    questions += 1;
    const question = questions;
    const { fromMs, toMs } = timeline.view;
    const lengthMs = toMs - fromMs;
    asked = { fromMs: Math.max(0, Math.floor(fromMs - lengthMs)), toMs: Math.ceil(toMs + lengthMs) };
    const channelIds = useSession
      .getState()
      .cameras.filter(isRecorded)
      .map(({ channelId }) => channelId);
    const answer = await request['exports.marks']({ channelIds, range: asked });
    if (answer.ok && question === questions) useExportMarks.setState({ marks: answer.value });
  };
  let rest: ReturnType<typeof setTimeout> | undefined;
  const readSoon = (): void => {
    clearTimeout(rest);
    rest = setTimeout(() => void read(), REST_MS);
  };
  void read();
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
    questions += 1;
    clearTimeout(rest);
    stops.forEach((stop) => stop());
  };
}
