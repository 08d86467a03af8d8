/** The labels of accounts: unique, whatever their case, since files and screens name an account by its label. */
import type { Account } from '../../../preload/domain/accounts/accounts.ts';
import { AppError } from '../../errors.ts';

/** @throws {AppError} `account.label-taken`. */
export function claimLabel({ label }: Pick<Account, 'label'>, others: readonly Pick<Account, 'label'>[]): void {
  const wanted = label.toLowerCase();
  if (!others.some((other) => other.label.toLowerCase() === wanted)) return;
  throw new AppError('account.label-taken', 'the label is taken', { params: { label }, action: 'edit-account' });
}
