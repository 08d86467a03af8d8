/**
 * The files of the built renderer, indexed once at start. A request is looked up in the index by its whole path, never
 * joined to a folder, so no spelling of a path can reach anything else.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface PageFile {
  /** Where it is on disk. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
  /** The text of an HTML file, which is filled in for each response; null for every other file. */
  readonly template: string | null;
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  gif: 'image/gif',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  wav: 'audio/wav',
  webp: 'image/webp',
  woff: 'font/woff',
  woff2: 'font/woff2',
};

/** Vite puts a content hash before the extension of everything under assets/. */
const HASHED_NAME = /^\/assets\/.*-[\w-]{8}\.[a-z0-9]+$/i;

export class PageFiles {
  readonly #byPath: ReadonlyMap<string, PageFile>;

  private constructor(byPath: ReadonlyMap<string, PageFile>) {
    this.#byPath = byPath;
  }

  /** @throws {Error} when `dir` holds no index.html, in words that say what to do. */
  static async index(dir: string): Promise<PageFiles> {
    const byPath = new Map<string, PageFile>();
    await collect(dir, '', byPath).catch((cause: unknown) => {
      throw new Error(`The page folder ${dir} cannot be read; build it with "npm run build".`, { cause });
    });
    const start = byPath.get('/index.html');
    if (start === undefined)
      throw new Error(`The page folder ${dir} has no index.html; build it with "npm run build".`);
    byPath.set('/', start);
    return new PageFiles(byPath);
  }

  /** @param urlPath the path of the URL as the browser sent it; undefined when it names no file of the page. */
  find(urlPath: string): PageFile | undefined {
    return this.#byPath.get(urlPath);
  }
}

async function collect(dir: string, prefix: string, into: Map<string, PageFile>): Promise<void> {
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    const urlPath = `${prefix}/${encodeURIComponent(entry.name)}`;
    if (entry.isDirectory()) await collect(path, urlPath, into);
    else if (entry.isFile()) into.set(urlPath, await describe(path, urlPath)); // links are left out: they may lead outside
  }
}

async function describe(path: string, urlPath: string): Promise<PageFile> {
  const { size, mtimeMs } = await stat(path);
  const extension = urlPath.slice(urlPath.lastIndexOf('.') + 1).toLowerCase();
  return {
    path,
    sizeBytes: size,
    type: TYPES[extension] ?? 'application/octet-stream',
    etag: `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`,
    cacheControl: cachingOf(extension, urlPath),
    template: extension === 'html' ? await readFile(path, 'utf8') : null,
  };
}

function cachingOf(extension: string, urlPath: string): string {
  if (extension === 'html') return 'no-store';
  return HASHED_NAME.test(urlPath) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
