/** From the key that calls another wall to the last of its first frames, as the page sees them. */
import type { WallSide } from './sides.ts';

/**
 * Presses the key and waits until `count` videos with sources of their own have a picture, and then for one refresh
 * more, because a decoded picture is not shown yet.
 */
const measuring = (count: number): string => `(async () => {
  const shown = () => [...document.querySelectorAll('video')].filter((video) => video.readyState >= 2);
  const before = new Set(shown().map(({ currentSrc }) => currentSrc));
  const startedMs = performance.now();
  const key = { key: 'PageDown', code: 'PageDown', ctrlKey: true, bubbles: true, cancelable: true };
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', key));
  while (shown().filter(({ currentSrc }) => !before.has(currentSrc)).length < ${count}) {
    if (performance.now() - startedMs > 30000) throw new Error('the other wall did not come');
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return performance.now() - startedMs;
})()`;

/** Makes a second wall of `count` other cameras and goes to it. @returns milliseconds. */
export async function switchWall({ client, page }: WallSide, count: 16): Promise<number> {
  await page.ask(`window.lanner.request['wall.create']({ name: null, folderId: null, copyOf: null })`);
  await client.ask({ do: 'fill-wall', layout: count, skip: count, wall: 1 });
  return page.ask<number>(measuring(count));
}
