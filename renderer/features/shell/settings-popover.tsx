import { useEffect, useRef } from 'react';
import { LOCALE_NAMES, LOCALES, useText, type Locale } from '../../i18n/i18n.ts';
import { closeSettings } from '../../state/navigation.ts';
import { setPreferences, usePreferences } from '../../state/preferences.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useReturnedFocus } from '../../ui/use-returned-focus.ts';

/** Language, statistics and panel; opens from the activity bar, closes with Escape or a click elsewhere. */
export function SettingsPopover() {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  useReturnedFocus();
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"]')?.focus();
    const onPointer = (event: PointerEvent): void => {
      const target = event.target as Element;
      if (!box.current?.contains(target) && target.closest('.act') === null) closeSettings();
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, []);
  return (
    <div
      ref={box}
      className="float popover settings"
      role="dialog"
      aria-label={t('shell.settings.title')}
      onKeyDown={(event) => (event.key === 'Escape' ? closeSettings() : undefined)}
    >
      <div className="line">
        <h2>{t('shell.settings.title')}</h2>
        <IconButton icon="x" size={14} label={t('shell.settings.close')} onClick={closeSettings} />
      </div>
      <LanguageChoice />
      <Switches />
      <Version />
    </div>
  );
}

function LanguageChoice() {
  const t = useText();
  const locale = usePreferences((state) => state.locale);
  const options = [
    { value: 'system', label: t('shell.settings.system') },
    ...LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] })),
  ];
  return (
    <div>
      <p className="t2 gap-below">{t('shell.settings.language')}</p>
      <Segmented
        label={t('shell.settings.language')}
        options={options}
        value={locale ?? 'system'}
        onChange={(value) => void setPreferences({ locale: value === 'system' ? null : (value as Locale) })}
      />
    </div>
  );
}

function Switches() {
  const t = useText();
  const { isStatisticsShown, isSidePanelOpen } = usePreferences();
  const options = [
    { value: 'shown', label: t('shell.settings.shown') },
    { value: 'hidden', label: t('shell.settings.hidden') },
  ];
  const line = (label: string, isOn: boolean, set: (isOn: boolean) => void) => (
    <div className="line">
      <span>{label}</span>
      <Segmented
        label={label}
        options={options}
        value={isOn ? 'shown' : 'hidden'}
        onChange={(v) => set(v === 'shown')}
      />
    </div>
  );
  return (
    <>
      {line(
        t('shell.settings.statistics'),
        isStatisticsShown,
        (isOn) => void setPreferences({ isStatisticsShown: isOn }),
      )}
      {line(t('shell.settings.panel'), isSidePanelOpen, (isOn) => void setPreferences({ isSidePanelOpen: isOn }))}
    </>
  );
}

function Version() {
  const t = useText();
  const info = usePreferences((state) => state.info);
  if (info === null) return null;
  const host = t(`shell.settings.hosts.${info.host}`);
  return <p className="t3">{t('shell.settings.version', { version: info.version, host })}</p>;
}
