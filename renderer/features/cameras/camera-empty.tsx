import { useText } from '../../i18n/i18n.ts';
import { loadAccounts, useAccounts } from '../../state/accounts/accounts.ts';
import { startDemo, useDemo } from '../../state/page/demo.ts';
import { refreshDirectory, useDirectory } from '../../state/cameras/directory.ts';
import { openCloudsPanel } from '../../state/page/navigation.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { selectWall, useWalls } from '../../state/walls/walls.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';

/** The panel while it has no camera to show and reads none. */
export function CameraEmpty() {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  const load = useAccounts((state) => state.load);
  const states = useDirectory((state) => state.states);
  const isWallEmpty = useWalls((state) => selectWall(state)?.tiles.every((content) => content === null) ?? false);
  if (load.status === 'failed') {
    return (
      <div className="empty">
        <ErrorText error={load.error} onAction={() => void loadAccounts()} />
      </div>
    );
  }
  if (load.status !== 'ready') return null;
  if (accounts.length === 0) return isWallEmpty ? <BesideWelcome /> : <NoAccount />;
  if (!accounts.every(({ id }) => states[id]?.phase === 'ready')) return null;
  return (
    <EmptyState title={t('cameras.noCameras.title')} text={t('cameras.noCameras.text')}>
      <button type="button" className="btn" onClick={() => accounts.forEach(({ id }) => void refreshDirectory(id))}>
        {t('cameras.refresh')}
      </button>
    </EmptyState>
  );
}

/** The empty wall says what to do, with the buttons; here only what this list is for. */
function BesideWelcome() {
  const t = useText();
  return <p className="empty t3">{t('cameras.noAccount.beside')}</p>;
}

function NoAccount() {
  const t = useText();
  const { isStarting, error } = useDemo();
  const isAvailable = usePreferences((state) => state.info?.isDemoAvailable ?? false);
  const words = t(isStarting ? 'cameras.noAccount.demoStarting' : 'cameras.noAccount.demo');
  return (
    <EmptyState title={t('cameras.noAccount.title')} text={t('cameras.noAccount.text')}>
      <button type="button" className="btn" onClick={() => openCloudsPanel({ kind: 'add' })}>
        {t('cameras.addCloud')}
      </button>
      {isAvailable ? (
        <button
          type="button"
          className="btn"
          aria-disabled={isStarting || undefined}
          aria-busy={isStarting}
          onClick={() => void startDemo()}
        >
          {words}
        </button>
      ) : null}
      {error === null ? null : <ErrorText error={error} onAction={() => void startDemo()} />}
    </EmptyState>
  );
}
