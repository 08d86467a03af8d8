/** Recordings: in the cloud by plans, on the device by itself. Asked day by day. */
import { MAX_DAY_RECORDINGS } from '../../../../preload/domain/bounds.ts';
import type { RecordingPlace } from '../../../../preload/domain/recording/recordings.ts';
import { recordingOfSpan, withoutRanges } from '../../../../preload/domain/recording/recordings.ts';
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import { intersect, type TimeRange } from '../../../../preload/domain/time.ts';
import { AppError } from '../../../errors.ts';
import { badAnswer } from '../../core/client/answers/answer-error.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { recordedPieces } from '../../core/client/recorded-pieces.ts';
import { FINEST_ARCHIVE_MS, type RecordAnswer, type RecordPort, type RecordRequest } from '../../../ports/records.ts';
import { archiveEdges } from './archive-edges.ts';
import { endOf, secondsOf, splitAtMidnights } from './days.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';
import { UNIX_SECONDS } from '../wire/time.ts';

/** "No recording on that date": an answer, not a failure. */
const NOTHING_RECORDED = '41627';

/** The most requests for the archived footage of one day: the two edges of one gap cost at most 14. */
const MAX_ARCHIVE_REQUESTS = 24;

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
   * about archived footage only the recordings are answered: what lies between them may be archived. So are those of a day with
   * an entry that cannot be read: what it means may lie between them.
   */
  async *list(request: RecordRequest, signal: AbortSignal): AsyncIterable<RecordAnswer> {
    const { channelId, place } = request;
    for (const range of splitAtMidnights(request.range)) {
      const { spans, hasArchive } = await this.#ask(channelId, place, range, signal);
      if (spans.length > MAX_DAY_RECORDINGS)
        throw this.#refused(place, `more than ${MAX_DAY_RECORDINGS} recordings of one day`);
      const read = spans.map((span) => rangeOf(span));
      const readable = read.filter((one) => one !== null);
      const unreadable = read.length - readable.length;
      if (readable.length === 0 && unreadable > 0) throw this.#refused(place, 'recordings without times');
      const recordings = readable
        .flatMap((one) => intersect(one, range) ?? [])
        .map((one) => recordingOfSpan(request, one))
        .sort((a, b) => a.fromMs - b.fromMs);
      if (hasArchive === null) {
        yield* recordedPieces(recordings, range, unreadable);
        continue;
      }
      const gaps = hasArchive ? withoutRanges(range, recordings) : [];
      const archivedWithin = await this.#archivedIn(request, gaps, range, signal);
      if (unreadable === 0) {
        yield { range, recordings, archivedWithin, unreadable };
        continue;
      }
      yield* recordedPieces(recordings, range, unreadable);
      for (const piece of archivedWithin)
        yield { range: piece, recordings: [], archivedWithin: [piece], unreadable: 0 };
    }
  }

  /**
   * Where in the gaps between recordings archived footage lies: in each gap from its first to its last archived footage, whose
   * edges are as exact as the request wants. Long gaps are asked first. Where the cloud does not say, and where a day has so
   * many gaps that the requests for it are spent, a gap counts as a whole: archived footage may lie in it.
   *
   * @param asked the piece of time whose answer said that it has archived footage.
   */
  async #archivedIn(
    request: RecordRequest,
    gaps: readonly TimeRange[],
    asked: TimeRange,
    signal: AbortSignal,
  ): Promise<readonly TimeRange[]> {
    let left = MAX_ARCHIVE_REQUESTS;
    const has = async (piece: TimeRange): Promise<boolean | null> => {
      if (left === 0) return null;
      left -= 1;
      return (await this.#ask(request.channelId, request.place, piece, signal)).hasArchive;
    };
    const found: TimeRange[] = [];
    for (const gap of gaps.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
      const isAsked = gap.fromMs === asked.fromMs && gap.toMs === asked.toMs;
      // The request for the last second of a day starts before the gap: archived footage there would count for the gap.
      if (!isAsked && secondsOf(gap).startSec < Math.floor(gap.fromMs / 1000)) continue;
      const hasArchive = isAsked ? true : await has(gap);
      if (hasArchive === null) found.push(gap);
      else if (hasArchive) found.push(await narrowed(gap, request.archiveGrainMs, has));
    }
    return found.sort((a, b) => a.fromMs - b.fromMs);
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

  #refused(place: RecordingPlace, detail: string): AppError {
    const operation = place === 'device' ? 'queryLocalRecordTimeline' : 'queryCloudRecordTimeline';
    const where = { vendor: 'tencent-ivp', operation, httpStatus: 200, requestId: null } as const;
    return badAnswer(where, this.#client.host, detail, false, this.#client.redactor);
  }
}

const lengthOf = ({ fromMs, toMs }: TimeRange): number => toMs - fromMs;

/** The part of a gap from its first to its last archived footage, in cells of the wanted length. The last cell can be longer. */
async function narrowed(
  gap: TimeRange,
  archiveGrainMs: number,
  has: (piece: TimeRange) => Promise<boolean | null>,
): Promise<TimeRange> {
  const cellMs = Math.ceil(Math.max(archiveGrainMs, FINEST_ARCHIVE_MS) / 1000) * 1000;
  const count = Math.max(1, Math.floor(lengthOf(gap) / cellMs));
  // Full seconds within the gap: requests for neighbouring cells must not overlap.
  const edgeMs = (cell: number): number => Math.floor((gap.fromMs + cell * cellMs) / 1000) * 1000;
  const part = (from: number, to: number): TimeRange => ({
    fromMs: from === 0 ? gap.fromMs : edgeMs(from),
    toMs: to === count ? gap.toMs : edgeMs(to),
  });
  const { from, to } = await archiveEdges(count, (a, b) => has(part(a, b)));
  return part(from, to);
}

/** The cloud cuts a span to the request, which ends in the last second of a day: footage that continues would have a hole there. */
function rangeOf({ Begin, End }: Span): TimeRange | null {
  try {
    const range = { fromMs: UNIX_SECONDS.parse(Begin ?? ''), toMs: endOf(UNIX_SECONDS.parse(End ?? '') / 1000) };
    return range.fromMs < range.toMs ? range : null;
  } catch {
    return null;
  }
}
