/** The list of recordings of a channel, over the v2 interface (chapter 9.2). */
import { MAX_LISTED_RECORDINGS } from '../../../../preload/domain/bounds.ts';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { channelRefOf } from '../../../../preload/domain/ids.ts';
import type { Recording } from '../../../../preload/domain/recording/recordings.ts';
import { AppError } from '../../../errors.ts';
import { type RecordAnswer, type RecordPort, type RecordRequest } from '../../../ports/records.ts';
import { badAnswer } from '../../core/client/answers/answer-error.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { recordedPieces } from '../../core/client/recorded-pieces.ts';
import { toRecording } from '../mapping.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';
import { formatBeijingTime, wholeSecondAfter } from '../wire/time.ts';

export const PLACES = { cloud: 'CLOUD', device: 'DEVICE' } as const;

/** The largest page that the document allows. */
const RECORDS_PER_PAGE = 1_000;
const LIST = { pageSize: RECORDS_PER_PAGE, maxRows: MAX_LISTED_RECORDINGS };
/**
 * Codes by which the cloud says that nothing was recorded: an answer, not a failure. On a later page they end the list,
 * as a page without rows does.
 */
const NOTHING_RECORDED: readonly (string | null | undefined)[] = ['IVM.20020012', 'IVM.20020014'];
/** How often a list is read that changes while it is read. */
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

  /**
   * One answer for the whole range. The pages are read again while the list changes; a row that came twice counts once. Where
   * the list never stands still, or an entry cannot be read, only the recordings are answered: what lies between them is not
   * known.
   */
  async *list(request: RecordRequest, signal: AbortSignal): AsyncIterable<RecordAnswer> {
    const { range } = request;
    const { recordings, unreadable, isStill } = await this.#readStill(request, signal);
    if (isStill && unreadable === 0) yield { range, recordings, archivedWithin: [], unreadable };
    else yield* recordedPieces(recordings, range, unreadable);
  }

  /**
   * Reads until the list stands still: its total holds, or two readings bring the same rows, so that only the total is wrong.
   * Otherwise a recording may have moved over the edge of two pages in each reading: all readings count together.
   */
  async #readStill(
    request: RecordRequest,
    signal: AbortSignal,
  ): Promise<Pick<Reading, 'recordings' | 'unreadable'> & { readonly isStill: boolean }> {
    const readings: Reading[] = [];
    for (let i = 0; i < MAX_READINGS; i += 1) {
      const reading = await this.#readAll(request, signal);
      const before = readings.at(-1);
      const isStill = !reading.hasChanged || (before !== undefined && isSame(before, reading));
      if (isStill) return { ...reading, recordings: await merged([reading]), isStill };
      readings.push(reading);
    }
    const unreadable = Math.max(...readings.map((one) => one.unreadable));
    return { recordings: await merged(readings), unreadable, isStill: false };
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
      const walk = this.#client.pages('listMediaRecords', wanted, signal, LIST);
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

/** How a recording is known again in another reading. */
const keyOf = ({ nativeId, kind, fromMs, toMs }: Recording): string => nativeId ?? `${kind} ${fromMs} ${toMs}`;

/** The recordings of all readings, each once as the last reading has it, in order of their begin. */
async function merged(readings: readonly Reading[]): Promise<readonly Recording[]> {
  const byKey = new Map<string, Recording>();
  let count = 0;
  for (const { recordings } of readings) {
    for (const one of recordings) {
      byKey.set(keyOf(one), one);
      if ((count += 1) % RECORDS_PER_PAGE === 0) await yieldToEvents();
    }
  }
  return [...byKey.values()].sort((a, b) => a.fromMs - b.fromMs);
}

const isSame = (a: Reading, b: Reading): boolean =>
  a.unreadable === b.unreadable &&
  a.recordings.length === b.recordings.length &&
  a.recordings.every((one, i) => keyOf(one) === keyOf(b.recordings[i] ?? one));
