/** Builds the page into dist/renderer, and `bridge.js` beside it: a classic script that must run before the page's modules. */
import react from '@vitejs/plugin-react';
import { build } from 'esbuild';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => `${import.meta.dirname}/${path}`;

/** The browser host's `window.lanner`. Electron's preload sets its own first, and the script then leaves at once. */
function browserBridge(): Plugin {
  return {
    name: 'lanner-browser-bridge',
    apply: 'build',
    async generateBundle() {
      const entry = here('../preload/browser-bridge.ts');
      const bundle = await build({
        entryPoints: [entry],
        bundle: true,
        minify: true,
        write: false,
        format: 'iife',
        target: 'chrome140',
        platform: 'browser',
      });
      this.emitFile({ type: 'asset', fileName: 'bridge.js', source: bundle.outputFiles[0]?.text ?? '' });
    },
  };
}

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [react(), browserBridge()],
  build: {
    outDir: here('../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    assetsInlineLimit: 0,
    // The second page is the stream doctor's: the players without the client.
    rolldownOptions: { input: [here('index.html'), here('probe.html')] },
  },
});
