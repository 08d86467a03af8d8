import { useText } from '../i18n/i18n.ts';
import { useNavigation } from '../state/page/navigation.ts';
import { Tabs } from '../ui/tabs.tsx';
import { WallTabs } from './wall-tabs.tsx';

/** The title bar's tabs: walls while live, else the page of the screen. */
export function ScreenTabs() {
  const t = useText();
  const screen = useNavigation((state) => state.screen);
  if (screen === 'live') return <WallTabs />;
  const tab =
    screen === 'console'
      ? { id: 'console', icon: 'console' as const, label: t('shell.tabs.console') }
      : { id: 'accounts', icon: 'cloud' as const, label: t('shell.tabs.accounts') };
  return <Tabs label={t('shell.regions.tabs')} items={[tab]} selectedId={tab.id} onSelect={() => undefined} />;
}
