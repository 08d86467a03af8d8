import type { ReactNode } from 'react';
import { useText } from '../i18n/i18n.ts';
import { setPaletteOpen } from '../state/page/navigation.ts';
import { useKeys } from '../state/actions/shortcuts.ts';
import { Icon } from '../ui/icons/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Clock } from './clock.tsx';

/** Tabs of the activity, the search field, the clock. Electron draws the window's buttons over the space at the end. */
export function TitleBar({ tabs }: { readonly tabs: ReactNode }) {
  const t = useText();
  const keys = useKeys('app.palette');
  return (
    <header className="title" aria-label={t('shell.regions.title')}>
      <span className="mark">
        <svg width="22" height="22" viewBox="0 0 22 22" role="img" aria-label="Lanner">
          <path
            d="M2 6.5 11 17l9-10.5-6.2 3.3L11 5.5 8.2 9.8z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinejoin="round"
          />
        </svg>
      </span>
      {tabs}
      <span className="drag" />
      <button
        type="button"
        className="cmd"
        onClick={() => setPaletteOpen(true)}
        data-action="app.palette"
        aria-keyshortcuts={keys.aria}
      >
        <Icon name="search" size={14} />
        <span className="el">{t('shell.search')}</span>
        {keys.text === undefined ? null : <Kbd keys={keys.text} />}
      </button>
      <Clock />
      <span className="wco" />
    </header>
  );
}
