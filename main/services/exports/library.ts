/** The list of exports, each with the files that are still on the disk, and the verification of bundles. */
import { basename, join } from 'node:path';
import type { FilePiece } from '../../../preload/contract/file-piece.ts';
import type { ListedExport } from '../../../preload/contract/exports.ts';
import type { EvidenceVerdict } from '../../../preload/domain/exports/evidence.ts';
import type { ChannelId, ExportId } from '../../../preload/domain/ids.ts';
import { intersect, type TimeRange } from '../../../preload/domain/time.ts';
import type { DialogLocale } from '../../dialog-locale.ts';
import { AppError } from '../../errors.ts';
import type { FolderRequest } from '../../host.ts';
import { readPiece, type PieceWish } from '../shared/file-piece.ts';
import { pathOf, type ExportCopies } from './copies.ts';
import type { ExportsService } from './exports.ts';
import { filmInZip } from './film-in-zip.ts';
import { deleteFiles, firstFileOf, isGone } from './files.ts';
import type { InstallationKey } from './installation-key.ts';
import { verifyBundle } from './verify.ts';

const DIALOG_TITLE: Readonly<Record<DialogLocale, string>> = {
  'en-US': 'Choose the folder of the evidence bundle to check',
  'zh-CN': '选择要校验的证据包文件夹',
};
/** Limit of marks in one answer: nobody could distinguish more on a timeline. */
const MAX_MARKS = 2_000;

interface ExportLibraryOptions {
  readonly exports: ExportsService;
  readonly copies: Pick<ExportCopies, 'endOf'>;
  readonly key: InstallationKey;
  readonly folder: () => string;
  /** Shows a file in its folder, or null where the host cannot. */
  readonly reveal: ((path: string) => void) | null;
  readonly chooseFolder: (request: FolderRequest) => Promise<string | null>;
  readonly locale: () => DialogLocale;
}

export class ExportLibrary {
  readonly #options: ExportLibraryOptions;
  /** The check of each window that runs. */
  readonly #checks = new Map<string, AbortController>();

  constructor(options: ExportLibraryOptions) {
    this.#options = options;
  }

  async list(): Promise<{ exports: ListedExport[]; canReveal: boolean; folder: string }> {
    const { exports, reveal, folder } = this.#options;
    const listed = exports.list().map(async (job) => ({ job, isGone: await isGone(job) }));
    return { exports: await Promise.all(listed), canReveal: reveal !== null, folder: folder() };
  }

  /** @throws {AppError} `export.not-found`, `export.running`, `storage.*`; the job stays on the list then. */
  async remove(id: ExportId, deletesFiles: boolean): Promise<void> {
    const { exports, copies } = this.#options;
    if (exports.get(id).endedAtMs === null) throw new AppError('export.running', 'the export is not over');
    await copies.endOf(id);
    const job = exports.get(id);
    if (deletesFiles) await deleteFiles(job, exports.targetsOf(id));
    exports.remove(id);
  }

  /** @throws {AppError} `export.not-found`, `input.invalid-field` where the file is gone, `cloud.not-supported`. */
  async reveal(id: ExportId): Promise<void> {
    const { exports, reveal } = this.#options;
    const job = exports.get(id);
    const path = firstFileOf(job);
    const gone = { params: { field: 'fileId', detail: 'gone' } };
    if (path === null || (await isGone(job))) throw new AppError('input.invalid-field', 'no such file', gone);
    if (reveal === null) throw new AppError('cloud.not-supported', 'this host shows no folders');
    reveal(path);
  }

  /**
   * A piece of a file, for a window that shows the file.
   *
   * @throws {AppError} `export.not-found`, and as {@link readPiece} and {@link filmInZip}.
   */
  async piece(id: ExportId, file: string, wish: PieceWish): Promise<FilePiece> {
    const { items, copies, folder, bundle } = this.#options.exports.get(id);
    if (bundle !== null && items.some(({ zipped }) => zipped.includes(file)))
      return await readPiece(pathOf(folder, bundle), wish, filmInZip(file));
    const isOwn = items.some(({ files }) => files.includes(file)) || copies.some((copy) => copy.file === file);
    if (!isOwn) throw new AppError('export.not-found', 'no such file of an export');
    return await readPiece(pathOf(folder, file), wish);
  }

  /**
   * The check of this window before ends: a file without an end would be read for ever.
   *
   * @throws {AppError} `export.not-found`, `evidence.unreadable`, `cancelled`.
   */
  async verify(id: ExportId | null, windowId: string): Promise<{ name: string; verdict: EvidenceVerdict } | null> {
    const path = id === null ? await this.#choose() : this.#bundleOf(id);
    if (path === null) return null;
    const knownKeys = await this.#options.key.known();
    this.onWindowGone(windowId);
    const check = new AbortController();
    this.#checks.set(windowId, check);
    try {
      return { name: basename(path), verdict: await verifyBundle(path, { knownKeys, signal: check.signal }) };
    } finally {
      if (this.#checks.get(windowId) === check) this.#checks.delete(windowId);
    }
  }

  onWindowGone(windowId: string): void {
    this.#checks.get(windowId)?.abort();
    this.#checks.delete(windowId);
  }

  /** Exported ranges of these cameras within the range, from jobs whose files are still on the disk. */
  async marks(channelIds: readonly ChannelId[], range: TimeRange): Promise<(TimeRange & { channelId: ChannelId })[]> {
    const wanted = new Set(channelIds);
    const marks: (TimeRange & { channelId: ChannelId })[] = [];
    for (const job of this.#options.exports.list()) {
      const items = job.items.filter(({ channelId, files }) => wanted.has(channelId) && files.length > 0);
      const pieces = items.flatMap(({ channelId, covered }) =>
        covered.flatMap((piece) => {
          const part = intersect(piece, range);
          return part === null ? [] : [{ channelId, ...part }];
        }),
      );
      if (pieces.length === 0 || (await isGone(job))) continue;
      marks.push(...pieces.slice(0, MAX_MARKS - marks.length));
    }
    return marks;
  }

  /** Ends the judgement of bundles. */
  dispose(): void {
    for (const windowId of [...this.#checks.keys()]) this.onWindowGone(windowId);
  }

  async #choose(): Promise<string | null> {
    const { chooseFolder, locale, folder } = this.#options;
    return await chooseFolder({ title: DIALOG_TITLE[locale()], startDir: folder() });
  }

  #bundleOf(id: ExportId): string {
    const { folder, bundle } = this.#options.exports.get(id);
    if (bundle === null) throw new AppError('export.not-found', 'this export has no bundle');
    return join(folder, bundle);
  }
}
