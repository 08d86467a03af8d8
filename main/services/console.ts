/** The API console: what can be called, calls over an account's own session, and what was called before. */
import type { Input } from '../../preload/contract/contract.ts';
import type { HistoryEntry, OperationDescription, OperationView, RunReport } from '../../preload/contract/console.ts';
import type { AccountId } from '../../preload/domain/ids.ts';
import type { VendorId } from '../../preload/domain/vendor.ts';
import { AppError } from '../errors.ts';

const notYet = (): AppError => new AppError('cloud.not-supported', 'the console cannot do this yet');

export class ConsoleService {
  operations(_vendor: VendorId): OperationView[] {
    throw notYet();
  }

  describe(_vendor: VendorId, _operationId: string): OperationDescription {
    throw notYet();
  }

  run(_request: Input<'console.run'>, _windowId: string): Promise<RunReport> {
    return Promise.reject(notYet());
  }

  cancel(_runId: string): void {}

  curl(_request: Input<'console.curl'>): Promise<{ text: string; complaints: [] }> {
    return Promise.reject(notYet());
  }

  history(_accountId: AccountId): HistoryEntry[] {
    return [];
  }

  clearHistory(_accountId: AccountId): void {}
}
