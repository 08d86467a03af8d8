import { useText, type Text } from '../../i18n/i18n.ts';
import { setPreferences, usePreferences } from '../../state/page/preferences.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { useKeys } from '../../state/actions/shortcuts.ts';
import { Segmented } from '../../ui/form/segmented.tsx';
import { SettingLine } from '../../ui/form/setting-line.tsx';

const HOLDS_SEC = [10, 20, 60, 300, null] as const;

function holdWords(t: Text, seconds: number | null): string {
  if (seconds === null) return t('settings.wall.acknowledged');
  if (seconds < 60) return t('settings.wall.seconds', { count: seconds });
  return t('settings.wall.minutes', { count: seconds / 60 });
}

/** The wall that the first window shows after a start. */
function StartWall() {
  const t = useText();
  const walls = useWalls((state) => state.walls);
  const startWallId = usePreferences((state) => state.startWallId);
  const chosen = walls.find(({ id }) => id === startWallId);
  return (
    <SettingLine label={t('settings.wall.start')} help={t('settings.wall.startHelp')}>
      <select
        className="fld sm set-select"
        aria-label={t('settings.wall.start')}
        value={chosen?.id ?? ''}
        onChange={({ target }) =>
          void setPreferences({ startWallId: walls.find(({ id }) => id === target.value)?.id ?? null })
        }
      >
        <option value="">{t('settings.wall.startLast')}</option>
        {walls.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </SettingLine>
  );
}

/** The wall at the start, how the wall shows alarms, and whether the pointer opens previews in the list; the key always does. */
export function LiveSettings() {
  const t = useText();
  const alarmHoldSec = usePreferences((state) => state.alarmHoldSec);
  const isPreviewOn = usePreferences((state) => state.isPreviewOn);
  const keys = useKeys('tree.preview').text ?? t('actions.keys.unbound');
  const previews = [
    { value: 'on', label: t('settings.wall.previewOn') },
    { value: 'off', label: t('settings.wall.previewOff') },
  ];
  return (
    <>
      <StartWall />
      <SettingLine label={t('settings.wall.hold')} help={t('settings.wall.holdHelp')}>
        <Segmented
          label={t('settings.wall.hold')}
          options={HOLDS_SEC.map((seconds) => ({ value: String(seconds), label: holdWords(t, seconds) }))}
          value={String(alarmHoldSec)}
          onChange={(value) => void setPreferences({ alarmHoldSec: value === 'null' ? null : Number(value) })}
        />
      </SettingLine>
      <SettingLine label={t('settings.wall.preview')} help={t('settings.wall.previewHelp', { keys })}>
        <Segmented
          label={t('settings.wall.preview')}
          options={previews}
          value={isPreviewOn ? 'on' : 'off'}
          onChange={(value) => void setPreferences({ isPreviewOn: value === 'on' })}
        />
      </SettingLine>
    </>
  );
}
