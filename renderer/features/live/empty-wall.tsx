import { useText } from '../../i18n/i18n.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { useDemo } from '../../state/page/demo.ts';
import { isKiosk } from '../../state/page/kiosk.ts';
import { openCloudsPanel } from '../../state/page/navigation.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { useWallPanel } from '../../state/page/wall-panel.ts';
import { exploreClouds } from './model/explore.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';

/** A wall without cameras explains how to fill it or, without an account, how to begin. */
export function EmptyWall() {
  const t = useText();
  const hasAccounts = useAccounts((state) => state.accounts.length > 0 || state.load.status !== 'ready');
  const isPanelOpen = usePreferences((state) => state.isSidePanelOpen);
  const isListShown = useWallPanel((state) => !state.isListOpen) && isPanelOpen;
  if (isKiosk()) {
    return (
      <div className="lv-empty-wall">
        <EmptyState title={t('live.wall.emptyAlone')} />
      </div>
    );
  }
  if (!hasAccounts) return <Newcomer />;
  return (
    <div className="lv-empty-wall">
      <EmptyState
        title={t(isListShown ? 'live.wall.emptyTitle' : 'live.wall.emptyTitleElsewhere')}
        text={t('live.wall.emptyText')}
      />
    </div>
  );
}

function Newcomer() {
  const t = useText();
  const isDemoAvailable = usePreferences((state) => state.info?.isDemoAvailable ?? false);
  const { isStarting, error } = useDemo();
  return (
    <div className="lv-empty-wall">
      <EmptyState
        title={t('live.wall.noCamerasTitle')}
        text={t(isDemoAvailable ? 'live.wall.noCamerasText' : 'live.wall.noCamerasOnly')}
      >
        <div className="row g2">
          <button type="button" className="btn pri" onClick={() => openCloudsPanel({ kind: 'add' })}>
            {t('live.wall.addCloud')}
          </button>
          {isDemoAvailable ? (
            <button
              type="button"
              className="btn"
              aria-disabled={isStarting || undefined}
              onClick={() => void exploreClouds(t('live.wall.simulated'))}
            >
              {t(isStarting ? 'live.wall.exploring' : 'live.wall.explore')}
            </button>
          ) : null}
        </div>
        {error === null ? null : <ErrorText error={error} />}
      </EmptyState>
    </div>
  );
}
