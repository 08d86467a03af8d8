/** Builds the page into dist/renderer. scripts/build.ts puts `bridge.js` beside the page: it runs before the page's modules. */
import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

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

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [react(), iconSprite(), strictStyles()],
  build: {
    outDir: here('../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome144',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    assetsInlineLimit: 0,
    // The second page is the stream doctor's: the players without the client.
    rolldownOptions: { input: [here('index.html'), here('probe.html')] },
  },
});
