import { Fragment, useEffect, useState } from 'react';
import type { DirectoryState } from '../../../preload/contract/directory.ts';
import type { ErrorAction } from '../../../preload/domain/error.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { selectAccount, useAccounts } from '../../state/accounts/accounts.ts';
import { refreshDirectory, useDirectory } from '../../state/cameras/directory.ts';
import { missingOf } from './model/missing-cameras.ts';
import { openCloudsPanel } from '../../state/page/navigation.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { durationText, minuteText } from '../../ui/format.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { useNowMs } from '../../ui/now.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

const SHOW_AFTER_MS = 300;

/** One line per account that is being read or could not be read, or whose last answer lacks cameras. The tree stays below. */
export function CameraReadings() {
  const states = Object.values(useDirectory((state) => state.states));
  return states.map((state) => (
    <Fragment key={state.accountId}>
      {state.phase === 'loading' ? <Reading state={state} /> : null}
      {state.phase === 'failed' ? <Failure state={state} /> : null}
      <MissingCameras accountId={state.accountId} />
    </Fragment>
  ));
}

/** Says that cameras are kept although the last answer does not list them, and lets the operator ask again. */
function MissingCameras({ accountId }: Pick<DirectoryState, 'accountId'>) {
  const t = useText();
  const part = useDirectory(({ view }) => view.parts.find((held) => held.accountId === accountId));
  const label = useAccounts(selectAccount(accountId))?.label ?? '';
  const missing = part === undefined ? null : missingOf(part);
  if (missing === null) return null;
  const { count, sinceMs } = missing;
  return (
    <div className="reading missing">
      <p role="status">
        <span className="row g2">
          <StateGlyph name="unknown" />
          <b className="grow t1">{t('cameras.missing.head', { count, label })}</b>
        </span>
        <span className="t3">{t('cameras.missing.why', { time: minuteText(sinceMs) })}</span>
      </p>
      <button type="button" className="lnk" onClick={() => void refreshDirectory(accountId)}>
        {t('cameras.missing.again')}
      </button>
    </div>
  );
}

function Reading({ state }: { readonly state: DirectoryState }) {
  const t = useText();
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const { accountId, loaded, total } = state;
  const label = useAccounts(selectAccount(accountId))?.label ?? '';
  if (!isShown) return null;
  const words =
    total === null ? t('cameras.readingUnknown', { label, loaded }) : t('cameras.reading', { label, loaded, total });
  return (
    <div className="reading">
      <p role="status">{words}</p>
      {state.revision === 0 ? <SkeletonRows label={words} /> : null}
    </div>
  );
}

function Failure({ state }: { readonly state: DirectoryState }) {
  const t = useText();
  const locale = useLocale();
  const nowMs = useNowMs();
  const { accountId, asOfMs, error } = state;
  const label = useAccounts(selectAccount(accountId))?.label ?? '';
  if (error === null) return null;
  const age = asOfMs === null ? null : durationText(nowMs - asOfMs, locale);
  const { what } = errorWords(t, error);
  const onAction = (action: ErrorAction): void => {
    if (action === 'edit-account' || action === 'session-only') openCloudsPanel({ kind: 'edit', accountId });
    else void refreshDirectory(accountId);
  };
  return (
    <details className="reading failed">
      <summary>
        <span className="row g2">
          <StateGlyph name="error" />
          <b className="grow el t1">{t('cameras.readingFailed', { label })}</b>
        </span>
        <span className="why">{what}</span>
        <span className="t3">{age === null ? t('cameras.noneBefore') : t('cameras.stale', { age })}</span>
        <span className="lnk">{t('cameras.failureDetails')}</span>
      </summary>
      <ErrorText error={error} onAction={onAction} />
    </details>
  );
}
