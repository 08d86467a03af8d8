/** Serves a page over loopback whose one script is built from the renderer's own media code. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface BundledPage {
  readonly origin: string;
  close(): Promise<void>;
}

/** @param entry source of a script; its imports are resolved from renderer/media. @returns the script with all that it imports. */
export async function bundledScript(entry: string): Promise<string> {
  const resolveDir = fileURLToPath(new URL('../../../renderer/media/', import.meta.url));
  const stdin = { contents: entry, resolveDir, loader: 'js' as const };
  const bundle = await build({ stdin, bundle: true, write: false, format: 'iife', target: 'chrome130' });
  return bundle.outputFiles[0]?.text ?? '';
}

/**
 * @param entry source of the script; its imports are resolved from renderer/media.
 * @param body HTML in front of the script.
 * @param worklet another script, which the page finds at `/worklet.js`.
 */
export async function serveBundledPage(entry: string, body: string, worklet?: string): Promise<BundledPage> {
  const scripts = new Map([['/page.js', await bundledScript(entry)]]);
  if (worklet !== undefined) scripts.set('/worklet.js', await bundledScript(worklet));
  const server = http.createServer((request, response) => {
    const script = scripts.get(request.url ?? '');
    response.setHeader('Content-Type', script !== undefined ? 'text/javascript' : 'text/html');
    response.end(script ?? `<!doctype html>${body}<script src="/page.js"></script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
