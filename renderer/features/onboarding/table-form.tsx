/** Many cameras from a pasted table, with an outcome for each row. */
import type { ClipboardEvent } from 'react';
import {
  MAX_ONBOARDING_ROWS,
  MAX_PASTED_CHARS,
  type OnboardingOffer,
} from '../../../preload/domain/onboarding/onboarding.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { OutcomeList } from '../../ui/outcomes/outcome-list.tsx';
import type { OutcomeRow } from '../../ui/outcomes/outcome-words.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { offerOf, show, useOnboarding } from './model/onboarding.ts';
import * as table from './model/table.ts';
import { PlaceChoice } from './place-choice.tsx';
import { reasonWords } from './words.ts';

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
  const open = new Set(rows.flatMap((row, at) => (table.isOpen(row) ? [String(at)] : [])));
  const isSent = rows.some(({ outcome }) => outcome !== null);
  const addWords = (count: number | null): string =>
    count === null ? t('onboarding.adding') : t('onboarding.send', { count });
  const fields = offer.rules.map(({ field }) => t(`onboarding.fields.${field}`));
  return (
    <>
      {error === null ? null : <ErrorText error={error} />}
      <OutcomeList
        label={t('onboarding.rowsLabel')}
        heads={[t('onboarding.row'), t('onboarding.outcome'), ...fields]}
        rows={rows.map((row, at) => outcomeOf(t, row, at, offer))}
        retry={{
          can: ({ id }) => open.has(id),
          isBusy,
          isMain: true,
          onRetry: (ids) => void table.sendRows(offer, ids),
          ...(isSent ? {} : { wordsOf: addWords }),
        }}
        tail={isBusy ? null : <RowsTail offer={offer} count={open.size} />}
      />
    </>
  );
}

function RowsTail({ offer, count }: { readonly offer: OnboardingOffer; readonly count: number }) {
  const t = useText();
  return (
    <>
      {count === 0 ? null : (
        <button type="button" className="btn sm" onClick={() => table.editRows(offer)}>
          {t('onboarding.edit', { count })}
        </button>
      )}
      <button type="button" className="btn sm gh" onClick={table.startOver}>
        {t('onboarding.startOver')}
      </button>
    </>
  );
}

/** A row in words, with its values beside it; of a secret only whether there is one. */
function outcomeOf(t: Text, { outcome, values }: table.TableRow, at: number, { rules }: OnboardingOffer): OutcomeRow {
  const cells = rules.map(({ field, isSecret }) => {
    const value = values[field] ?? '';
    return {
      text: isSecret && value !== '' ? t('onboarding.concealed') : value,
      title: isSecret ? '' : value,
      isWrong: outcome?.field === field,
    };
  });
  const row = { id: String(at), name: String(at + 1), cells };
  if (outcome === null)
    return { ...row, state: 'notAsked', words: t('onboarding.waiting'), error: null, requestId: null };
  const { state, id, error } = outcome;
  return {
    ...row,
    state,
    error,
    reason: reasonWords(t, outcome),
    requestId: error?.vendor?.requestId ?? null,
    ...(state === 'done' && id !== null ? { onOpen: () => show(id) } : {}),
  };
}
