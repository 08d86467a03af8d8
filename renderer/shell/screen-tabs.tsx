import { Suspense } from 'react';
import { useText } from '../i18n/i18n.ts';
import type { Area } from '../state/actions/area.ts';
import { useNavigation } from '../state/page/navigation.ts';
import { Tabs } from '../ui/tabs.tsx';

/** The tabs in the title bar: those of the screen, or one with the name of its page. */
export function ScreenTabs({ areas }: { readonly areas: readonly Area[] }) {
  const t = useText();
  const screen = useNavigation((state) => state.screen);
  const Tab = areas.find(({ id }) => id === screen)?.screen?.tab;
  if (Tab === undefined) return null;
  if (typeof Tab === 'function' || !('label' in Tab)) {
    return (
      <Suspense fallback={null}>
        <Tab />
      </Suspense>
    );
  }
  const items = [{ id: screen, icon: Tab.icon, label: Tab.label(t) }];
  return <Tabs label={t('shell.regions.tabs')} items={items} selectedId={screen} onSelect={() => undefined} />;
}
