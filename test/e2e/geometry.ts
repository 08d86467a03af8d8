/**
 * Where text stands on a page: what is cut off, lies over something else or has left the window. Geometry, no pictures, so
 * that it holds with any font and on any machine.
 */
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { fileURLToPath } from 'node:url';

/** Elements that do not fit, one line each; empty if all do. */
export async function misfitsOf(page: Page): Promise<readonly string[]> {
  pageScript ??= bundlePageScript();
  return page.evaluate<readonly string[]>(await pageScript);
}

let pageScript: Promise<string> | null = null;

/** An expression for the page: whatever `misfits` of geometry-page.ts finds there. */
async function bundlePageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('geometry-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'geometry',
    target: 'chrome140',
  });
  return `(() => { ${outputFiles[0]?.text ?? ''}\nreturn geometry.misfits(); })()`;
}
