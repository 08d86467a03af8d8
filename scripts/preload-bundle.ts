/**
 * The two scripts that run before the page and hold no schema: Electron's preload, and the bridge of the browser host. The
 * names of the requests and events are read from the contract here and stand in the bundles as text.
 */
import { build, type Plugin } from 'esbuild';
import path from 'node:path';
import { EVENT_NAMES, REQUEST_NAMES } from '../preload/contract/names.ts';
import { root } from './lib.ts';

const contractNames: Plugin = {
  name: 'lanner-contract-names',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]preload[\\/]contract[\\/]names\.ts$/ }, () => ({
      contents: [
        `export const REQUEST_NAMES = ${JSON.stringify(REQUEST_NAMES)};`,
        `export const EVENT_NAMES = ${JSON.stringify(EVENT_NAMES)};`,
      ].join('\n'),
      loader: 'js',
    }));
  },
};

/** A sandboxed preload is loaded by Electron's own small loader, which knows CommonJS only. */
export async function bundlePreload(outfile: string): Promise<void> {
  await build({
    bundle: true,
    platform: 'node',
    target: 'node24',
    sourcemap: true,
    format: 'cjs',
    logLevel: 'warning',
    external: ['electron'],
    entryPoints: [path.join(root, 'preload/index.ts')],
    outfile,
    plugins: [contractNames],
  });
}

/** The browser host's `window.lanner`. On Electron the preload sets its own first, and the script then leaves at once. */
export async function bundleBridge(outfile: string): Promise<void> {
  await build({
    bundle: true,
    platform: 'browser',
    target: 'chrome144',
    minify: true,
    format: 'iife',
    logLevel: 'warning',
    entryPoints: [path.join(root, 'preload/browser-bridge.ts')],
    outfile,
    plugins: [contractNames],
  });
}
