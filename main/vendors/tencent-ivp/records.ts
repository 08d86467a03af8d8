/** What is recorded: in the cloud by plans, on the device by itself. Asked day by day. */
import type { Recording, RecordingPlace } from '../../../preload/domain/recordings.ts';
import { channelRefOf, type ChannelId } from '../../../preload/domain/ids.ts';
import { intersect, type TimeRange } from '../../../preload/domain/time.ts';
import { AppError } from '../../errors.ts';
import { badAnswer } from '../core/client/answer-error.ts';
import type { VendorClient } from '../core/client/client.ts';
import type { Page } from '../../ports/page.ts';
import type { RecordPort } from '../../ports/records.ts';
import { secondsOf, splitAtMidnights } from './days.ts';
import type { TencentIvpOperations } from './operations.gen.ts';
import { UNIX_SECONDS } from './time.ts';

/** "No recording on that date": an answer, not a failure. */
const NOTHING_RECORDED = '41627';

interface Span {
  readonly Begin?: string;
  readonly End?: string;
}

export class IvpRecords implements RecordPort {
  readonly #client: VendorClient<TencentIvpOperations>;

  constructor(client: VendorClient<TencentIvpOperations>) {
    this.#client = client;
  }

  /** One page per day. Recordings are cut at midnight, so that each can be played in one piece. */
  async *list(
    request: { readonly channelId: ChannelId; readonly place: RecordingPlace; readonly range: TimeRange },
    signal: AbortSignal,
  ): AsyncIterable<Page<Recording>> {
    const { channelId, place, range } = request;
    for (const part of splitAtMidnights(range)) {
      const spans = await this.#ask(channelId, place, part, signal);
      const recordings = spans.flatMap((span): Recording[] => {
        const inside = intersect(this.#read(place, span), part);
        return inside ? [{ channelId, place, kind: 'unknown', ...inside }] : [];
      });
      const items = recordings.sort((a, b) => a.fromMs - b.fromMs);
      yield { items, total: null };
    }
  }

  async #ask(
    channelId: ChannelId,
    place: RecordingPlace,
    part: TimeRange,
    signal: AbortSignal,
  ): Promise<readonly Span[]> {
    const { deviceNativeId: DeviceId, channelNativeId: ChannelId } = channelRefOf(channelId);
    const { startSec, endSec } = secondsOf(part);
    try {
      if (place === 'device') {
        const asked = { ChannelId, Start: startSec, End: endSec };
        return (await this.#client.call('queryLocalRecordTimeline', asked, signal)).data.Data ?? [];
      }
      const asked = { DeviceId, ChannelId, StartTime: startSec, EndTime: endSec };
      return (await this.#client.call('queryCloudRecordTimeline', asked, signal)).data.Data?.List ?? [];
    } catch (error) {
      if (error instanceof AppError && error.vendor?.code === NOTHING_RECORDED) return [];
      throw error;
    }
  }

  #read(place: RecordingPlace, { Begin, End }: Span): TimeRange {
    try {
      return { fromMs: UNIX_SECONDS.parse(Begin ?? ''), toMs: UNIX_SECONDS.parse(End ?? '') };
    } catch {
      const operation = place === 'device' ? 'queryLocalRecordTimeline' : 'queryCloudRecordTimeline';
      const where = { vendor: 'tencent-ivp', operation, httpStatus: 200, requestId: null } as const;
      throw badAnswer(where, this.#client.host, 'a recording without times', false, this.#client.redactor);
    }
  }
}
