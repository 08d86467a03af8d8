import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import type { Locale } from '../../../i18n/locale.ts';
import { IconButton } from '../../icon-button.tsx';
import './calendar.css';
import { addMonths, dayByKey, monthOf, weeksOf, type DayFootage, type Month } from './calendar-days.ts';
import type { Day } from '../zone.ts';

interface CalendarProps {
  /** The month that is shown. */
  readonly month: Month;
  readonly onMonth: (month: Month) => void;
  readonly selected: Day | null;
  readonly today: Day;
  /** Asked for each day in sight. */
  readonly footageOf: (day: Day) => DayFootage;
  /** A sign in the corner of a day, such as that of an alarm. */
  readonly signOf?: (day: Day) => ReactNode;
  readonly onPick: (day: Day) => void;
  /** Below the legend: what is not counted, and the field for a moment. */
  readonly children?: ReactNode;
}

const LEGEND = ['full', 'some', 'archived', 'none', 'unknown'] as const;
/** Days of the calendar have no zone: they are named as days of UTC. */
const FORMATS = {
  month: { year: 'numeric', month: 'long', timeZone: 'UTC' },
  day: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' },
  weekday: { weekday: 'narrow', timeZone: 'UTC' },
  weekdayLong: { weekday: 'long', timeZone: 'UTC' },
} as const;
const formats = new Map<string, Intl.DateTimeFormat>();

function dateWords(day: Day, name: keyof typeof FORMATS, locale: Locale): string {
  const key = `${locale} ${name}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale === 'zh-CN' ? 'zh-CN' : 'en-GB', FORMATS[name]);
    formats.set(key, format);
  }
  return format.format(Date.parse(`${day}T00:00:00Z`)).replace(',', '');
}

/** The days of a month with their known footage. Arrows, Home, End and the page keys move, Enter picks. */
export function Calendar(props: CalendarProps) {
  const { month, onMonth, selected, today, children } = props;
  const t = useText();
  const locale = useLocale();
  const first = `${month}-01`;
  const weeks = weeksOf(month);
  const preferred = [selected, today].find((day) => day !== null && monthOf(day) === month) ?? first;
  const { focused, grid, onKeyDown } = useDayKeys(month, onMonth, preferred);
  return (
    <div className="tcal">
      <div className="row tcal-title">
        <IconButton
          icon="chev-l"
          label={t('timeline.calendar.previous')}
          onClick={() => onMonth(addMonths(month, -1))}
        />
        <h3 className="grow" aria-live="polite">
          {dateWords(first, 'month', locale)}
        </h3>
        <IconButton icon="chev-r" label={t('timeline.calendar.next')} onClick={() => onMonth(addMonths(month, 1))} />
      </div>
      <div role="grid" aria-label={t('timeline.calendar.name')} className="tcal-grid" ref={grid} onKeyDown={onKeyDown}>
        <div role="row" className="tcal-week">
          {weeks[0]?.map((day) => (
            <span key={day} role="columnheader" aria-label={dateWords(day, 'weekdayLong', locale)} className="t3">
              {dateWords(day, 'weekday', locale)}
            </span>
          ))}
        </div>
        {weeks.map((days) => (
          <div key={days[0]} role="row" className="tcal-week">
            {days.map((day) => (
              <DayCell key={day} {...props} day={day} isFocus={day === focused} locale={locale} />
            ))}
          </div>
        ))}
      </div>
      <ul className="tcal-legend" aria-label={t('timeline.legend')}>
        {LEGEND.map((state) => (
          <li key={state}>
            <DayBar state={state} share={state === 'some' ? 0.5 : 1} />
            {t(`timeline.days.${state}`)}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

interface DayCellProps extends CalendarProps {
  readonly day: Day;
  readonly isFocus: boolean;
  readonly locale: Locale;
}

function DayCell({ day, month, selected, today, footageOf, signOf, onPick, isFocus, locale }: DayCellProps) {
  const t = useText();
  const footage = footageOf(day);
  const classes = [
    'tcal-day',
    ...(monthOf(day) === month ? [] : ['tcal-other']),
    ...(day === today ? ['tcal-today'] : []),
    ...(day === selected ? ['tcal-on'] : []),
    ...(footage.state === 'future' ? ['tcal-future'] : []),
  ];
  const words = [dateWords(day, 'day', locale), ...(day === today ? [t('timeline.calendar.today')] : [])];
  return (
    <button
      type="button"
      role="gridcell"
      data-day={day}
      className={classes.join(' ')}
      tabIndex={isFocus ? 0 : -1}
      aria-selected={day === selected}
      aria-current={day === today ? 'date' : undefined}
      aria-label={[...words, t(`timeline.days.${footage.state}`)].join(t('timeline.comma'))}
      onClick={() => onPick(day)}
    >
      {Number(day.slice(8))}
      {footage.state === 'future' ? null : <DayBar {...footage} />}
      {signOf?.(day)}
    </button>
  );
}

function DayBar({ state, share }: DayFootage) {
  const width = state === 'some' ? `${Math.max(15, Math.round(share * 100))}%` : '100%';
  return (
    <i className={`tcal-bar tcal-${state}`} aria-hidden="true">
      <u style={{ width }} />
    </i>
  );
}

/** The day that has the focus of the grid. Keys that leave the month show the other month. */
function useDayKeys(month: Month, onMonth: (month: Month) => void, preferred: Day) {
  const grid = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState<Day | null>(null);
  const focused = moved !== null && monthOf(moved) === month ? moved : preferred;
  const hasMoved = useRef(false);
  useEffect(() => {
    if (!hasMoved.current) return;
    hasMoved.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-day="${focused}"]`)?.focus();
  }, [focused]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const from = event.target instanceof HTMLElement ? (event.target.dataset['day'] ?? focused) : focused;
    const day = event.ctrlKey || event.altKey || event.metaKey ? null : dayByKey(event.key, from);
    if (day === null) return;
    event.preventDefault();
    event.stopPropagation();
    hasMoved.current = true;
    setMoved(day);
    if (monthOf(day) !== month) onMonth(monthOf(day));
  };
  return { focused, grid, onKeyDown };
}
