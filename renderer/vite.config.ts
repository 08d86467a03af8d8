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

const FIRST_SCREEN = /\/features\/live\/live-stage\.tsx$/;

/** Fetches the first screen's chunks together with the entry instead of after it has run. */
function preloadFirstScreen(): Plugin {
  return {
    name: 'lanner-preload-first-screen',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, filename }) {
        if (!bundle || !filename.endsWith('index.html')) return [];
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const first = chunks.find((chunk) => FIRST_SCREEN.test(chunk.facadeModuleId ?? ''));
        if (!first) throw new Error('the live stage has no chunk of its own');
        const isEntry = (file: string): boolean => chunks.some((chunk) => chunk.fileName === file && chunk.isEntry);
        const link = (attrs: Readonly<Record<string, string | boolean>>) =>
          ({ tag: 'link', attrs: { ...attrs, crossorigin: true }, injectTo: 'head' }) as const;
        const modules = [first.fileName, ...first.imports.filter((file) => !isEntry(file))];
        const styles = [...(first.viteMetadata?.importedCss ?? [])];
        return [
          ...modules.map((file) => link({ rel: 'modulepreload', href: `./${file}` })),
          ...styles.map((file) => link({ rel: 'preload', as: 'style', href: `./${file}` })),
        ];
      },
    },
  };
}

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [react(), browserBridge(), preloadFirstScreen()],
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
