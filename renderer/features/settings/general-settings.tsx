import { useText } from '../../i18n/i18n.ts';
import { LOCALE_NAMES, LOCALES, type Locale } from '../../i18n/locale.ts';
import { setPreferences, usePreferences } from '../../state/page/preferences.ts';
import { Segmented } from '../../ui/form/segmented.tsx';
import { SettingLine } from '../../ui/form/setting-line.tsx';

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
