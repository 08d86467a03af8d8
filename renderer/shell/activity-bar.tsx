import { useText, type Text } from '../i18n/i18n.ts';
import { isActionId } from '../state/actions/shortcut-table.ts';
import { useKeys } from '../state/actions/shortcuts.ts';
import type { Area, PlannedArea } from '../state/actions/area.ts';
import { goTo, toggleSettings, useNavigation, type Screen } from '../state/page/navigation.ts';
import { Icon } from '../ui/icons/icon.tsx';
import type { IconName } from '../ui/icons/names.ts';
import { walkButtons } from '../ui/walk-buttons.ts';

interface ActivityProps {
  readonly id: string;
  readonly icon: IconName;
  readonly label: (t: Text) => string;
  /** Null for an activity that the client cannot do yet. */
  readonly run: (() => void) | null;
  /** Whether a dialog that the activity opens is open. */
  readonly isExpanded?: boolean;
}

function activityOf(area: Area | PlannedArea): readonly ActivityProps[] {
  if ('isPlanned' in area) return [{ ...area, run: null }];
  const { id, screen } = area;
  return screen === undefined ? [] : [{ id, icon: screen.icon, label: screen.label, run: () => goTo(id as Screen) }];
}

/** The way to every screen; arrows walk over the buttons, also those that only tell why they do nothing yet. */
export function ActivityBar({ activities }: { readonly activities: readonly (Area | PlannedArea)[] }) {
  const t = useText();
  const isExpanded = useNavigation((state) => state.isSettingsOpen);
  return (
    <nav className="act" aria-label={t('shell.regions.activities')} onKeyDown={walkButtons}>
      {activities.flatMap(activityOf).map((activity) => (
        <ActivityButton key={activity.id} {...activity} />
      ))}
      <span className="sp" />
      <ActivityButton id="help" icon="help" label={(text) => text('shell.activities.help')} run={null} />
      <ActivityButton
        id="settings"
        icon="settings"
        label={(text) => text('shell.activities.settings')}
        run={toggleSettings}
        isExpanded={isExpanded}
      />
    </nav>
  );
}

function ActivityButton({ id, icon, label, run, isExpanded }: ActivityProps) {
  const t = useText();
  const isCurrent = useNavigation((state) => state.screen === id);
  const name = label(t);
  const actionId = `app.${id}`;
  const action = run !== null && isActionId(actionId) ? actionId : undefined;
  const known = useKeys(action ?? 'app.live');
  const keys = action === undefined ? undefined : known;
  const words = run === null ? t('shell.notYet', { name }) : name;
  return (
    <button
      type="button"
      {...(action === undefined ? {} : { 'data-action': action })}
      aria-keyshortcuts={keys?.aria}
      aria-label={words}
      title={keys?.text === undefined ? words : `${words} (${keys.text})`}
      aria-current={isCurrent ? 'page' : undefined}
      aria-disabled={run === null || undefined}
      aria-expanded={isExpanded}
      tabIndex={isCurrent ? 0 : -1}
      onClick={run ?? undefined}
    >
      <Icon name={icon} size={20} />
    </button>
  );
}
