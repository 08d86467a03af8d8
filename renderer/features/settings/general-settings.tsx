import { useId, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { LOCALE_NAMES, LOCALES, type Locale } from '../../i18n/locale.ts';
import { setPreferences, usePreferences } from '../../state/page/preferences.ts';
import { Segmented } from '../../ui/form/segmented.tsx';
import { SettingLine } from '../../ui/form/setting-line.tsx';
import { isKnownZone, knownZones, operatorZone } from '../../ui/timeline/zone.ts';

/** Language, and the parts of the live screen. */
export function GeneralSettings() {
  const t = useText();
  const locale = usePreferences((state) => state.locale);
  const isStatisticsShown = usePreferences((state) => state.isStatisticsShown);
  const isSidePanelOpen = usePreferences((state) => state.isSidePanelOpen);
  const languages = [
    { value: 'system', label: t('settings.system') },
    ...LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] })),
  ];
  return (
    <>
      <SettingLine label={t('settings.language')}>
        <Segmented
          label={t('settings.language')}
          options={languages}
          value={locale ?? 'system'}
          onChange={(value) => void setPreferences({ locale: value === 'system' ? null : (value as Locale) })}
        />
      </SettingLine>
      <CamerasZone />
      <Shown
        label={t('settings.panel')}
        isShown={isSidePanelOpen}
        onChange={(isShown) => void setPreferences({ isSidePanelOpen: isShown })}
      />
      <Shown
        label={t('settings.statistics')}
        isShown={isStatisticsShown}
        onChange={(isShown) => void setPreferences({ isStatisticsShown: isShown })}
      />
    </>
  );
}

/** A name that this computer does not know stays in the field, and the last known one stays in force. */
function CamerasZone() {
  const t = useText();
  const listId = useId();
  const named = usePreferences((state) => state.camerasZone);
  const [text, setText] = useState(named ?? '');
  const isBad = text !== '' && !isKnownZone(text);
  const onChange = (next: string): void => {
    setText(next);
    if (next === '' || isKnownZone(next)) void setPreferences({ camerasZone: next === '' ? null : next });
  };
  return (
    <SettingLine
      label={t('settings.camerasZone')}
      help={t(isBad ? 'settings.camerasZoneUnknown' : 'settings.camerasZoneHelp', { example: operatorZone() })}
    >
      <span className={isBad ? 'fld err' : 'fld'}>
        <input
          list={listId}
          value={text}
          aria-label={t('settings.camerasZone')}
          aria-invalid={isBad}
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          onChange={({ target }) => onChange(target.value)}
        />
      </span>
      <datalist id={listId}>
        {knownZones().map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </SettingLine>
  );
}

interface ShownProps {
  readonly label: string;
  readonly isShown: boolean;
  readonly onChange: (isShown: boolean) => void;
}

function Shown({ label, isShown, onChange }: ShownProps) {
  const t = useText();
  const options = [
    { value: 'shown', label: t('settings.shown') },
    { value: 'hidden', label: t('settings.hidden') },
  ];
  return (
    <SettingLine label={label}>
      <Segmented
        label={label}
        options={options}
        value={isShown ? 'shown' : 'hidden'}
        onChange={(value) => onChange(value === 'shown')}
      />
    </SettingLine>
  );
}
