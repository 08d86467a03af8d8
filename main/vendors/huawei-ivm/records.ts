/** The list of recordings of a channel, over the v2 interface (chapter 9.2). */
import { channelRefOf } from '../../../preload/domain/ids.ts';
import type { Recording } from '../../../preload/domain/recordings.ts';
import { AppError } from '../../errors.ts';
import type { RecordAnswer, RecordPort, RecordRequest } from '../../ports/records.ts';
import { badAnswer } from '../core/client/answer-error.ts';
import type { VendorClient } from '../core/client/client.ts';
import { toRecording } from './mapping.ts';
import type { HuaweiIvmOperations } from './operations.gen.ts';
import { formatBeijingTime, wholeSecondAfter } from './time.ts';

export const PLACES = { cloud: 'CLOUD', device: 'DEVICE' } as const;

/** The largest page that the document allows. */
const RECORDS_PER_PAGE = 1_000;
/**
 * Codes by which the cloud says that nothing was recorded: an answer, not a failure. On a later page they end the list,
 * as a page without rows does.
 */
const NOTHING_RECORDED: readonly (string | null | undefined)[] = ['IVM.20020012', 'IVM.20020014'];
/** How often a list is read that changes while it is read. The last reading counts. */
const MAX_READINGS = 3;

/** One reading of all pages. */
interface Reading {
  readonly recordings: readonly Recording[];
  readonly unreadable: number;
  /**
   * Recordings came or went meanwhile: the pages gave several totals, or another number of rows than the total. A recording
   * may have moved to a page that was read before.
   */
  readonly hasChanged: boolean;
}

export class IvmRecords implements RecordPort {
  readonly #client: VendorClient<HuaweiIvmOperations>;

  constructor(client: VendorClient<HuaweiIvmOperations>) {
    this.#client = client;
  }

  /** One answer for the whole range. The pages are read again while the list changes; a row that came twice counts once. */
  async *list(request: RecordRequest, signal: AbortSignal): AsyncIterable<RecordAnswer> {
    let reading = await this.#readAll(request, signal);
    for (let i = 1; i < MAX_READINGS && reading.hasChanged; i += 1) reading = await this.#readAll(request, signal);
    const byId = new Map(
      reading.recordings.map((one) => [one.nativeId ?? `${one.kind} ${one.fromMs} ${one.toMs}`, one]),
    );
    const recordings = [...byId.values()].sort((a, b) => a.fromMs - b.fromMs);
    yield { range: request.range, recordings, archivedWithin: [], unreadable: reading.unreadable };
  }

  async #readAll({ channelId, place, range }: RecordRequest, signal: AbortSignal): Promise<Reading> {
    const { deviceNativeId, channelNativeId } = channelRefOf(channelId);
    const wanted = {
      device_id: deviceNativeId,
      channel_id: channelNativeId,
      record_position: PLACES[place],
      start_time: formatBeijingTime(range.fromMs),
      end_time: formatBeijingTime(wholeSecondAfter(range.toMs)),
    };
    const recordings: Recording[] = [];
    const totals = new Set<number>();
    let rows = 0;
    try {
      const walk = this.#client.pages('listMediaRecords', wanted, signal, { pageSize: RECORDS_PER_PAGE });
      for await (const { items, total } of walk) {
        if (total !== null) totals.add(total);
        rows += items.length;
        recordings.push(...items.flatMap((record) => toRecording(channelId, place, record) ?? []));
      }
    } catch (error) {
      const isEmpty = error instanceof AppError && NOTHING_RECORDED.includes(error.vendor?.code);
      if (!isEmpty) throw error;
    }
    const unreadable = rows - recordings.length;
    if (recordings.length === 0 && unreadable > 0) throw this.#unreadable();
    const [total = rows] = totals;
    return { recordings, unreadable, hasChanged: totals.size > 1 || total !== rows };
  }

  #unreadable(): AppError {
    const where = { vendor: 'huawei-ivm', operation: 'listMediaRecords', httpStatus: 200, requestId: null } as const;
    return badAnswer(where, this.#client.host, 'recordings without times', false, this.#client.redactor);
  }
}
