import type { ErrorAction, WireError } from '../../../../preload/domain/error.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { actionWords } from '../../../i18n/error-words.ts';
import { useText } from '../../../i18n/i18n.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { openCloudsPanel } from '../../../state/page/navigation.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { ErrorDetails } from '../base/error-details.tsx';

interface RetryProps {
  readonly error: WireError;
  readonly onRetry: () => void;
}

/** Another try at once, and the details of the error. */
export function RetryAndDetails({ error, onRetry }: RetryProps) {
  const t = useText();
  return (
    <div className="lv-acts">
      <button type="button" className="btn sm" onClick={onRetry}>
        <Icon name="refresh" size={14} />
        {t('live.veil.tryNow')}
      </button>
      <ErrorDetails error={error} />
    </div>
  );
}

interface ErrorActionsProps {
  readonly error: WireError;
  readonly accountId: AccountId | null;
  readonly onRetry: () => void;
}

/** Actions that lead to the account; every other action with a verb is another try. */
const ABOUT_ACCOUNT: ReadonlySet<ErrorAction> = new Set<ErrorAction>(['edit-account', 'unlock-vault', 'session-only']);
/** Not offered on a tile: the pool changes the stream by itself, and the details can be copied from their panel. */
const WITHOUT_BUTTON: ReadonlySet<ErrorAction> = new Set<ErrorAction>(['none', 'choose-sub-stream', 'report']);

/** The one action that can help, and the details of the error. */
export function ErrorActions({ error, accountId, onRetry }: ErrorActionsProps) {
  const t = useText();
  const { action } = error;
  const isAccount = ABOUT_ACCOUNT.has(action) && accountId !== null;
  const isNone = WITHOUT_BUTTON.has(action) || (ABOUT_ACCOUNT.has(action) && isKiosk());
  const words = isNone ? null : actionWords(t, action);
  const act = (): void => {
    if (isAccount) openCloudsPanel({ kind: 'edit', accountId });
    else onRetry();
  };
  return (
    <div className="lv-acts">
      {words === null ? null : (
        <button type="button" className="btn sm" onClick={act}>
          {isAccount ? t('live.veil.editAccount') : words}
        </button>
      )}
      <ErrorDetails error={error} />
    </div>
  );
}
