import type { ReactNode } from 'react';
import type { ErrorAction, WireError } from '../../../preload/domain/error.ts';
import { actionWords } from '../../i18n/error-words.ts';
import { useText } from '../../i18n/i18n.ts';
import { Icon } from '../icons/icon.tsx';
import { ErrorDetails } from './error-details.tsx';

interface RetryProps {
  readonly error: WireError;
  readonly onRetry: () => void;
  /** A further way, before the details. */
  readonly children?: ReactNode;
}

/** Another try at once, and the details of the error. */
export function RetryAndDetails({ error, onRetry, children }: RetryProps) {
  const t = useText();
  return (
    <div className="tile-acts">
      <button type="button" className="btn sm" onClick={onRetry}>
        <Icon name="refresh" size={14} />
        {t('tiles.tryNow')}
      </button>
      {children}
      <ErrorDetails error={error} />
    </div>
  );
}

interface ErrorActionsProps {
  readonly error: WireError;
  /** Opens the account of the camera; null where the window has no such way, `retry` where the camera has no account. */
  readonly onAccount: (() => void) | 'retry' | null;
  readonly onRetry: () => void;
  readonly children?: ReactNode;
}

/** Actions that lead to the account; every other action with a verb is another try. */
const ABOUT_ACCOUNT: ReadonlySet<ErrorAction> = new Set<ErrorAction>(['edit-account', 'unlock-vault', 'session-only']);
/** Not offered on a tile: the pool changes the stream by itself, and the details can be copied from their panel. */
const WITHOUT_BUTTON: ReadonlySet<ErrorAction> = new Set<ErrorAction>(['none', 'choose-sub-stream', 'report']);

/** Whether an error has no button, so that its words have to say what to do. */
export const hasNoButton = ({ action }: WireError): boolean => WITHOUT_BUTTON.has(action);

/** The one action that can help, and the details of the error. */
export function ErrorActions({ error, onAccount, onRetry, children }: ErrorActionsProps) {
  const t = useText();
  const { action } = error;
  const isAboutAccount = ABOUT_ACCOUNT.has(action);
  const toAccount = isAboutAccount && typeof onAccount === 'function' ? onAccount : null;
  const isNone = hasNoButton(error) || (isAboutAccount && onAccount === null);
  const words = isNone ? null : actionWords(t, action);
  return (
    <div className="tile-acts">
      {words === null ? null : (
        <button type="button" className="btn sm" onClick={toAccount ?? onRetry}>
          {toAccount === null ? words : t('tiles.editAccount')}
        </button>
      )}
      {children}
      <ErrorDetails error={error} />
    </div>
  );
}
