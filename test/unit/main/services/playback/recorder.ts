import type { AppError } from '../../../../../main/errors.ts';
import type { RecordAnswer, RecordPort, RecordRequest } from '../../../../../main/ports/records.ts';
import type { Recording } from '../../../../../preload/domain/recording/recordings.ts';
import { intersect, type TimeRange } from '../../../../../preload/domain/time.ts';

/** A list of recordings in memory that notes each request. `isCut`: it cuts recordings at the requested range. */
export class Recorder implements RecordPort {
  recordings: Recording[] = [];
  archived: TimeRange[] = [];
  failure: AppError | null = null;
  isCut = false;
  /** Times between the recordings get no answer. */
  answersRecordedOnly = false;
  readonly asked: RecordRequest[] = [];

  async *list(request: RecordRequest, _stop?: AbortSignal): AsyncIterable<RecordAnswer> {
    await Promise.resolve();
    if (this.failure !== null) throw this.failure;
    this.asked.push(request);
    const { range } = request;
    const inside = this.recordings.filter((one) => intersect(one, range) !== null);
    const recordings = this.isCut ? inside.map((one) => ({ ...one, ...intersect(one, range) })) : inside;
    if (this.answersRecordedOnly) {
      for (const one of recordings) yield { range: one, recordings: [one], archivedWithin: [], unreadable: 0 };
      return;
    }
    const archivedWithin = this.archived.flatMap((one) => intersect(one, range) ?? []);
    yield { range, recordings, archivedWithin, unreadable: 0 };
  }
}
