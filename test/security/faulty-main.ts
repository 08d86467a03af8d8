/** A copy of the built main whose gateway worker hangs on the bytes `HANG`; see hanging-worker.ts. */
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ensureMain } from '../../scripts/build.ts';
import { root } from '../../scripts/lib.ts';

/** Runs `use` with the folder of the copy, for `mainDir` of a session; the copy is removed afterwards. */
export async function withHangingWorker(use: (mainDir: string) => Promise<void>): Promise<void> {
  await ensureMain();
  const folder = await mkdtemp(join(tmpdir(), 'lanner-faulty-main-'));
  try {
    const mainDir = join(folder, 'dist', 'main');
    await mkdir(join(folder, 'dist'));
    await cp(join(root, 'dist', 'main'), mainDir, { recursive: true });
    await cp(join(root, 'package.json'), join(folder, 'package.json'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const { outputFiles } = await build({
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'esm',
      packages: 'external',
      write: false,
      entryPoints: [join(root, 'test', 'security', 'hanging-worker.ts')],
    });
    await writeFile(join(mainDir, 'gateway-worker.js'), outputFiles[0]?.contents ?? '');
    await use(mainDir);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
