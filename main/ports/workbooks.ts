/** Workbooks of devices: the cloud's template, imports that it works through by itself, and its list of devices. */
import type { OrgNodeId } from '../../preload/domain/ids.ts';
import type { WireError } from '../../preload/domain/error.ts';
import type { ImportCounts, WorkbookKind, WorkbookReason } from '../../preload/domain/onboarding/workbooks.ts';

export interface WorkbookOrder {
  /** A uuid, which no other import has. */
  readonly jobId: string;
  readonly kind: WorkbookKind;
  /** Null: the root. */
  readonly groupId: OrgNodeId | null;
  /** As the user filled it in. It may hold passwords. */
  readonly file: Uint8Array;
}

/** `unknown`: the cloud may work on it. `notAsked`: the cloud did not receive it. `reason`: where the document has a code for it. */
export type WorkbookAnswer =
  | { readonly state: 'accepted' }
  | {
      readonly state: 'unknown' | 'refused' | 'notAsked';
      readonly reason: WorkbookReason | null;
      readonly error: WireError;
    };

export interface WorkbookProgress extends ImportCounts {
  readonly isOver: boolean;
}

/** All files come as the cloud answers them. They may hold passwords. */
export interface WorkbookPort {
  /** @throws {AppError} `network.bad-answer` for an answer that is no workbook, and what the cloud refused. */
  template(kind: WorkbookKind, signal: AbortSignal): Promise<readonly Uint8Array[]>;
  /** Sends it once: nothing repeats it after a lost answer. @throws {AppError} `cancelled` alone. */
  import(order: WorkbookOrder, signal: AbortSignal): Promise<WorkbookAnswer>;
  /** Null: the cloud says that it has no such import. @throws {AppError} `network.bad-answer`, and what the cloud refused. */
  progress(jobId: string, signal: AbortSignal): Promise<WorkbookProgress | null>;
  /** The rows of an import with what became of each. @throws {AppError} as {@link template}, and `cloud.not-found`. */
  result(jobId: string, signal: AbortSignal): Promise<readonly Uint8Array[]>;
  /** The devices of a group and of all groups below it; null: of all groups. @throws {AppError} as {@link template}. */
  list(groupId: OrgNodeId | null, signal: AbortSignal): Promise<readonly Uint8Array[]>;
}
