import { useText } from '../../i18n/i18n.ts';
import { loadAccounts, useAccounts } from '../../state/accounts/accounts.ts';
import { startDemo, useDemo } from '../../state/page/demo.ts';
import { refreshDirectory, useDirectory } from '../../state/cameras/directory.ts';
import { openCloudsPanel } from '../../state/page/navigation.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';

/** What the panel says while it has no camera to show, and nothing is being read. */
export function CameraEmpty() {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  const load = useAccounts((state) => state.load);
  const states = useDirectory((state) => state.states);
  if (load.status === 'failed') {
    return (
      <div className="empty">
        <ErrorText error={load.error} onAction={() => void loadAccounts()} />
      </div>
    );
  }
  if (load.status !== 'ready') return null;
  if (accounts.length === 0) return <NoAccount />;
  if (!accounts.every(({ id }) => states[id]?.phase === 'ready')) return null;
  return (
    <EmptyState title={t('directory.noCameras.title')} text={t('directory.noCameras.text')}>
      <button type="button" className="btn" onClick={() => accounts.forEach(({ id }) => void refreshDirectory(id))}>
        {t('directory.refresh')}
      </button>
    </EmptyState>
  );
}

function NoAccount() {
  const t = useText();
  const { isStarting, error } = useDemo();
  const isAvailable = usePreferences((state) => state.info?.isDemoAvailable ?? false);
  const words = t(isStarting ? 'directory.noAccount.demoStarting' : 'directory.noAccount.demo');
  return (
    <EmptyState title={t('directory.noAccount.title')} text={t('directory.noAccount.text')}>
      <button type="button" className="btn" onClick={() => openCloudsPanel({ kind: 'add' })}>
        {t('directory.addCloud')}
      </button>
      <button
        type="button"
        className="btn"
        aria-disabled={!isAvailable || isStarting || undefined}
        aria-busy={isStarting}
        title={isAvailable ? undefined : t('directory.noAccount.demoMissing')}
        onClick={() => (isAvailable ? void startDemo() : undefined)}
      >
        {words}
      </button>
      {isAvailable ? null : <p className="t3">{t('directory.noAccount.demoMissing')}</p>}
      {error === null ? null : <ErrorText error={error} onAction={() => void startDemo()} />}
    </EmptyState>
  );
}
