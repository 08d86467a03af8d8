import { useEffect, useRef, type ComponentType } from 'react';
import { useText } from '../../i18n/i18n.ts';
import type { SettingsSection } from '../../state/actions/area.ts';
import { closeDialog, useNavigation } from '../../state/page/navigation.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { Dialog } from '../../ui/float/dialog.tsx';
import './settings.css';

export interface LoadedSection extends SettingsSection {
  readonly Content: ComponentType;
}

/** Fetches the content of every section, so that the dialog shows each of them at once. */
export const loadSections = (sections: readonly SettingsSection[]): Promise<readonly LoadedSection[]> =>
  Promise.all(sections.map(async (section) => ({ ...section, Content: await section.load() })));

interface SettingsDialogProps {
  readonly sections: readonly LoadedSection[];
}

/** The settings over the screen, whose pictures play on. Every change takes effect at once. */
export function SettingsDialog({ sections }: SettingsDialogProps) {
  const t = useText();
  const wanted = useNavigation((state) => state.settingsSection);
  const shown = sections.find(({ id }) => id === wanted) ?? sections[0];
  const section = shown?.id ?? '';
  const panel = useRef<HTMLDivElement>(null);
  // Once: a user who steps through the sections stays on their tabs.
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"], input')?.focus();
  }, []);
  return (
    <Dialog className="set" title={t('settings.title')} closeLabel={t('settings.close')} onClose={closeDialog}>
      <div className="set-body">
        <SectionTabs sections={sections} section={section} />
        <div
          ref={panel}
          className="set-panel scr"
          role="tabpanel"
          id="settings-panel"
          aria-labelledby={`settings-${section}`}
        >
          {shown === undefined ? null : <shown.Content />}
        </div>
      </div>
      <Version />
    </Dialog>
  );
}

function SectionTabs({ sections, section }: SettingsDialogProps & { readonly section: string }) {
  const t = useText();
  const choose = (settingsSection: string): void => useNavigation.setState({ settingsSection });
  const step = (by: number): void => {
    const at = sections.findIndex(({ id }) => id === section) + by + sections.length;
    const next = sections[at % sections.length]?.id ?? section;
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
      {sections.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`settings-${id}`}
          aria-selected={id === section}
          aria-controls="settings-panel"
          tabIndex={id === section ? 0 : -1}
          onClick={() => choose(id)}
        >
          {label(t)}
        </button>
      ))}
    </div>
  );
}

function Version() {
  const t = useText();
  const info = usePreferences((state) => state.info);
  if (info === null) return null;
  const host = t(`settings.hosts.${info.host}`);
  return <p className="set-foot t3">{t('settings.version', { version: info.version, host })}</p>;
}
