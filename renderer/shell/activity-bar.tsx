import { useText, type Text } from '../i18n/i18n.ts';
import { isActionId } from '../state/actions/shortcut-table.ts';
import { useKeys } from '../state/actions/shortcuts.ts';
import type { Area } from '../state/actions/area.ts';
import { goTo, openDialog, toggleSettings, useNavigation, type Screen } from '../state/page/navigation.ts';
import { Icon } from '../ui/icons/icon.tsx';
import type { IconName } from '../ui/icons/names.ts';
import { walkButtons } from '../ui/rows/walk-buttons.ts';

interface ActivityProps {
  readonly id: string;
  readonly icon: IconName;
  readonly label: (t: Text) => string;
  readonly run: () => void;
  /** Whether a dialog that the activity opens is open. */
  readonly isExpanded?: boolean;
}

function activityOf({ id, screen }: Area): readonly ActivityProps[] {
  return screen === undefined ? [] : [{ id, icon: screen.icon, label: screen.label, run: () => goTo(id as Screen) }];
}

/** The way to every screen that there is; arrows walk over the buttons. */
export function ActivityBar({ activities }: { readonly activities: readonly Area[] }) {
  const t = useText();
  const dialog = useNavigation((state) => state.dialog);
  return (
    <nav className="act" aria-label={t('shell.regions.activities')} onKeyDown={walkButtons}>
      {activities.flatMap(activityOf).map((activity) => (
        <ActivityButton key={activity.id} {...activity} />
      ))}
      <span className="sp" />
      <ActivityButton
        id="help"
        icon="help"
        label={(text) => text('shell.activities.help')}
        run={() => openDialog('help')}
        isExpanded={dialog === 'help'}
      />
      <ActivityButton
        id="settings"
        icon="settings"
        label={(text) => text('shell.activities.settings')}
        run={toggleSettings}
        isExpanded={dialog === 'settings'}
      />
    </nav>
  );
}

function ActivityButton({ id, icon, label, run, isExpanded }: ActivityProps) {
  const t = useText();
  const isCurrent = useNavigation((state) => state.screen === id);
  const name = label(t);
  const actionId = `app.${id}`;
  const action = isActionId(actionId) ? actionId : undefined;
  const known = useKeys(action ?? 'app.live');
  const keys = action === undefined ? undefined : known;
  return (
    <button
      type="button"
      {...(action === undefined ? {} : { 'data-action': action })}
      aria-keyshortcuts={keys?.aria}
      aria-label={name}
      title={keys?.text === undefined ? name : `${name} (${keys.text})`}
      aria-current={isCurrent ? 'page' : undefined}
      aria-expanded={isExpanded}
      tabIndex={isCurrent ? 0 : -1}
      onClick={run}
    >
      <Icon name={icon} size={20} />
    </button>
  );
}
