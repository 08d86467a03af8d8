/** Where clips and snapshots go, and how the sound behaves. */
import { access, constants } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, normalize } from 'node:path';
import { z } from 'zod';
import type { CaptureSettings } from '../../../preload/contract/clips.ts';
import type { Restoration } from '../../../preload/domain/restoration.ts';
import type { DialogLocale } from '../../dialog-locale.ts';
import { AppError } from '../../errors.ts';
import type { FolderRequest } from '../../host.ts';
import { log } from '../../log.ts';
import { fileFailure } from '../../file-failures.ts';
import { makePrivateFolder } from '../../private-files.ts';
import type { OpenSettings } from '../../settings-engine.ts';
import type { Emit } from '../shared/emit.ts';
import { SettingsFile } from '../shared/settings-file.ts';

const stored = z.strictObject({ folder: z.string().nullable(), isSoundFollowing: z.boolean() });
type Stored = z.infer<typeof stored>;

const DIALOG_TITLE: Readonly<Record<DialogLocale, string>> = {
  'en-US': 'Choose the folder for snapshots and clips',
  'zh-CN': '选择保存抓图与录像片段的文件夹',
};

/** Evidence of years is not walked through at every start. */
const MAX_MENDED_FILES = 5_000;

/** The system's folder for films where there is one, else a folder beside the client's own data. */
function defaultFolder(home: string, dataDir: string): string {
  const films = ['Videos', 'Movies'].map((name) => join(home, name)).find((path) => existsSync(path));
  return films === undefined ? join(dataDir, 'clips') : join(films, 'Lanner');
}

interface Options {
  readonly dataDir: string;
  readonly openSettings?: OpenSettings | undefined;
  readonly canReveal: boolean;
  readonly emit: Emit;
  /** Lets the user choose in a dialog that the page can neither open by itself nor answer. Null when none was chosen. */
  readonly chooseFolder: (request: FolderRequest) => Promise<string | null>;
  readonly locale: () => DialogLocale;
  readonly home?: string;
}

export class CaptureSettingsService {
  readonly #options: Options;
  readonly #file: SettingsFile<Stored>;
  #choosing: Promise<CaptureSettings> | null = null;

  constructor(options: Options) {
    this.#options = options;
    const defaults: Stored = { folder: null, isSoundFollowing: false };
    const { dataDir: dir, openSettings: open } = options;
    this.#file = new SettingsFile({ name: 'capture', dir, open, version: 1, schema: stored, defaults });
    this.#mendDefaultFolder();
  }

  get restored(): Restoration | null {
    return this.#file.restored;
  }

  get folder(): string {
    return this.#file.get().folder ?? this.#defaultFolder();
  }

  get(): CaptureSettings {
    const { folder, isSoundFollowing } = this.#file.get();
    const { canReveal } = this.#options;
    return { folder: this.folder, isDefaultFolder: folder === null, canReveal, isSoundFollowing };
  }

  /** Informs every window. @throws {AppError} `storage.write-failed`. */
  set(change: { readonly isSoundFollowing: boolean }): CaptureSettings {
    return this.#keep({ ...this.#file.get(), isSoundFollowing: change.isSoundFollowing });
  }

  /** Goes back to the default folder. @throws {AppError} `storage.write-failed`. */
  resetFolder(): CaptureSettings {
    return this.#keep({ ...this.#file.get(), folder: null });
  }

  /**
   * Lets the user choose another folder. A second request while the dialog is open waits for the same answer.
   *
   * @returns the settings, unchanged when the user chose none.
   * @throws {AppError} `storage.no-access`, `storage.full`, `storage.write-failed` when nothing can be written there.
   */
  chooseFolder(): Promise<CaptureSettings> {
    return (this.#choosing ??= this.#choose().finally(() => (this.#choosing = null)));
  }

  async #choose(): Promise<CaptureSettings> {
    const { chooseFolder, locale } = this.#options;
    const chosen = await chooseFolder({ title: DIALOG_TITLE[locale()], startDir: this.folder });
    if (chosen === null) return this.get();
    const folder = normalize(chosen);
    if (!isAbsolute(folder)) {
      throw new AppError('storage.no-access', 'no absolute path', { params: { folder, detail: 'no absolute path' } });
    }
    try {
      await access(folder, constants.W_OK);
    } catch (error) {
      throw fileFailure(error, folder);
    }
    return this.#keep({ ...this.#file.get(), folder });
  }

  #keep(next: Stored): CaptureSettings {
    this.#file.set(next);
    const settings = this.get();
    this.#options.emit('clip.settings-changed', settings);
    return settings;
  }

  #defaultFolder(): string {
    const { dataDir, home = homedir() } = this.#options;
    return defaultFolder(home, dataDir);
  }

  /**
   * The default folder belongs to the client: earlier versions let every user of the computer read it. A folder that
   * the user chose stays as it is.
   */
  #mendDefaultFolder(): void {
    const folder = this.#defaultFolder();
    try {
      if (existsSync(folder)) makePrivateFolder(folder, { maxEntries: MAX_MENDED_FILES, maxDepth: 1 });
    } catch (error) {
      log.warn('the folder for snapshots and clips could not be made private', { error });
    }
  }
}
