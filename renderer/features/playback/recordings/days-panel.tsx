/** The calendar of days with footage, above the pictures. */
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { actionWords, errorWords } from '../../../i18n/error-words.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { useMinuteMs } from '../../../ui/now.ts';
import { Segmented } from '../../../ui/form/segmented.tsx';
import { Calendar } from '../../../ui/timeline/calendar/calendar.tsx';
import { dayOf, dayRange } from '../../../ui/timeline/zone.ts';
import { usePressElsewhere } from '../../../ui/float/use-press-elsewhere.ts';
import { useReturnedFocus } from '../../../ui/float/use-returned-focus.ts';
import * as model from './days.ts';
import { useSession } from '../session.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';

export function DaysPanel() {
  const isOpen = model.useDays((state) => state.isOpen);
  return isOpen ? (
    <div className="playback-days-place">
      <Panel />
    </div>
  ) : null;
}

function Panel() {
  const t = useText();
  const { month, isOfAll, known, isAsking, failures, wanted } = model.useDays();
  const session = useSession();
  const nowMs = useMinuteMs();
  const zone = stampZone();
  const cameras = model.countedCameras(session, isOfAll);
  const box = useBox();
  const key = cameras.map(({ channelId, place }) => `${channelId} ${place}`).join();
  useEffect(() => void model.askMonth(), [month, zone, key]);
  const untold = model.countUntold(known, cameras, month);
  return (
    <div
      ref={box}
      className="float playback-days"
      role="dialog"
      aria-label={t('playback.days.title')}
      onKeyDown={closeOnEscape}
    >
      <Calendar
        {...{ month, onMonth: model.showMonth }}
        selected={wanted ?? (session.atMs === null ? null : dayOf(zone, session.atMs))}
        today={dayOf(zone, nowMs)}
        footageOf={(day) => model.footageOf(known, cameras, { zone, day, nowMs })}
        onPick={(day) => (dayRange(zone, day).fromMs >= nowMs ? undefined : model.pickDay(day))}
      >
        {session.cameras.length < 2 ? null : (
          <Segmented
            label={t('playback.days.of')}
            options={[
              { value: 'selected', label: t('playback.days.selected') },
              { value: 'all', label: t('timeline.all', { count: session.cameras.length }) },
            ]}
            value={isOfAll ? 'all' : 'selected'}
            onChange={(value) => model.countAll(value === 'all')}
          />
        )}
        <p className="t2 playback-days-note" role="status">
          {wanted !== null
            ? t('playback.days.going')
            : isAsking
              ? t('playback.days.asking')
              : untold === 0
                ? ''
                : t('playback.days.untold', { count: untold })}
        </p>
        {failures.length === 0 ? null : <Failures />}
      </Calendar>
    </div>
  );
}

/** Which cameras could not be asked, and why: cameras with the same reason share a line. */
function Failures() {
  const t = useText();
  const failures = model.useDays((state) => state.failures);
  const byId = useDirectory((state) => state.view.byId);
  const names = new Map<string, readonly string[]>();
  for (const { channelId, error } of failures) {
    const { what, why } = errorWords(t, error);
    const channel = byId.get(channelId);
    const name = channel === undefined ? t('shell.unknownCamera') : `${channel.number} ${channel.name}`;
    const reason = `${what} ${why}`.trim();
    names.set(reason, [...(names.get(reason) ?? []), name]);
  }
  return (
    <div className="errt playback-days-failed" role="alert">
      <StateGlyph name="error" size={14} />
      <div className="grow selectable">
        {[...names].map(([reason, of]) => (
          <p key={reason}>
            <b>{of.join(t('playback.comma'))}</b>
            <span className="t2">{reason}</span>
          </p>
        ))}
        <div className="acts">
          <button type="button" className="btn sm" onClick={() => void model.askMonth()}>
            {actionWords(t, 'retry')}
          </button>
        </div>
      </div>
    </div>
  );
}

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  model.closeDays();
}

/** The day in the middle of the attention has the focus; a click elsewhere closes the calendar. */
function useBox() {
  const box = useRef<HTMLDivElement>(null);
  useReturnedFocus();
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus();
  }, []);
  usePressElsewhere(box, model.closeDays, '[data-action="playback.days"]');
  return box;
}
