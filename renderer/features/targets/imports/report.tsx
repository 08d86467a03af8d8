/** The outcome of each target of a deletion or of a move, the failures first. */
import { OUTCOMES } from '../../../../preload/domain/outcomes.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { useText } from '../../../i18n/i18n.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { dismissReport, useChanges, type Item } from '../model/changes.ts';

const GLYPHS = { done: 'ok', refused: 'error', unknown: 'unknown', notAsked: 'none' } as const;
/** More rows of a kind are counted alone. */
const MAX_ROWS = 100;

export function Report() {
  const t = useText();
  const { report, reportOf } = useChanges();
  if (report === null) return null;
  const title = t(reportOf === 'move' ? 'targets.move.report' : 'targets.report.title');
  const counts = OUTCOMES.map((state) => [state, report.filter((one) => one.state === state).length] as const);
  const ordered = report.toSorted((a, b) => Number(a.state === 'done') - Number(b.state === 'done'));
  return (
    <section className="targets-report" aria-label={title}>
      <div className="row g3 targets-note" role="status">
        <b>{title}</b>
        {counts.map(([state, count]) =>
          count === 0 ? null : (
            <span key={state} className="row g1">
              <StateGlyph name={GLYPHS[state]} />
              {t(`targets.report.counts.${state}`, { count })}
            </span>
          ),
        )}
        <span className="grow" />
        <IconButton icon="x" size={14} label={t('targets.close')} onClick={dismissReport} />
      </div>
      <ul className="targets-outcomes" tabIndex={0} aria-label={title}>
        {ordered.slice(0, MAX_ROWS).map((item) => (
          <Outcome key={item.id} item={item} />
        ))}
        {ordered.length > MAX_ROWS ? (
          <li className="t2">{t('targets.report.rest', { count: ordered.length - MAX_ROWS })}</li>
        ) : null}
      </ul>
    </section>
  );
}

function Outcome({ item: { name, state, error, requestId, place } }: { readonly item: Item }) {
  const t = useText();
  const words = error === null ? null : errorWords(t, error);
  return (
    <li className="row g2">
      <StateGlyph name={GLYPHS[state]} />
      <b className="el targets-outcome-name">{name}</b>
      <span>{t(place === undefined ? `targets.report.states.${state}` : `targets.move.places.${place}`)}</span>
      {words === null ? null : (
        <span className="el t2 selectable" title={`${words.what} ${words.why} ${words.next}`}>
          {words.what}
        </span>
      )}
      {error?.vendor?.code ? <span className="mono t2">{error.vendor.code}</span> : null}
      {requestId === null || state === 'done' ? null : <CopyButton text={requestId} label={t('errors.copyRequest')} />}
    </li>
  );
}
