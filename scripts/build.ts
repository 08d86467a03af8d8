/**
 * Builds the renderer and the main process into dist/, with the bill of materials beside them. Usage: npm run build [-- --force]
 *
 * Nothing is built when the sources are those of the last build, and two builds never run at once.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cacheDir, root, say } from './lib.ts';
import { writeSbom } from './sbom.ts';

const LOCK_POLL_MS = 200;

export const rendererDir = path.join(root, 'dist', 'renderer');
const mainDir = path.join(root, 'dist', 'main');
/** List of the build's components (CycloneDX). */
export const sbomFile = path.join(root, 'dist', 'sbom.cdx.json');

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tsbuildinfo'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function fingerprint(folders: readonly string[]): string {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  for (const file of folders.flatMap(filesBelow)) hash.update(path.relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}

/** False only when the lock names a process that is gone; a lock without a number is one being written just now. */
function isHolderAlive(lock: string): boolean {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    if (holder > 0) process.kill(holder, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'; // gone in the meantime: the next round takes the lock
  }
}

/** Whether the lock is ours now: created in one step, so that of two that come at once one wins. */
function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function withBuildLock(work: () => Promise<void>): Promise<void> {
  const lock = path.join(cacheDir, 'build.lock');
  mkdirSync(cacheDir, { recursive: true });
  while (!take(lock)) {
    if (!isHolderAlive(lock)) rmSync(lock, { force: true });
    else await sleep(LOCK_POLL_MS);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

async function buildWhenStale(
  name: string,
  outDir: string,
  folders: readonly string[],
  isForced: boolean,
  build: () => Promise<void>,
): Promise<void> {
  await withBuildLock(async () => {
    const stampFile = path.join(cacheDir, `${name}.stamp`);
    const stamp = fingerprint(folders);
    const isCurrent = existsSync(outDir) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
    if (isCurrent && !isForced) return;
    say(`building the ${name}`);
    await build();
    writeFileSync(stampFile, stamp);
  });
}

/** Builds dist/renderer when it is missing or older than its sources. */
export async function ensureRenderer(isForced = false): Promise<string> {
  await buildWhenStale('renderer', rendererDir, ['renderer', 'preload'], isForced, async () => {
    const { build } = await import('vite');
    const { bundleBridge } = await import('./preload-bundle.ts');
    // A test runner has set its own; Vite would take it over and bundle React's development build.
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await build({ configFile: path.join(root, 'renderer', 'vite.config.ts'), logLevel: 'warn' });
      await bundleBridge(path.join(rendererDir, 'bridge.js')); // after Vite, which empties the folder
    } finally {
      if (before === undefined) delete process.env['NODE_ENV'];
      else process.env['NODE_ENV'] = before;
    }
  });
  return rendererDir;
}

/**
 * Bundles main for both hosts, and Electron's preload; each worker becomes a file of its own beside them. From the
 * sources Node could run it too, but each of its threads would hold a compiler of 20 MB and start later.
 */
export async function ensureMain(isForced = false): Promise<void> {
  await buildWhenStale('main process', mainDir, ['main', 'preload'], isForced, async () => {
    const { build } = await import('esbuild');
    const { bundlePreload } = await import('./preload-bundle.ts');
    const shared = { bundle: true, platform: 'node', target: 'node24', sourcemap: true, logLevel: 'warning' } as const;
    await build({
      ...shared,
      format: 'esm',
      packages: 'external',
      entryPoints: {
        electron: path.join(root, 'main/hosts/electron/entry.ts'),
        browser: path.join(root, 'main/hosts/browser/start/supervisor.ts'),
        'browser-client': path.join(root, 'main/hosts/browser/entry.ts'),
        'gateway-worker': path.join(root, 'main/media/worker/gateway-worker.ts'),
        'export-worker': path.join(root, 'main/media/worker/export-worker.ts'),
        'answer-worker': path.join(root, 'main/vendors/answer-worker.ts'),
        'table-worker': path.join(root, 'main/services/targets/tables/table-worker.ts'),
      },
      outdir: mainDir,
    });
    await bundlePreload(path.join(root, 'dist/preload/index.cjs'));
    for (const vendor of readdirSync(path.join(root, 'main/vendors'))) {
      for (const name of ['contract.json', 'contract.zh.json']) {
        const file = path.join(root, 'main/vendors', vendor, name);
        if (existsSync(file)) cpSync(file, path.join(mainDir, 'vendors', vendor, name));
      }
    }
  });
}

/** Builds what a client runs from. @returns the folder of its page. */
export async function ensureClient(isForced = false): Promise<string> {
  await ensureMain(isForced);
  return ensureRenderer(isForced);
}

/** A build for others: the client with its bill of materials. @throws {Error} when npm cannot list its components. */
export async function buildWithSbom(isForced = false): Promise<void> {
  await ensureClient(isForced);
  say(`bill of materials: ${writeSbom(sbomFile)} components in ${path.relative(root, sbomFile)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { force: { type: 'boolean' } } });
  await buildWithSbom(values.force);
}
