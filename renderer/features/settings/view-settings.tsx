import { useText } from '../../i18n/i18n.ts';
import { setPreferences, TEXT_PERCENTS, usePreferences } from '../../state/page/preferences.ts';
import { useKeys } from '../../state/actions/shortcuts.ts';
import { Segmented } from '../../ui/form/segmented.tsx';
import { SettingLine } from '../../ui/form/setting-line.tsx';

/** Size of the text, motion. */
export function ViewSettings() {
  const t = useText();
  const textPercent = usePreferences((state) => state.textPercent);
  const motion = usePreferences((state) => state.motion);
  const larger = useKeys('app.textLarger').text ?? t('actions.keys.unbound');
  const smaller = useKeys('app.textSmaller').text ?? t('actions.keys.unbound');
  const motions = [
    { value: 'system', label: t('settings.motionSystem') },
    { value: 'less', label: t('settings.motionLess') },
  ];
  return (
    <>
      <SettingLine label={t('settings.textSize')} help={t('settings.textSizeHelp', { larger, smaller })}>
        <Segmented
          label={t('settings.textSize')}
          options={TEXT_PERCENTS.map((value) => ({ value: String(value), label: t('settings.percent', { value }) }))}
          value={String(textPercent)}
          onChange={(value) => {
            const size = TEXT_PERCENTS.find((percent) => String(percent) === value);
            if (size !== undefined) void setPreferences({ textPercent: size });
          }}
        />
      </SettingLine>
      <SettingLine label={t('settings.motion')} help={t('settings.motionHelp')}>
        <Segmented
          label={t('settings.motion')}
          options={motions}
          value={motion}
          onChange={(value) => void setPreferences({ motion: value === 'less' ? 'less' : 'system' })}
        />
      </SettingLine>
    </>
  );
}
