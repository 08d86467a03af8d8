import { useText } from '../../i18n/i18n.ts';
import { useNavigation } from '../../state/navigation.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { WallTabs } from './wall-tabs.tsx';

/** The title bar's tabs: walls while live, the pages of the clouds screen there. */
export function ScreenTabs() {
  const t = useText();
  const screen = useNavigation((state) => state.screen);
  if (screen === 'live') return <WallTabs />;
  const items = [{ id: 'accounts', icon: 'cloud' as const, label: t('shell.tabs.accounts') }];
  return <Tabs label={t('shell.regions.tabs')} items={items} selectedId="accounts" onSelect={() => undefined} />;
}
