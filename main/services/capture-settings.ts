/** Where clips and snapshots go, and how the sound behaves. */
import { access, constants } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, normalize } from 'node:path';
import { z } from 'zod';
import type { CaptureSettings } from '../../preload/contract/clips.ts';
import { AppError } from '../errors.ts';
import { fileFailure, makeFolder } from '../media/file-failures.ts';
import type { Emit } from './emit.ts';
import { SettingsFile } from './settings-file.ts';

const stored = z.strictObject({ folder: z.string().nullable(), isSoundFollowing: z.boolean() });
type Stored = z.infer<typeof stored>;

/** The system's folder for films where there is one, else a folder beside the client's own data. */
export function defaultFolder(home: string, dataDir: string): string {
  const films = ['Videos', 'Movies'].map((name) => join(home, name)).find((path) => existsSync(path));
  return films === undefined ? join(dataDir, 'clips') : join(films, 'Lanner');
}

interface Options {
  readonly dataDir: string;
  readonly canReveal: boolean;
  readonly emit: Emit;
  readonly home?: string;
}

export class CaptureSettingsService {
  readonly #options: Options;
  readonly #file: SettingsFile<Stored>;

  constructor(options: Options) {
    this.#options = options;
    const defaults: Stored = { folder: null, isSoundFollowing: false };
    this.#file = new SettingsFile({ name: 'capture', dir: options.dataDir, version: 1, schema: stored, defaults });
  }

  get restored(): string | null {
    return this.#file.restored;
  }

  get folder(): string {
    const { dataDir, home = homedir() } = this.#options;
    return this.#file.get().folder ?? defaultFolder(home, dataDir);
  }

  get(): CaptureSettings {
    const { folder, isSoundFollowing } = this.#file.get();
    const { canReveal } = this.#options;
    return { folder: this.folder, isDefaultFolder: folder === null, canReveal, isSoundFollowing };
  }

  /** Tells every window. @throws {AppError} `input.invalid-field`, `storage.no-access`, `storage.full`, `storage.write-failed`. */
  async set(change: {
    readonly folder?: string | null | undefined;
    readonly isSoundFollowing?: boolean | undefined;
  }): Promise<CaptureSettings> {
    const now = this.#file.get();
    const folder = change.folder === undefined ? now.folder : await tried(change.folder);
    this.#file.set({ folder, isSoundFollowing: change.isSoundFollowing ?? now.isSoundFollowing });
    const settings = this.get();
    this.#options.emit('clip.settings-changed', settings);
    return settings;
  }
}

async function tried(text: string | null): Promise<string | null> {
  if (text === null || text.trim() === '') return null;
  const folder = normalize(text.trim());
  if (!isAbsolute(folder)) {
    throw new AppError('input.invalid-field', 'no absolute path', { params: { field: 'folder', detail: folder } });
  }
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
  } catch (error) {
    throw fileFailure(error, folder);
  }
  return folder;
}
