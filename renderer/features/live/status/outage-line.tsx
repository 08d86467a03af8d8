import { errorWords } from '../../../i18n/error-words.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useOutages } from '../../../state/players/outages.ts';
import { toggleStreamsPanel, useStreamsPanel } from '../model/streams-panel.ts';
import { minuteText } from '../../../ui/format.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { useIsNarrow } from '../../../ui/rows/use-fit.ts';
import { useOutageName } from './outage-name.ts';
import { OutagePanel } from './outage-panel.tsx';
import '../../../ui/float/status-panel.css';

/** The line about a failure that many tiles share; it opens the list of all such failures. */
export function OutageLine() {
  const t = useText();
  const active = useOutages((state) => state.active);
  const hasPast = useOutages((state) => state.past.length > 0);
  const isOpen = useStreamsPanel((state) => state.open === 'outages');
  const nameOf = useOutageName();
  const isNarrow = useIsNarrow();
  const [worst] = active;
  if (!worst && !hasPast && !isOpen) return null;
  const who = worst === undefined ? null : { who: nameOf(t, worst), count: worst.cameras };
  const since = worst === undefined ? null : { time: minuteText(worst.sinceMs), why: errorWords(t, worst.error).what };
  const words = who === null || since === null ? '' : t('streams.outage.line', { ...who, ...since });
  return (
    <span className={worst ? 'outage' : 'outage is-over'}>
      <button
        type="button"
        className="status-button"
        data-panel="outages"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={worst ? undefined : t('streams.outage.open')}
        title={words === '' ? t('streams.outage.open') : words}
        onClick={() => toggleStreamsPanel('outages')}
      >
        <StateGlyph name={worst ? 'error' : 'ok'} size={12} />
        {/* The last parts leave as a whole where they have no room: a time is never cut. */}
        <span className="outage-words">
          {who === null ? null : <span className="el">{t('streams.outage.lost', who)}</span>}
          {since === null || isNarrow ? null : (
            <>
              <span className="el">{t('streams.outage.since', since)}</span>
              <span className="el">{since.why}</span>
            </>
          )}
        </span>
        {active.length > 1 ? (
          <span className="more">{t('streams.outage.more', { count: active.length - 1 })}</span>
        ) : null}
      </button>
      {isOpen ? <OutagePanel /> : null}
      {/* Beside the button, since changes of a button's content are not read out. */}
      <span className="visually-hidden" role="status">
        {words}
      </span>
    </span>
  );
}
