/** Many cameras from a pasted table, with an outcome for each row. */
import type { ClipboardEvent } from 'react';
import {
  MAX_ONBOARDING_ROWS,
  MAX_PASTED_CHARS,
  type OnboardingOffer,
  type OnboardingOutcome,
} from '../../../preload/domain/onboarding/onboarding.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { OUTCOME_GLYPHS } from '../../ui/outcomes/outcome-counts.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { offerOf, show, useOnboarding } from './model/onboarding.ts';
import * as table from './model/table.ts';
import { PlaceChoice } from './place-choice.tsx';
import { outcomeWords } from './words.ts';

export function TableForm() {
  const t = useText();
  const state = useOnboarding();
  const offer = offerOf(state, 'gb28181') ?? offerOf(state, 'point');
  const hasRows = table.useTable(({ rows }) => rows.length > 0);
  return (
    <div className="onboarding-form onboarding-wide">
      <PlaceChoice {...(offer === undefined ? {} : { kind: offer.groups })} />
      {offer === undefined ? <SkeletonRows rows={4} label={t('onboarding.reading')} /> : null}
      {offer?.maxRows === 1 ? <p role="status">{t('onboarding.noTable')}</p> : null}
      {offer === undefined || offer.maxRows === 1 ? null : hasRows ? <Rows offer={offer} /> : <Paste offer={offer} />}
    </div>
  );
}

function Paste({ offer }: { readonly offer: OnboardingOffer }) {
  const t = useText();
  const { text, refused } = table.useTable();
  const columns = offer.rules.map(({ field }) => t(`onboarding.fields.${field}`)).join(' | ');
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const pasted = event.clipboardData.getData('text/plain');
    if (text.length + pasted.length > MAX_PASTED_CHARS && !table.setText(text + pasted)) event.preventDefault();
  };
  return (
    <>
      <p className="note">{t('onboarding.tableHelp', { count: MAX_ONBOARDING_ROWS, columns })}</p>
      {offer.rules.some(({ field }) => field === 'algorithm') ? (
        <p className="note">{t('onboarding.tableDigest')}</p>
      ) : null}
      <textarea
        className="onboarding-paste mono"
        aria-label={t('onboarding.pasted')}
        value={text}
        rows={10}
        spellCheck={false}
        onPaste={onPaste}
        onChange={({ target }) => table.setText(target.value)}
      />
      {refused === null ? null : (
        <p className="row g1" role="alert">
          <StateGlyph name="error" size={11} />
          {refused.kind === 'too-long' ? t('onboarding.tooLong', { count: refused.count }) : null}
          {refused.kind === 'too-many'
            ? t('onboarding.tooMany', { count: refused.count, max: MAX_ONBOARDING_ROWS })
            : null}
          {refused.kind === 'none' ? t('onboarding.noRows') : null}
        </p>
      )}
      <button type="button" className="btn pri onboarding-own" onClick={() => table.readRows(offer)}>
        {t('onboarding.read')}
      </button>
    </>
  );
}

function Rows({ offer }: { readonly offer: OnboardingOffer }) {
  const t = useText();
  const { rows, isBusy, error } = table.useTable();
  const count = rows.filter(table.isOpen).length;
  const isSent = rows.some(({ outcome }) => outcome !== null);
  const of = (state: OnboardingOutcome['state']): number =>
    rows.filter(({ outcome }) => outcome?.state === state).length;
  return (
    <>
      <div className="row g2">
        {count === 0 ? null : (
          <button
            type="button"
            className="btn pri"
            aria-busy={isBusy}
            aria-disabled={isBusy || undefined}
            onClick={() => void table.sendRows(offer)}
          >
            {isBusy ? t('onboarding.adding') : t(isSent ? 'onboarding.retry' : 'onboarding.send', { count })}
          </button>
        )}
        {count === 0 || isBusy ? null : (
          <button type="button" className="btn" onClick={() => table.editRows(offer)}>
            {t('onboarding.edit', { count })}
          </button>
        )}
        {isBusy ? null : (
          <button type="button" className="btn gh" onClick={table.startOver}>
            {t('onboarding.startOver')}
          </button>
        )}
      </div>
      <p role="status">
        {isSent
          ? t('onboarding.counts', {
              ...{ done: of('done'), refused: of('refused'), unknown: of('unknown'), notAsked: of('notAsked') },
            })
          : null}
      </p>
      {error === null ? null : <ErrorText error={error} />}
      <table className="onboarding-rows" aria-label={t('onboarding.rowsLabel')}>
        <thead>
          <tr>
            <th>{t('onboarding.row')}</th>
            <th>{t('onboarding.outcome')}</th>
            {offer.rules.map(({ field }) => (
              <th key={field}>{t(`onboarding.fields.${field}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <RowLine key={at} {...{ row, at, offer }} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function RowLine({
  row,
  at,
  offer,
}: {
  readonly row: table.TableRow;
  readonly at: number;
  readonly offer: OnboardingOffer;
}) {
  const t = useText();
  const { outcome, values } = row;
  const id = outcome?.state === 'done' ? outcome.id : null;
  const why = outcome === null ? '' : outcomeWords(t, outcome);
  const words = outcome === null ? t('onboarding.waiting') : t(`outcomes.states.${outcome.state}`);
  return (
    <tr data-outcome={outcome?.state ?? 'waiting'}>
      <td>{at + 1}</td>
      <td title={why}>
        <span className="row g1">
          {outcome === null ? null : <StateGlyph name={OUTCOME_GLYPHS[outcome.state]} size={11} />}
          {id === null ? (
            <span>{why === '' ? words : `${words}: ${why}`}</span>
          ) : (
            <button type="button" className="lnk" onClick={() => show(id)}>
              {words}
            </button>
          )}
        </span>
      </td>
      {offer.rules.map(({ field, isSecret }) => (
        <td
          key={field}
          className={outcome?.field === field ? 'onboarding-bad' : undefined}
          title={isSecret ? '' : values[field]}
        >
          {isSecret ? (values[field] ? t('onboarding.concealed') : '') : values[field]}
        </td>
      ))}
    </tr>
  );
}
