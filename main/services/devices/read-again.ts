/** The directory of an account is read again after a change in its cloud, so that every window shows the change. */
import type { AccountId } from '../../../preload/domain/ids.ts';
import { log } from '../../log.ts';

export interface ReadableDirectory {
  /** Reads the account again. @throws {AppError} `account.*` for an account that left or is disabled. */
  refresh(accountId: AccountId): unknown;
}

/** The change was made, whatever becomes of the account meanwhile. */
export function readAgain(directory: ReadableDirectory, accountId: AccountId): void {
  try {
    directory.refresh(accountId);
  } catch (error) {
    log.warn('the directory is not read again after a change in the cloud', { error });
  }
}
