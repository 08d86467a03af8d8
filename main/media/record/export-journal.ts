/**
 * The journal of an export: how far its files are whole. One line a mark, each with its checksum, so that a line that was being
 * written when the process ended counts as not written.
 */
import { MAX_JOURNAL_BYTES } from '../../../preload/domain/bounds.ts';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { FileTimes } from '../../../preload/domain/exports/export-times.ts';
import type { AudioConfig, VideoConfig } from '../formats/mp4/mp4-samples.ts';
import { nameTaken, type DiskFile, type ExportDisk } from './export-disk.ts';
import type { InputState } from './export-input.ts';
import type { PartState } from './export-part.ts';
import type { TimelineState } from './export-timeline.ts';

const VERSION = 4;

/** Something in the footage that the file cannot show by itself. */
export interface ExportNote {
  /**
   * `jump`: the time of the day jumps, the file plays on. `loss`: a picture did not arrive whole and is left out. `left-out`: a
   * run of pictures that no decoder can show, because the pictures that they need are not there. Noted once: `sound`, sound of
   * a kind that MP4 players do not know is left out; `sound-clock`, sound whose clock is not that of the pictures is left out;
   * `estimated`, pictures came without a time, which is counted from their neighbours.
   */
  readonly kind: 'jump' | 'loss' | 'left-out' | 'sound' | 'sound-clock' | 'estimated';
  /** The file, from 1 on, and the time in the file. */
  readonly part: number;
  readonly atMs: number;
  /** UTC times around a jump, or of a loss; null when not known. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

export interface FinishedPart {
  readonly path: string;
  readonly sizeBytes: number;
  readonly pictures: number;
  /** UTC times of the first and the last picture; null when not known. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** Null where the times of the source jump too often. */
  readonly times: FileTimes | null;
}

/** Where an export stands between two slices. */
export interface ExportMark {
  readonly slices: number;
  readonly lastSlice: string | null;
  readonly input: InputState;
  readonly timeline: TimelineState;
  readonly video: VideoConfig | null;
  readonly audio: AudioConfig | null;
  /** Parts that are not finished; the last of them still grows, unless the input has ended. */
  readonly parts: readonly PartState[];
  readonly nextPart: number;
  readonly moreNotes: number;
  /** Kinds of notes that are noted once. */
  readonly noted: readonly ExportNote['kind'][];
  /** Pictures of the run that is being left out. */
  readonly leftOut: number;
  readonly isEnded: boolean;
}

interface Job {
  readonly version: number;
  readonly id: string;
}

type Line =
  | { readonly job: Job }
  | { readonly mark: ExportMark; readonly notes: readonly ExportNote[] }
  | { readonly finished: FinishedPart; readonly part: number };

/** The contents of a journal, oldest first. */
export interface JournalEntries {
  readonly id: string;
  readonly marks: readonly {
    readonly mark: ExportMark;
    readonly notes: readonly ExportNote[];
    readonly endsAt: number;
  }[];
  readonly finished: ReadonlyMap<number, FinishedPart>;
}

interface Base64 {
  readonly base64: string;
}

/** `JSON.stringify` has already replaced a buffer by `{ type, data }`; this stores it as base64. */
const packed = (_key: string, value: unknown): unknown => {
  const isBuffer = typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
  return isBuffer && 'data' in value ? { base64: Buffer.from(value.data as number[]).toString('base64') } : value;
};
const isBase64 = (value: unknown): value is Base64 =>
  typeof value === 'object' && value !== null && 'base64' in value && typeof value.base64 === 'string';
const unpacked = (_key: string, value: unknown): unknown =>
  isBase64(value) ? Buffer.from(value.base64, 'base64') : value;

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0');

function lineOf(text: string): Line | null {
  const json = text.slice(9);
  if (text.slice(0, 8) !== checksum(json)) return null;
  return JSON.parse(json, unpacked) as Line;
}

function readLines(bytes: Buffer): { readonly entries: JournalEntries | null; readonly endsAt: number } {
  let id: string | null = null;
  const marks: JournalEntries['marks'][number][] = [];
  const finished = new Map<number, FinishedPart>();
  let at = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, at)) {
    const line = lineOf(bytes.toString('utf8', at, end));
    if (line === null) break;
    if ('job' in line) {
      if (line.job.version !== VERSION) break;
      id = line.job.id;
    } else if ('mark' in line) marks.push({ mark: line.mark, notes: line.notes, endsAt: end + 1 });
    else finished.set(line.part, line.finished);
    at = end + 1;
  }
  return { entries: id === null ? null : { id, marks, finished }, endsAt: at };
}

/** The journals that this process has open: an empty one does not say yet whose it is. */
const openPaths = new Set<string>();

export class ExportJournal {
  readonly #path: string;
  readonly #file: DiskFile;
  #at: number;
  /** The contents of the file when it was opened; null for a new job. */
  readonly entries: JournalEntries | null;

  private constructor(path: string, file: DiskFile, entries: JournalEntries | null, at: number) {
    this.#path = path;
    this.#file = file;
    this.entries = entries;
    this.#at = at;
  }

  /** @throws {AppError} `storage.*`; `storage.name-taken` for a journal that is open. */
  static async open(disk: ExportDisk, path: string): Promise<ExportJournal> {
    if (openPaths.has(path)) throw nameTaken(dirname(path));
    openPaths.add(path);
    try {
      return await ExportJournal.#read(path, await disk.open(path, 'keep'));
    } catch (error) {
      openPaths.delete(path);
      throw error;
    }
  }

  static async #read(path: string, file: DiskFile): Promise<ExportJournal> {
    try {
      const size = await file.size();
      const bytes = Buffer.alloc(size > MAX_JOURNAL_BYTES ? 0 : size);
      for (let done = 0; done < bytes.length;) {
        const more = await file.read(bytes.subarray(done), done);
        if (more === 0) break;
        done += more;
      }
      const { entries, endsAt } = readLines(bytes);
      return new ExportJournal(path, file, entries, entries === null ? 0 : endsAt);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  begin(id: string): Promise<void> {
    return this.#append({ job: { version: VERSION, id } });
  }

  mark(mark: ExportMark, notes: readonly ExportNote[]): Promise<void> {
    return this.#append({ mark, notes });
  }

  finish(part: number, finished: FinishedPart): Promise<void> {
    return this.#append({ finished, part });
  }

  /** Forgets what came behind a mark. */
  async cutAt(at: number): Promise<void> {
    this.#at = at;
    await this.#file.truncate(at);
  }

  async close(): Promise<void> {
    try {
      await this.#file.close();
    } finally {
      openPaths.delete(this.#path);
    }
  }

  async #append(line: Line): Promise<void> {
    const json = JSON.stringify(line, packed);
    const bytes = Buffer.from(`${checksum(json)} ${json}\n`);
    await this.#file.write(bytes, this.#at);
    await this.#file.truncate(this.#at + bytes.length);
    await this.#file.sync();
    this.#at += bytes.length;
  }
}
