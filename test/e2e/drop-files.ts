/** Drops files and folders of this computer on a part of the page, as a file manager does. */
import type { Locator } from 'playwright-core';

export async function dropFiles(target: Locator, files: readonly string[]): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('what the files are dropped on shows');
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const page = target.page();
  const devtools = await page.context().newCDPSession(page);
  try {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      const data = { items: [], files: [...files], dragOperationsMask: 1 };
      await devtools.send('Input.dispatchDragEvent', { type, ...place, data });
    }
  } finally {
    await devtools.detach();
  }
}
