/** Reads the clipboard. The page of the client may not read it, so that a page of the test does. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

/** Its text, and the types of its content. */
interface Clipboard {
  readonly text: string;
  readonly types: readonly string[];
}

/** @param page of the client; the clipboard is read in another tab of its browser. */
export async function clipboardOf(page: Page): Promise<Clipboard> {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<title>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await page.context().grantPermissions(['clipboard-read'], { origin });
  const tab = await page.context().newPage();
  try {
    await tab.goto(origin);
    return await tab.evaluate(async () => {
      const items = await navigator.clipboard.read();
      return { text: await navigator.clipboard.readText(), types: items.flatMap(({ types }) => types) };
    });
  } finally {
    await tab.close();
    server.close();
  }
}
