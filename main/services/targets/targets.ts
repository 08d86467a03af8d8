/** Persons on the lists of devices. */
import type { TargetDeviceList, TargetLibrary, TargetPage } from '../../../preload/contract/targets.ts';
import type { AccountId, DeviceId } from '../../../preload/domain/ids.ts';
import type { Target, TargetEdits, TargetMove, TargetOutcome, TargetValues } from '../../../preload/domain/targets.ts';
import { AppError } from '../../errors.ts';

export interface TargetPlace {
  readonly deviceId: DeviceId;
  readonly groupId: string;
}

interface TargetDraft {
  readonly values: TargetValues;
  /** Base64. */
  readonly picture: string;
}

interface TargetChange {
  readonly targetId: string;
  readonly edits: TargetEdits;
  readonly picture: string | null;
}

const missing = (): Promise<never> =>
  Promise.reject(new AppError('cloud.not-supported', 'target libraries are not read yet'));

export class TargetsService {
  devices(_accountId: AccountId): Promise<TargetDeviceList> {
    return missing();
  }

  groups(_deviceId: DeviceId): Promise<TargetLibrary> {
    return missing();
  }

  page(_place: TargetPlace, _cursor: string | null): Promise<TargetPage> {
    return missing();
  }

  get(_place: TargetPlace, _targetId: string): Promise<{ target: Target; picture: string | null; asOfMs: number }> {
    return missing();
  }

  picture(_place: TargetPlace, _targetId: string): Promise<string | null> {
    return missing();
  }

  add(_place: TargetPlace, _drafts: readonly TargetDraft[]): Promise<readonly TargetOutcome[]> {
    return missing();
  }

  update(_place: TargetPlace, _changes: readonly TargetChange[]): Promise<readonly TargetOutcome[]> {
    return missing();
  }

  delete(_place: TargetPlace, _targetIds: readonly string[]): Promise<readonly TargetOutcome[]> {
    return missing();
  }

  move(_place: TargetPlace, _toGroupId: string, _targetIds: readonly string[]): Promise<readonly TargetMove[]> {
    return missing();
  }
}
