/** The outcome of each device of a change, the failures first, and what can be done about them. */
import { OUTCOMES } from '../../../../preload/domain/outcomes.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { useText } from '../../../i18n/i18n.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { canUndo, dismissChange, retryChange, undoChange, useChanging, type ChangeResult } from '../model/changing.ts';

const GLYPHS = { done: 'ok', refused: 'error', unknown: 'unknown', notAsked: 'none' } as const;
/** More rows are counted. */
const MAX_ROWS = 100;

export function ChangeResults() {
  const t = useText();
  const results = useChanging((state) => state.results) ?? [];
  const ordered = results.toSorted((a, b) => Number(a.state === 'done') - Number(b.state === 'done'));
  const counts = OUTCOMES.map((state) => [state, results.filter((one) => one.state === state).length] as const);
  return (
    <div className="col g2">
      <div role="status" className="row g3">
        {counts.map(([state, count]) =>
          count === 0 ? null : (
            <span key={state} className="row g1">
              <StateGlyph name={GLYPHS[state]} />
              {t(`devices.change.counts.${state}`, { count })}
            </span>
          ),
        )}
      </div>
      <ul className="scr devices-preview" tabIndex={0} aria-label={t('devices.change.outcomes')}>
        {ordered.slice(0, MAX_ROWS).map((result) => (
          <Result key={result.subject.id} result={result} />
        ))}
        {ordered.length > MAX_ROWS ? (
          <li className="t2">{t('devices.change.more', { count: ordered.length - MAX_ROWS })}</li>
        ) : null}
      </ul>
    </div>
  );
}

function Result({ result: { subject, name, state, error, requestId } }: { readonly result: ChangeResult }) {
  const t = useText();
  const words = error === null ? null : errorWords(t, error);
  return (
    <li>
      <StateGlyph name={GLYPHS[state]} />
      <b className="el">{state === 'done' && name !== null ? name : subject.name}</b>
      <span>{t(`devices.change.states.${state}`)}</span>
      {words === null ? null : <span className="t2 selectable">{`${words.what} ${words.next}`}</span>}
      {requestId === null || state === 'done' ? null : <CopyButton text={requestId} label={t('errors.copyRequest')} />}
    </li>
  );
}

export function ResultActions() {
  const t = useText();
  const { results, change, isUndo } = useChanging();
  const left = (results ?? []).filter(({ state }) => state !== 'done').length;
  const isBackable = !isUndo && (results ?? []).some(canUndo) && change !== 'delete';
  return (
    <>
      {left === 0 ? null : (
        <button type="button" className="btn" onClick={() => void retryChange()}>
          {t('devices.change.retry', { count: left })}
        </button>
      )}
      {isBackable ? (
        <button type="button" className="btn" onClick={() => void undoChange()}>
          {t('devices.change.undo')}
        </button>
      ) : null}
      <button type="button" className="btn pri" autoFocus onClick={dismissChange}>
        {t('devices.change.close')}
      </button>
    </>
  );
}
