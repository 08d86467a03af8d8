/**
 * One JSON file of settings with a version, a schema and a backup copy, written atomically by the engine of the host. A
 * file that cannot be read is set aside, never deleted; the backup takes its place, or else the defaults, and `restored`
 * says so.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import type { Restoration } from '../../../preload/domain/restoration.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import { openConf, type OpenSettings, type SettingsStore } from '../../settings-engine.ts';

interface SettingsOptions<T> {
  /** File name without `.json`. */
  readonly name: string;
  readonly dir: string;
  /** The engine of the host; conf where it is absent. */
  readonly open?: OpenSettings | undefined;
  /** The current version; `migrate[n]` turns a content of version n into n + 1. */
  readonly version: number;
  readonly schema: z.ZodType<T>;
  readonly defaults: T;
  readonly migrate?: Readonly<Record<number, (content: unknown) => unknown>>;
}

/** The largest of our files, the accounts, stays far below. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

export class SettingsFile<T extends object> {
  /** Why the file could not be taken as it was, or null. */
  readonly restored: Restoration | null;
  readonly #dir: string;
  readonly #name: string;
  readonly #path: string;
  readonly #version: number;
  readonly #backup: string;
  readonly #open: OpenSettings;
  #store: SettingsStore | null = null;
  #content: T;

  /**
   * Reads the file; never throws because of its contents. @throws {AppError} `storage.write-failed`: no folder to write
   * to.
   */
  constructor(options: SettingsOptions<T>) {
    const { dir, name } = options;
    const path = join(dir, `${name}.json`);
    this.#dir = dir;
    this.#name = name;
    this.#path = path;
    this.#backup = join(dir, `${name}.backup.json`);
    this.#version = options.version;
    this.#open = options.open ?? openConf;
    try {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw writeFailed(path, error);
    }
    const main = readContent(path, options);
    const backup = main.state === 'good' ? main : readContent(this.#backup, options);
    this.#content = backup.state === 'good' ? backup.content : options.defaults;
    this.restored = main.state === 'bad' ? putAside(path, main, backup.state === 'good') : null;
    if (main.state === 'bad') this.#write();
  }

  get(): T {
    return this.#content;
  }

  /** Replaces the content, on disk first. @throws {AppError} `storage.write-failed`; the old content then stays. */
  set(content: T): void {
    const before = this.#content;
    this.#content = content;
    try {
      this.#write();
    } catch (error) {
      this.#content = before;
      throw error;
    }
  }

  #write(): void {
    try {
      this.#store ??= this.#open({ dir: this.#dir, name: this.#name });
      this.#store.store = { version: this.#version, content: this.#content };
      copyFileSync(this.#path, this.#backup); // after the atomic write: one of the two is whole at any time
    } catch (error) {
      throw writeFailed(this.#path, error);
    }
  }
}

type Read<T> =
  | { readonly state: 'none' }
  | { readonly state: 'good'; readonly content: T }
  | { readonly state: 'bad'; readonly error: unknown; readonly isNewer: boolean };

/** Keeps the file under another name. */
function putAside(path: string, main: Read<unknown> & { readonly state: 'bad' }, hasBackup: boolean): Restoration {
  const aside = `${path}.${main.isNewer ? 'newer' : 'unreadable'}-${Date.now()}`;
  renameSync(path, aside);
  log.warn('a settings file could not be read and was set aside', { file: aside, error: main.error });
  const kind = main.isNewer ? 'newer' : hasBackup ? 'backup' : 'reset';
  return { file: basename(path), kind, keptAs: basename(aside) };
}

function readContent<T>(path: string, options: SettingsOptions<T>): Read<T> {
  if (!existsSync(path)) return { state: 'none' };
  let isNewer = false;
  try {
    if (statSync(path).size > MAX_FILE_BYTES) throw new RangeError('the file is too large to be one of ours');
    const stored = JSON.parse(readFileSync(path, 'utf8')) as { version?: unknown; content?: unknown } | null;
    const found = stored?.version;
    isNewer = typeof found === 'number' && Number.isSafeInteger(found) && found > options.version;
    // Versions count from 0 in whole steps: the loop below would never end from a number far below.
    if (typeof found !== 'number' || !Number.isSafeInteger(found) || found < 0 || isNewer) {
      throw new RangeError(`version ${JSON.stringify(found)} is not readable, this client knows ${options.version}`);
    }
    let content = stored?.content;
    for (let version = found; version < options.version; version++) {
      content = options.migrate?.[version]?.(content) ?? content;
    }
    return { state: 'good', content: options.schema.parse(content) };
  } catch (error) {
    return { state: 'bad', error, isNewer };
  }
}

function writeFailed(path: string, cause: unknown): AppError {
  const detail = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return new AppError('storage.write-failed', `cannot write ${path}`, { cause, params: { detail }, retryable: true });
}
