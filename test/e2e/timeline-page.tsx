/** A page that shows the timeline alone. The test puts its contents into `window.shown` before the page loads. */
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { SeverityGlyph } from '../../renderer/ui/icons/icon.tsx';
import { setLocale } from '../../renderer/i18n/i18n.ts';
import type { Locale } from '../../renderer/i18n/locale.ts';
import '../../renderer/ui/theme/base.css';
import '../../renderer/ui/theme/parts.css';
import { setTextScale } from '../../renderer/ui/theme/text-scale.ts';
import { installTokens } from '../../renderer/ui/theme/tokens.ts';
import { Calendar } from '../../renderer/ui/timeline/calendar/calendar.tsx';
import { dayFootage, monthOf } from '../../renderer/ui/timeline/calendar/calendar-days.ts';
import { MomentField } from '../../renderer/ui/timeline/moment-field.tsx';
import { Timeline } from '../../renderer/ui/timeline/timeline.tsx';
import { TimelineState } from '../../renderer/ui/timeline/timeline-state.ts';
import { dayOf, dayRange } from '../../renderer/ui/timeline/zone.ts';
import { designMarks, designRows, manyMarks, manyRows, monthRows } from './timeline-rows.ts';

export interface Shown {
  readonly locale: Locale;
  readonly zone: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  /** Where the day of the design begins. */
  readonly dayMs: number;
  readonly textScale?: number;
  /** The calendar as well. */
  readonly hasCalendar?: boolean;
  /** Random recordings in place of the design's. */
  readonly many?: { readonly rows: number; readonly segments: number; readonly days: number };
}

export interface TimelinePage {
  readonly shown: Shown;
  readonly timeline: TimelineState;
  /** The operator's requests, in order. */
  readonly seeks: { readonly atMs: number; readonly rowId: string | null }[];
  readonly marks: string[];
  /** The days that were picked and the moments that were typed. */
  readonly picks: (string | number)[];
}

const page = window as unknown as { -readonly [K in keyof TimelinePage]: TimelinePage[K] };
const { shown } = page;
const rows = shown.many
  ? manyRows(shown.many.rows, shown.many.segments, shown.nowMs, shown.many.days)
  : designRows(shown.dayMs);
const marks = shown.many ? manyMarks(rows) : designMarks(shown.dayMs);
const state = new TimelineState(shown);
Object.assign(page, { timeline: state, seeks: [], marks: [], picks: [] });

function App() {
  const [selectedId, setSelectedId] = useState(rows[0]?.id ?? null);
  return (
    <main className="page">
      <h1 className="visually-hidden">Timeline</h1>
      {shown.hasCalendar ? <Days /> : null}
      <div className="dock">
        <Timeline
          {...{ state, rows, marks, selectedId, zone: shown.zone, nowMs: shown.nowMs }}
          onSelectRow={setSelectedId}
          onSeek={(atMs, rowId) => {
            page.seeks.push({ atMs, rowId });
            state.play(atMs);
          }}
          onMark={({ id }) => page.marks.push(id)}
        />
      </div>
    </main>
  );
}

const month = monthRows(shown.dayMs);

function Days() {
  const today = dayOf(shown.zone, shown.nowMs);
  const [selected, setSelected] = useState(dayOf(shown.zone, shown.dayMs));
  const [shownMonth, setMonth] = useState(monthOf(selected));
  const pick = (day: string): void => {
    setSelected(day);
    page.picks.push(day);
  };
  return (
    <div className="days">
      <Calendar
        {...{ month: shownMonth, onMonth: setMonth, selected, today }}
        footageOf={(day) => dayFootage(month, dayRange(shown.zone, day), shown.nowMs)}
        signOf={(day) => (day === '2026-07-09' ? <SeverityGlyph name="high" size={8} title="Alarm" /> : null)}
        onPick={pick}
      >
        <MomentField zone={shown.zone} nowMs={shown.nowMs} day={selected} onGo={(atMs) => page.picks.push(atMs)} />
      </Calendar>
    </div>
  );
}

installTokens();
setLocale(shown.locale);
setTextScale(shown.textScale ?? 1);
const root = document.querySelector('#root');
if (root !== null) createRoot(root).render(<App />);
