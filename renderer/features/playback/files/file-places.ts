/** Places the files that an operator opened in time, with notes on each. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { FileProblem } from '../../../media/files/file-problem.ts';
import type { FlvEnd } from '../../../media/files/flv-index.ts';
import type { FileFormat } from '../../../media/files/movie.ts';
import type { ZoneId } from '../../../ui/timeline/zone.ts';
import { beginOf, type Begin, type NamedTime } from './file-names.ts';

export interface OpenFile {
  readonly id: string;
  /** Files of one camera have the same id. */
  readonly channelId: ChannelId;
  /** With the folders as far as they are known. */
  readonly path: string;
  readonly file: File;
  readonly format: FileFormat;
  /** The time that the name gives. */
  readonly time: NamedTime;
  /** The begin that the operator typed, epoch ms; it counts more than the name. */
  readonly typedMs: number | null;
  /** Playing time of the file, ms; null before it is known. */
  readonly lengthMs: number | null;
  /** How the reading of the file ended; null before the file was read. */
  readonly end: FlvEnd | null;
  readonly isChecked: boolean;
  readonly problem: FileProblem | null;
}

export interface FilePlace {
  /** Where the file plays: half-open, epoch ms. Null for a file without a begin, and for one that cannot be played. */
  readonly range: TimeRange | null;
  readonly doubt: Begin['doubt'];
  /** How much less the file plays than its name says, ms; negative where it plays more. Null where nothing compares. */
  readonly lacksMs: number | null;
  /** How much of the file the next file covers, ms. */
  readonly coveredMs: number;
  /** The file begins later than now. */
  readonly isFuture: boolean;
}

/** Names have whole seconds, and cameras begin a file with a whole picture. */
const UNTOLD_MS = 2_500;

export const beginOfFile = ({ time, typedMs }: Pick<OpenFile, 'time' | 'typedMs'>, zone: ZoneId): Begin =>
  typedMs === null ? beginOf(time, zone) : { fromMs: typedMs, doubt: null };

/**
 * Places the files of one camera. Where two files overlap, the one that begins later plays.
 *
 * @param zone that is assumed for names without one.
 */
export function placeFiles(
  files: readonly OpenFile[],
  { zone, nowMs }: { readonly zone: ZoneId; readonly nowMs: number },
): ReadonlyMap<string, FilePlace> {
  const begun = files
    .map((file) => ({ file, ...beginOfFile(file, zone) }))
    .toSorted((a, b) => (a.fromMs ?? 0) - (b.fromMs ?? 0));
  const playable = begun.flatMap(({ file, fromMs }) => {
    const lengthMs = file.lengthMs ?? file.time.lengthMs;
    return fromMs === null || file.problem !== null || lengthMs === null
      ? []
      : [{ id: file.id, fromMs, toMs: fromMs + lengthMs }];
  });
  const places = new Map<string, FilePlace>();
  for (const { file, fromMs, doubt } of begun) {
    const at = playable.findIndex(({ id }) => id === file.id);
    const own = playable[at];
    const nextMs = playable[at + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
    const toMs = own === undefined ? 0 : Math.min(own.toMs, nextMs);
    const { lengthMs: namedMs } = file.time;
    const lacksMs = namedMs === null || file.lengthMs === null ? null : namedMs - file.lengthMs;
    places.set(file.id, {
      range: own === undefined || toMs <= own.fromMs ? null : { fromMs: own.fromMs, toMs },
      doubt,
      lacksMs: lacksMs !== null && Math.abs(lacksMs) > UNTOLD_MS ? lacksMs : null,
      coveredMs: own === undefined ? 0 : told(own.toMs - toMs),
      isFuture: fromMs !== null && fromMs > nowMs,
    });
  }
  return places;
}

const told = (ms: number): number => (ms > UNTOLD_MS ? ms : 0);
