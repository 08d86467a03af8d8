import { useState } from 'react';
import { textNow, useText } from '../../../i18n/i18n.ts';
import { keyed, useAction } from '../../../state/actions/shortcuts.ts';
import { usePreferences } from '../../../state/page/preferences.ts';
import type { Action } from '../../../ui/action.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/float/menu.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { closeReview, newReview, reviewName, showReview, startRenaming, tabsOf, useReviews } from './reviews.ts';

interface OpenMenu {
  readonly id: string;
  readonly at: { readonly x: number; readonly y: number };
}

/** One tab for each session of playback, and a new one. */
export function ReviewTabs() {
  const t = useText();
  const stored = usePreferences((state) => state.reviews.sessions);
  const current = useReviews((state) => state.current);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const shown = tabsOf(stored, current);
  const isOnly = shown.length < 2;
  const items = shown.map((review) => ({ id: review.id, icon: 'playback' as const, label: reviewName(review) }));
  const chosen = items.find(({ id }) => id === menu?.id);
  const close = (id: string): void => void closeReview(id);
  return (
    <>
      <Tabs
        label={t('shell.regions.tabs')}
        items={items}
        selectedId={current.id}
        onSelect={showReview}
        onClose={isOnly ? undefined : close}
        closeLabel={(name) => t('playback.reviews.close', { name })}
        onMenu={(id, { clientX, clientY }) => setMenu({ id, at: { x: clientX, y: clientY } })}
        onRename={startRenaming}
      />
      <IconButton
        icon="plus"
        {...useAction(t('playback.names.actions.playback.newReview'), 'playback.newReview')}
        className="tabs-b"
        onClick={() => void newReview()}
      />
      {menu === null || chosen === undefined ? null : (
        <Menu
          label={t('playback.reviews.menu', { name: chosen.label })}
          items={menuOf(menu.id, isOnly)}
          at={menu.at}
          onClose={() => setMenu(null)}
        />
      )}
    </>
  );
}

function menuOf(id: string, isOnly: boolean): readonly Action[] {
  const t = textNow();
  return [
    keyed('playback.renameReview', { name: t('playback.reviews.rename'), run: () => startRenaming(id) }),
    ...(isOnly
      ? []
      : [keyed('playback.closeReview', { name: t('playback.reviews.closeThis'), run: () => void closeReview(id) })]),
  ];
}
