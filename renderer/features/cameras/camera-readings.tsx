import { useEffect, useState, type ReactNode } from 'react';
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
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';

const SHOW_AFTER_MS = 300;

/** As many accounts have a part of their own: when all clouds fail at once, the tree must keep its room. */
const MAX_PARTS = 2;

/** Says which accounts are being read or could not be read, and whose last answer lacks cameras. The tree stays below. */
export function CameraReadings() {
  const states = Object.values(useDirectory((state) => state.states));
  const loading = states.filter(({ phase }) => phase === 'loading');
  const failed = states.filter(({ phase }) => phase === 'failed');
  const failures = failed.map((state) => <Failure key={state.accountId} state={state} />);
  return (
    <>
      {loading.length > MAX_PARTS ? <Readings states={loading} /> : null}
      {loading.length > MAX_PARTS ? null : loading.map((state) => <Reading key={state.accountId} state={state} />)}
      {failed.length > MAX_PARTS ? <Failures count={failed.length}>{failures}</Failures> : failures}
      {states.map(({ accountId }) => (
        <MissingCameras key={accountId} accountId={accountId} />
      ))}
    </>
  );
}

/** One line for several accounts. */
function Readings({ states }: { readonly states: readonly DirectoryState[] }) {
  const t = useText();
  const loaded = states.reduce((sum, state) => sum + state.loaded, 0);
  return (
    <Progress
      words={t('cameras.readingMany', { count: states.length, loaded })}
      isFirst={states.every(({ revision }) => revision === 0)}
    />
  );
}

/** The failures of several accounts behind one line that opens. */
function Failures({ count, children }: { readonly count: number; readonly children: ReactNode }) {
  const t = useText();
  return (
    <details className="reading failed cameras-many">
      <summary>
        <span className="row g2">
          <StateGlyph name="error" />
          <b className="grow el t1">{t('cameras.readingsFailed', { count })}</b>
        </span>
        <span className="lnk">{t('cameras.failureDetails')}</span>
      </summary>
      {children}
    </details>
  );
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
  const { accountId, loaded, total, revision } = state;
  const label = useAccounts(selectAccount(accountId))?.label ?? '';
  const words =
    total === null ? t('cameras.readingUnknown', { label, loaded }) : t('cameras.reading', { label, loaded, total });
  return <Progress words={words} isFirst={revision === 0} />;
}

interface ProgressProps {
  readonly words: string;
  /** No cameras of the account are known yet: rows of the later list stand in for them. */
  readonly isFirst: boolean;
}

/** Shows nothing of a reading that ends at once. */
function Progress({ words, isFirst }: ProgressProps) {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return null;
  return (
    <div className="reading">
      <p role="status">{words}</p>
      {isFirst ? <SkeletonRows label={words} /> : null}
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
