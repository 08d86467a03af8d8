/** Estimates the size of an export before it is ordered, and whether the disk has space for it. */
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { ExportEstimateRequest } from '../../../preload/contract/exports.ts';
import {
  mayOrder,
  type CameraEstimate,
  type ExportEstimate,
  type ExportForm,
  type ExportJob,
} from '../../../preload/domain/exports/exports.ts';
import { intersect, type TimeRange } from '../../../preload/domain/time.ts';
import { AppError } from '../../errors.ts';
import type { RecordingIndex } from '../playback/recording-index.ts';
import { atMost } from '../shared/at-most.ts';

/** Bit rate that is assumed for a camera without known files: 4 Mbit/s. */
const USUAL_BYTES_PER_MS = 500;
/** No camera sends more, 200 Mbit/s: a larger size is a fault of the list, and would refuse every export. */
const MAX_BYTES_PER_MS = 25_000;
const HOUR_MS = 3_600_000;
/** A disk that does not answer, such as a share of a server that is gone. */
const ASK_DISK_MS = 2_000;

type Source = ExportEstimateRequest['cameras'][number];

interface ExportSpaceOptions {
  /** Asks no cloud: the known recordings come from the timeline. */
  readonly index: Pick<RecordingIndex, 'known'>;
  /** Earlier exports, the latest first, from which the bit rate of a camera is taken. */
  readonly exports: { list(): readonly ExportJob[] };
  /** Where the files go; absolute. */
  readonly folder: () => string;
  /** Null where the disk does not say. */
  readonly freeBytesOf?: (folder: string) => Promise<number | null>;
}

export class ExportSpace {
  readonly #options: ExportSpaceOptions;

  constructor(options: ExportSpaceOptions) {
    this.#options = options;
  }

  /** @throws {AppError} `channel.not-found`, `input.invalid-field` for an empty or too long range. */
  async estimate({ cameras, range, form }: ExportEstimateRequest): Promise<ExportEstimate> {
    const told: CameraEstimate[] = [];
    for (const { channelId, place } of cameras) {
      const size = await this.#sizeOf({ channelId, place }, range);
      told.push({ channelId, place, bytes: Math.round(size.bytes), isGuess: size.isGuess });
      await yieldToEvents();
    }
    const bytes = told.reduce((sum, one) => sum + one.bytes, 0);
    const isGuess = told.some((one) => one.isGuess);
    const folder = this.#options.folder();
    const freeBytes = await (this.#options.freeBytesOf ?? freeBytesOf)(folder);
    return { bytes, isGuess, neededBytes: bytes * copiesOf(form), freeBytes, folder, cameras: told };
  }

  /**
   * @throws {AppError} `storage.full` if the clouds report the size of all footage and the disk has no space for it.
   */
  async check(order: ExportEstimateRequest): Promise<void> {
    const estimate = await this.estimate(order);
    if (mayOrder(estimate)) return;
    const params = { folder: estimate.folder, detail: 'ENOSPC' };
    throw new AppError('storage.full', 'too little space for an export', { params, retryable: true });
  }

  async #sizeOf(
    { channelId, place }: Source,
    range: TimeRange,
  ): Promise<{ readonly bytes: number; readonly isGuess: boolean }> {
    const asked = { channelId, place, range, archiveGrainMs: HOUR_MS };
    const { recordings, coverage } = await this.#options.index.known(asked);
    let told = { bytes: 0, ms: 0 };
    let untoldMs = 0;
    let endMs = range.fromMs;
    // In order of their begin, and some overlap: each moment counts once.
    for (const { fromMs, toMs, storage, sizeBytes } of recordings) {
      const ms = Math.min(toMs, range.toMs) - Math.max(fromMs, endMs);
      if (ms <= 0 || storage === 'archived' || storage === 'restoring') continue;
      endMs = Math.min(toMs, range.toMs);
      if (sizeBytes === null || sizeBytes > (toMs - fromMs) * MAX_BYTES_PER_MS) untoldMs += ms;
      else told = { bytes: told.bytes + (sizeBytes * ms) / (toMs - fromMs), ms: told.ms + ms };
    }
    for (const { state, ...piece } of coverage) {
      const part = state === 'unknown' || state === 'unpublished' ? intersect(piece, range) : null;
      if (part !== null) untoldMs += part.toMs - part.fromMs;
    }
    const rate = told.ms > 0 ? told.bytes / told.ms : this.#rateBefore({ channelId, place });
    return { bytes: told.bytes + untoldMs * rate, isGuess: untoldMs > 0 };
  }

  /** Bytes for each ms of the latest export of the camera. */
  #rateBefore({ channelId, place }: Source): number {
    for (const { items } of this.#options.exports.list()) {
      const item = items.find((one) => one.channelId === channelId && one.place === place && one.state === 'done');
      const ms = item?.covered.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) ?? 0;
      if (item !== undefined && ms > 0 && item.sizeBytes > 0) return item.sizeBytes / ms;
    }
    return USUAL_BYTES_PER_MS;
  }
}

/** The recordings lie beside a ZIP until it is whole; in a folder they get second names, which take no space. */
const copiesOf = (form: ExportForm): number => (form === 'zip' ? 2 : 1);

/** Free bytes of the disk on which the folder is or will be; null where the disk does not say in time. */
async function freeBytesOf(folder: string): Promise<number | null> {
  let free: number | null = null;
  const asking = freeBelow(folder).then((bytes) => void (free = bytes));
  await atMost(asking, ASK_DISK_MS);
  return free;
}

/** The folder of exports is made by the first export: the folder above is on the same disk. */
async function freeBelow(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder, { bigint: true });
    return Number(bavail * bsize);
  } catch {
    const above = dirname(folder);
    return above === folder ? null : await freeBelow(above);
  }
}
