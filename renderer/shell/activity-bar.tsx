import { useText } from '../i18n/i18n.ts';
import { ACTIVITIES, goTo, READY_ACTIVITIES, useNavigation, type Activity } from '../state/page/navigation.ts';
import { isActionId } from '../state/actions/shortcut-table.ts';
import { useKeys } from '../state/actions/shortcuts.ts';
import { Icon } from '../ui/icons/icon.tsx';
import type { IconName } from '../ui/icons/names.ts';
import { walkButtons } from '../ui/walk-buttons.ts';

const ICONS: Readonly<Record<Activity, IconName>> = {
  live: 'live',
  playback: 'playback',
  alarms: 'alarm',
  targets: 'targets',
  devices: 'device',
  statistics: 'stats',
  exports: 'export',
  clouds: 'cloud',
  console: 'console',
  help: 'help',
  settings: 'settings',
};

/** From here on the activities stand at the bottom. */
const BOTTOM = ACTIVITIES.indexOf('help');

/** The way to every screen; arrows walk over the buttons, also those that only tell why they do nothing yet. */
export function ActivityBar() {
  const t = useText();
  return (
    <nav className="act" aria-label={t('shell.regions.activities')} onKeyDown={walkButtons}>
      {ACTIVITIES.slice(0, BOTTOM).map((activity) => (
        <ActivityButton key={activity} activity={activity} />
      ))}
      <span className="sp" />
      {ACTIVITIES.slice(BOTTOM).map((activity) => (
        <ActivityButton key={activity} activity={activity} />
      ))}
    </nav>
  );
}

function ActivityButton({ activity }: { readonly activity: Activity }) {
  const t = useText();
  const isCurrent = useNavigation((state) => state.screen === activity);
  const isExpanded = useNavigation((state) => state.isSettingsOpen && activity === 'settings');
  const name = t(`shell.activities.${activity}`);
  const isReady = READY_ACTIVITIES.has(activity);
  const id = `app.${activity}`;
  const action = isReady && isActionId(id) ? id : undefined;
  const known = useKeys(action ?? 'app.live');
  const keys = action === undefined ? undefined : known;
  const words = isReady ? name : t('shell.notYet', { name });
  return (
    <button
      type="button"
      {...(action === undefined ? {} : { 'data-action': action })}
      aria-keyshortcuts={keys?.aria}
      aria-label={words}
      title={keys?.text === undefined ? words : `${words} (${keys.text})`}
      aria-current={isCurrent ? 'page' : undefined}
      aria-disabled={isReady ? undefined : true}
      aria-expanded={activity === 'settings' ? isExpanded : undefined}
      tabIndex={isCurrent ? 0 : -1}
      onClick={isReady ? () => goTo(activity) : undefined}
    >
      <Icon name={ICONS[activity]} size={20} />
    </button>
  );
}
