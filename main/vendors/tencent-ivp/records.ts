/** What is recorded: in the cloud by plans, on the device by itself. Asked day by day. */
import type { Recording, RecordingPlace } from '../../../preload/domain/recordings.ts';
import { joinRanges, withoutRanges } from '../../../preload/domain/recordings.ts';
import { channelRefOf, type ChannelId } from '../../../preload/domain/ids.ts';
import { intersect, type TimeRange } from '../../../preload/domain/time.ts';
import { AppError } from '../../errors.ts';
import { badAnswer } from '../core/client/answer-error.ts';
import type { VendorClient } from '../core/client/client.ts';
import { FINEST_ARCHIVE_MS, type RecordAnswer, type RecordPort, type RecordRequest } from '../../ports/records.ts';
import { secondsOf, splitAtMidnights } from './days.ts';
import type { TencentIvpOperations } from './operations.gen.ts';
import { UNIX_SECONDS } from './time.ts';

/** "No recording on that date": an answer, not a failure. */
const NOTHING_RECORDED = '41627';

interface Span {
  readonly Begin?: string;
  readonly End?: string;
}

/** An answer of the cloud. */
interface Timeline {
  readonly spans: readonly Span[];
  /** Whether archived footage lies somewhere in the request (`Tips`); null where the answer does not say. */
  readonly hasArchive: boolean | null;
}

const TIPS: ReadonlyMap<number | undefined, boolean> = new Map<number, boolean>([
  [0, false],
  [1, true],
]);

const NOTHING: Timeline = { spans: [], hasArchive: false };

export class IvpRecords implements RecordPort {
  readonly #client: VendorClient<TencentIvpOperations>;

  constructor(client: VendorClient<TencentIvpOperations>) {
    this.#client = client;
  }

  /**
   * One answer per day. Recordings are cut at midnight, so that each can be played in one piece. Of a day without a word
   * about archived footage only the recordings are answered: what lies between them may be archived.
   */
  async *list(request: RecordRequest, signal: AbortSignal): AsyncIterable<RecordAnswer> {
    const { channelId, place } = request;
    for (const range of splitAtMidnights(request.range)) {
      const { spans, hasArchive } = await this.#ask(channelId, place, range, signal);
      const read = spans.map((span) => rangeOf(span));
      const readable = read.filter((one) => one !== null);
      const unreadable = read.length - readable.length;
      if (readable.length === 0 && unreadable > 0) throw this.#unreadable(place);
      const recordings = readable
        .flatMap((one) => intersect(one, range) ?? [])
        .map((one) => recordingOf(channelId, place, one))
        .sort((a, b) => a.fromMs - b.fromMs);
      if (hasArchive === null) {
        yield* ofRecordings(recordings, unreadable);
        continue;
      }
      const gaps = hasArchive ? withoutRanges(range, recordings) : [];
      const archivedWithin: TimeRange[] = [];
      for (const gap of gaps) archivedWithin.push(...(await this.#narrow(request, gap, range, signal)));
      yield { range, recordings, archivedWithin, unreadable };
    }
  }

  /**
   * Where in `gap` archived footage lies. The cloud tells one flag for a request, so the gap is halved until a piece has
   * none or is as short as asked for.
   *
   * @param asked the piece of time whose answer said that it has archived footage.
   */
  async #narrow(request: RecordRequest, gap: TimeRange, asked: TimeRange, signal: AbortSignal): Promise<TimeRange[]> {
    // The last second of a day cannot be asked alone: its end would be on the next day.
    const { startSec, endSec } = secondsOf(gap);
    if (startSec === endSec) return [];
    const isAsked = gap.fromMs === asked.fromMs && gap.toMs === asked.toMs;
    const { hasArchive } = isAsked
      ? { hasArchive: true }
      : await this.#ask(request.channelId, request.place, gap, signal);
    if (hasArchive === false) return [];
    if (hasArchive === null) return [gap];
    const lengthMs = gap.toMs - gap.fromMs;
    if (lengthMs < 2 * Math.max(request.archiveGrainMs, FINEST_ARCHIVE_MS)) return [gap];
    const middleMs = Math.floor((gap.fromMs + lengthMs / 2) / 1000) * 1000;
    return [
      ...(await this.#narrow(request, { fromMs: gap.fromMs, toMs: middleMs }, asked, signal)),
      ...(await this.#narrow(request, { fromMs: middleMs, toMs: gap.toMs }, asked, signal)),
    ];
  }

  async #ask(channelId: ChannelId, place: RecordingPlace, part: TimeRange, signal: AbortSignal): Promise<Timeline> {
    const { deviceNativeId: DeviceId, channelNativeId: ChannelId } = channelRefOf(channelId);
    const { startSec, endSec } = secondsOf(part);
    try {
      if (place === 'device') {
        const asked = { ChannelId, Start: startSec, End: endSec };
        const { data } = await this.#client.call('queryLocalRecordTimeline', asked, signal);
        return { spans: data.Data ?? [], hasArchive: false };
      }
      const asked = { DeviceId, ChannelId, StartTime: startSec, EndTime: endSec };
      const { data } = await this.#client.call('queryCloudRecordTimeline', asked, signal);
      return { spans: data.Data?.List ?? [], hasArchive: TIPS.get(data.Data?.Tips) ?? null };
    } catch (error) {
      if (error instanceof AppError && error.vendor?.code === NOTHING_RECORDED) return NOTHING;
      throw error;
    }
  }

  #unreadable(place: RecordingPlace): AppError {
    const operation = place === 'device' ? 'queryLocalRecordTimeline' : 'queryCloudRecordTimeline';
    const where = { vendor: 'tencent-ivp', operation, httpStatus: 200, requestId: null } as const;
    return badAnswer(where, this.#client.host, 'recordings without times', false, this.#client.redactor);
  }
}

/** An answer for each piece that is recorded, and none for what lies between. */
function* ofRecordings(recordings: readonly Recording[], unreadable: number): Generator<RecordAnswer> {
  let left = unreadable;
  for (const range of joinRanges(recordings)) {
    const within = recordings.filter((one) => intersect(one, range) !== null);
    yield { range, recordings: within, archivedWithin: [], unreadable: left };
    left = 0;
  }
}

/** The cloud lists spans of playable footage, without kinds, ids and sizes. */
const recordingOf = (channelId: ChannelId, place: RecordingPlace, { fromMs, toMs }: TimeRange): Recording => ({
  ...{ channelId, place, fromMs, toMs },
  ...{ kind: 'unknown', storage: 'ready', nativeId: null, sizeBytes: null, alarmKinds: [] },
});

function rangeOf({ Begin, End }: Span): TimeRange | null {
  try {
    const range = { fromMs: UNIX_SECONDS.parse(Begin ?? ''), toMs: UNIX_SECONDS.parse(End ?? '') };
    return range.fromMs < range.toMs ? range : null;
  } catch {
    return null;
  }
}
