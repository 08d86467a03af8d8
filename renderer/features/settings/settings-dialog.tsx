import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { closeSettings, SETTINGS_SECTIONS, useNavigation, type SettingsSection } from '../../state/page/navigation.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FolderSettings } from '../live/folder-settings.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { KeySettings } from './key-settings.tsx';
import { LiveSettings } from '../live/live-settings.tsx';
import { ViewSettings } from './view-settings.tsx';
import './settings.css';

/** The settings over the screen, whose pictures go on. Everything acts at once. */
export function SettingsDialog() {
  const t = useText();
  const section = useNavigation((state) => state.settingsSection);
  const panel = useRef<HTMLDivElement>(null);
  // Once: who walks through the sections stays on their tabs.
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"], input')?.focus();
  }, []);
  return (
    <Dialog className="set" title={t('settings.title')} closeLabel={t('settings.close')} onClose={closeSettings}>
      <div className="set-body">
        <SectionTabs section={section} />
        <div
          ref={panel}
          className="set-panel scr"
          role="tabpanel"
          id="settings-panel"
          aria-labelledby={`settings-${section}`}
        >
          <Section section={section} />
        </div>
      </div>
      <Version />
    </Dialog>
  );
}

function SectionTabs({ section }: { readonly section: SettingsSection }) {
  const t = useText();
  const choose = (settingsSection: SettingsSection): void => useNavigation.setState({ settingsSection });
  const step = (by: number): void => {
    const at = SETTINGS_SECTIONS.indexOf(section) + by + SETTINGS_SECTIONS.length;
    const next = SETTINGS_SECTIONS[at % SETTINGS_SECTIONS.length] ?? section;
    choose(next);
    document.getElementById(`settings-${next}`)?.focus();
  };
  return (
    <div
      className="set-tabs"
      role="tablist"
      aria-orientation="vertical"
      aria-label={t('settings.title')}
      onKeyDown={(event) => {
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        step(by);
      }}
    >
      {SETTINGS_SECTIONS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`settings-${name}`}
          aria-selected={name === section}
          aria-controls="settings-panel"
          tabIndex={name === section ? 0 : -1}
          onClick={() => choose(name)}
        >
          {t(`settings.sections.${name}`)}
        </button>
      ))}
    </div>
  );
}

function Section({ section }: { readonly section: SettingsSection }): ReactNode {
  switch (section) {
    case 'general':
      return <GeneralSettings />;
    case 'live':
      return <LiveSettings />;
    case 'view':
      return <ViewSettings />;
    case 'keys':
      return <KeySettings />;
    case 'folders':
      return <FolderSettings />;
  }
}

function Version() {
  const t = useText();
  const info = usePreferences((state) => state.info);
  if (info === null) return null;
  const host = t(`settings.hosts.${info.host}`);
  return <p className="set-foot t3">{t('settings.version', { version: info.version, host })}</p>;
}
