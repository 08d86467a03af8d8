/**
 * Workbooks of IVP: template, import, progress, result and list (chapter on devices). An import is a job under a uuid of the caller.
 * The table of its form says `OrganizationId`, the sample `Organization_id`; the contract follows the sample.
 */
import { groupNativeIdOf, type OrgNodeId } from '../../../../preload/domain/ids.ts';
import { MAX_WORKBOOK_ANSWER_BYTES } from '../../../../preload/domain/bounds.ts';
import {
  looksLikeWorkbook,
  SIGNATURE_BYTES,
  type WorkbookKind,
  type WorkbookReason,
} from '../../../../preload/domain/onboarding/workbooks.ts';
import { AppError, isFailure } from '../../../errors.ts';
import type { WorkbookAnswer, WorkbookOrder, WorkbookPort, WorkbookProgress } from '../../../ports/workbooks.ts';
import { outcomeOf } from '../../core/client/batch/batch.ts';
import type { VendorClient } from '../../core/client/client.ts';
import type { Transfer } from '../../core/http/transfer.ts';
import { ROOT_ORGANIZATION } from '../mapping.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';

const RTMP = 1;
const GB28181 = 2;
const FINISHED = 1;
/** As the document's own sample calls the file; the name that the user gave it stays here. */
const FILE_NAME = 'device.xlsx';

const REASONS: ReadonlyMap<string | null, WorkbookReason> = new Map([
  ['41614', 'changed-template'],
  ['41615', 'too-many-rows'],
  ['41616', 'too-many-sheets'],
]);

const organizationOf = (groupId: OrgNodeId | null): string =>
  groupId === null ? ROOT_ORGANIZATION : groupNativeIdOf(groupId);

export class IvpWorkbooks implements WorkbookPort {
  readonly #client: VendorClient<TencentIvpOperations>;

  constructor(client: VendorClient<TencentIvpOperations>) {
    this.#client = client;
  }

  template(kind: WorkbookKind, signal: AbortSignal): Promise<readonly Uint8Array[]> {
    const AccessProtocol = kind === 'rtmp' ? RTMP : GB28181;
    return this.#file((transfer) =>
      this.#client.call('exportDeviceTemplate', { AccessProtocol }, signal, undefined, transfer),
    );
  }

  async import({ jobId, kind, groupId, file }: WorkbookOrder, signal: AbortSignal): Promise<WorkbookAnswer> {
    const order = {
      JobId: jobId,
      AccessProtocol: kind === 'rtmp' ? '1' : '2',
      Organization_id: organizationOf(groupId),
      File: new File([new Uint8Array(file)], FILE_NAME),
    } as const;
    try {
      await this.#client.call('importDevices', order, signal);
      return { state: 'accepted' };
    } catch (error) {
      if (!isFailure(error)) throw error;
      return answerOf(error);
    }
  }

  async progress(JobId: string, signal: AbortSignal): Promise<WorkbookProgress | null> {
    try {
      const { data } = await this.#client.call('getDeviceImportProgress', { JobId }, signal);
      const { State, Total: total, Succeed: added, Failed: failed } = data.Data ?? {};
      if (State === undefined || total === undefined || added === undefined || failed === undefined)
        throw this.#bad('the progress of an import is missing');
      if (Math.min(total, added, failed) < 0) throw this.#bad('the progress of an import counts less than no row');
      // The document's sample prints state 0 although no row is left, so the counts end the import too.
      return { total, added, failed, isOver: State === FINISHED || (total > 0 && added + failed >= total) };
    } catch (error) {
      // A status of 404 alone may be of anything on the way: IVP says with a code that it has no such import.
      const isCloudsWord = error instanceof AppError && (error.vendor?.code ?? null) !== null;
      if (isCloudsWord && error.code === 'cloud.not-found') return null;
      throw error;
    }
  }

  result(JobId: string, signal: AbortSignal): Promise<readonly Uint8Array[]> {
    return this.#file((transfer) =>
      this.#client.call('exportDeviceImportResult', { JobId }, signal, undefined, transfer),
    );
  }

  list(groupId: OrgNodeId | null, signal: AbortSignal): Promise<readonly Uint8Array[]> {
    const order = { OrganizationId: organizationOf(groupId), IsContainSubLevel: true, IsAllResource: true };
    return this.#file((transfer) => this.#client.call('exportDevices', order, signal, undefined, transfer));
  }

  async #file(ask: (transfer: Transfer) => Promise<unknown>): Promise<readonly Uint8Array[]> {
    const pieces: Uint8Array[] = [];
    await ask({ sink: (piece) => void pieces.push(piece), maxFileBytes: MAX_WORKBOOK_ANSWER_BYTES });
    if (!looksLikeWorkbook(Buffer.concat(pieces, SIGNATURE_BYTES))) throw this.#bad('the answer is no workbook');
    return pieces;
  }

  #bad(detail: string): AppError {
    const { host } = this.#client;
    return new AppError('network.bad-answer', `${host}: ${detail}`, { params: { host, detail }, retryable: true });
  }
}

/** A cloud that fails may have begun the import: its progress decides. */
function answerOf(error: AppError): WorkbookAnswer {
  const reason = REASONS.get(error.vendor?.code ?? null) ?? null;
  const left = error.code === 'cloud.unavailable' ? 'unknown' : outcomeOf(error);
  return { state: left === 'not-asked' ? 'notAsked' : left, reason, error: error.toWire() };
}
