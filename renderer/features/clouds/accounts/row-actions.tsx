import type { AccountView } from '../../../../preload/contract/account.ts';
import { useText } from '../../../i18n/i18n.ts';
import { openCloudsPanel } from '../../../state/page/navigation.ts';
import { useAction } from '../../../state/actions/shortcuts.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { switchAccount, useSwitchConsequence } from './switch-account.ts';

interface RowActionsProps {
  readonly account: AccountView;
  readonly onTest: (account: AccountView) => void;
  readonly onRemove: (account: AccountView) => void;
}

/** The actions of one account. The tooltip of the switch names its effect. */
export function RowActions({ account, onTest, onRemove }: RowActionsProps) {
  const t = useText();
  const { id, label, isEnabled } = account;
  const named = (action: string): string => `${action}: ${label}`;
  const consequence = useSwitchConsequence(account);
  const turning = useAction(named(t(isEnabled ? 'clouds.switch.off' : 'clouds.switch.on')), 'clouds.switch');
  return (
    <span className="row acts">
      <IconButton
        icon="refresh"
        size={14}
        {...useAction(named(t('clouds.test')), 'clouds.test')}
        disabledReason={isEnabled ? undefined : t('clouds.off.reason')}
        onClick={() => onTest(account)}
      />
      <IconButton
        icon={isEnabled ? 'pause' : 'play'}
        size={14}
        {...turning}
        title={`${turning.title}\n${consequence}`}
        aria-description={consequence}
        onClick={() => void switchAccount(account, !isEnabled)}
      />
      <IconButton
        icon="edit"
        size={14}
        {...useAction(named(t('clouds.edit')), 'clouds.edit')}
        onClick={() => openCloudsPanel({ kind: 'edit', accountId: id })}
      />
      <IconButton
        icon="trash"
        size={14}
        {...useAction(named(t('clouds.remove')), 'clouds.remove')}
        onClick={() => onRemove(account)}
      />
    </span>
  );
}
