/** The configuration of the accounts as a file: written and read without any secret. */
import type { ExportedAccounts, ImportedAccount } from '../../preload/contract/cloud-facts.ts';
import type { AccountId } from '../../preload/domain/ids.ts';
import { AppError } from '../errors.ts';

export class AccountFilesService {
  export(accountIds: readonly AccountId[] | null): Promise<ExportedAccounts> {
    throw new AppError('cloud.not-supported', `export of ${accountIds?.length ?? 'all'}`);
  }

  /** @param isPreview tells what an import would do, and changes nothing. */
  import(text: string, isPreview: boolean): Promise<{ accounts: ImportedAccount[] }> {
    throw new AppError('cloud.not-supported', `${isPreview ? 'preview' : 'import'} of ${text.length}`);
  }
}
