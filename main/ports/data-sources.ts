/** Data sources by address: what a cloud plays from another video platform. */
import type { DataSourceType } from '../../preload/domain/onboarding/data-sources.ts';
import type { OrgNodeId } from '../../preload/domain/ids.ts';
import type { Secret } from '../secret.ts';

export interface NewDataSource {
  readonly groupId: OrgNodeId;
  readonly name: string;
  readonly type: DataSourceType;
  /** Carries a key of the other platform. */
  readonly url: Secret;
}

export interface DataSourcePort {
  /** Sent once. @returns the cloud's id; null: it was sent, and its answer was lost. @throws {AppError} what the cloud refused. */
  add(source: NewDataSource, signal: AbortSignal): Promise<string | null>;
  /** @param name the cloud wants it with each renewal. @throws {AppError} */
  renew(nativeId: string, name: string, url: Secret, signal: AbortSignal): Promise<void>;
}
