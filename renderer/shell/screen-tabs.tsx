import { Suspense } from 'react';
import { useText } from '../i18n/i18n.ts';
import type { Area } from '../state/actions/area.ts';
import { reportCrash } from '../state/page/crash-reports.ts';
import { useNavigation } from '../state/page/navigation.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { hasCode } from '../ui/fetched.ts';
import { Tabs } from '../ui/tabs.tsx';

/** The tabs in the title bar: those of the screen, or one with the name of its page. */
export function ScreenTabs({ areas }: { readonly areas: readonly Area[] }) {
  const t = useText();
  const screen = useNavigation((state) => state.screen);
  const Tab = areas.find(({ id }) => id === screen)?.screen?.tab;
  if (Tab === undefined) return null;
  if (typeof Tab === 'function' || !('label' in Tab)) {
    return (
      // The key: those of another screen are another part.
      <ErrorBoundary
        key={screen}
        onCrash={(text) => reportCrash('tabs', text)}
        render={(error, retry) => <LostTabs error={error} onRetry={retry} />}
      >
        <Suspense fallback={null}>
          <Tab />
        </Suspense>
      </ErrorBoundary>
    );
  }
  const items = [{ id: screen, icon: Tab.icon, label: Tab.label(t) }];
  return <Tabs label={t('shell.regions.tabs')} items={items} selectedId={screen} onSelect={() => undefined} />;
}

/** In place of tabs that failed, in the one line that tabs have: the screen below is as it was. */
function LostTabs({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const t = useText();
  const isFetched = hasCode(error);
  return (
    <div className="tabs-lost" role="alert">
      <span className="el">{t(isFetched ? 'shell.crash.tabs' : 'shell.crash.tabsNotLoaded')}</span>
      <button type="button" className="lnk" onClick={isFetched ? onRetry : () => window.location.reload()}>
        {t(isFetched ? 'shell.crash.retry' : 'shell.banner.reload')}
      </button>
    </div>
  );
}
