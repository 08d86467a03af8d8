/** Builds the page into dist/renderer. scripts/build.ts puts `bridge.js` beside the page: it runs before the page's modules. */
import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { defineConfig, normalizePath, type Plugin, type Rolldown } from 'vite';

const here = (path: string): string => `${import.meta.dirname}/${path}`;

/** The symbols of all icons, at the beginning of index.html: no script of the page has to make markup of text for them. */
function iconSprite(): Plugin {
  return {
    name: 'lanner-icon-sprite',
    transformIndexHtml: {
      order: 'pre',
      handler: (_html, { path }) =>
        path.endsWith('/index.html')
          ? [
              {
                tag: 'div',
                attrs: { hidden: true, 'aria-hidden': 'true' },
                children: readFileSync(here('ui/icons/icons.svg'), 'utf8'),
                injectTo: 'body-prepend',
              },
            ]
          : [],
    },
  };
}

/** Where the component library writes its <style> elements. Its own setting for a nonce does not reach all of them. */
const STYLE_WRITERS = /@rc-component\/util\/es\/Dom\/dynamicCSS\.js$|@ant-design\/icons\/es\/cssUtils\.js$/;
const OWN_NONCE = /if \(csp\?\.nonce\) \{\s*styleNode\.nonce = csp\??\.nonce;\s*\}/;

/**
 * Gives each <style> element of the component library the nonce that main put into the document, and its text as text: the
 * content policy takes no other. Fails the build where the library is not as it was.
 */
function strictStyles(): Plugin {
  return {
    name: 'lanner-strict-styles',
    transform: {
      filter: { id: STYLE_WRITERS },
      handler(code, id) {
        const sinks = code.split('.innerHTML').length - 1;
        if (sinks !== 3 || !OWN_NONCE.test(code)) this.error(`${id} writes styles in another way: look at it again`);
        return code
          .replaceAll('.innerHTML', '.textContent')
          .replace(OWN_NONCE, `styleNode.nonce = document.querySelector('meta[name="style-nonce"]')?.nonce ?? '';`);
      },
    },
  };
}

/** As the bundler names them, on Windows too. */
const START = normalizePath(here('index.html'));
const PROBE = normalizePath(here('probe.html'));

/**
 * All that the window needs at its start in one file: the browser fetches some eighty small files six at a time. The players that the
 * probe's page needs too are a file of their own, since that page must not run the client.
 */
const startFile = {
  debugName: 'start',
  tags: ['$initial' as const],
  name: (id: string, graph: Graph): string | null => {
    if (!isNeededBy(START, id, graph)) return null;
    return isNeededBy(PROBE, id, graph) ? 'players' : 'start';
  },
};

type Graph = Parameters<Rolldown.CodeSplittingNameFunction>[1];

/** Whether `page` imports the module, by whatever chain of modules that are there from the start. */
function isNeededBy(page: string, id: string, graph: Graph, seen = new Set<string>()): boolean {
  if (id === page) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  return graph.getModuleInfo(id)?.importers.some((importer) => isNeededBy(page, importer, graph, seen)) ?? false;
}

/** Fails the build where the start of the window needs Ant Design: it is half as large as all else that the start needs. */
function lightStart(): Plugin {
  return {
    name: 'lanner-light-start',
    generateBundle(_options, bundle) {
      const entries = Object.values(bundle).filter((file) => file.type === 'chunk' && file.isEntry);
      // Grows while it is walked: an entry may be small, and import the file in which the start lies.
      const start = new Set(entries.map(({ fileName }) => fileName));
      for (const fileName of start) {
        const chunk = bundle[fileName];
        if (chunk?.type !== 'chunk') continue;
        chunk.imports.forEach((imported) => start.add(imported));
        const heavy = chunk.moduleIds.find((id) => /\/node_modules\/(antd|@rc-component)\//.test(id));
        if (heavy !== undefined)
          this.error(`the start of the window imports ${heavy}: fetch what needs it when it is first shown`);
      }
    },
  };
}

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [react(), iconSprite(), strictStyles(), lightStart()],
  build: {
    outDir: here('../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome144',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1400,
    assetsInlineLimit: 0,
    // The second page is the stream doctor's: the players without the client.
    rolldownOptions: { input: [START, PROBE], output: { codeSplitting: { groups: [startFile] } } },
  },
});
