/** The picture of a player on a page in real Chromium. */
import { expect } from 'vitest';
import type { PlayerPage, ViewerState } from '../servers/player-page.ts';
import { until } from '../servers/processes.ts';

/** Resolves when the player has played this much further. @param from what was seen before; without it, what is seen now. */
export async function advances(page: PlayerPage, bySec: number, from?: ViewerState): Promise<ViewerState> {
  const { currentTime, frames } = from ?? (await page.look());
  return await until(
    'the picture advances',
    async () => {
      const sight = await page.look();
      return sight.currentTime >= currentTime + bySec && sight.frames >= frames + 10 * bySec ? sight : null;
    },
    60_000,
  );
}

/** The picture of the tests' encoder shows, and the player reported nothing else than the stream. */
export function expectPicture(sight: ViewerState): void {
  expect(sight.width).toBe(320);
  expect(sight.brightest - sight.darkest).toBeGreaterThan(60);
  expect(sight.events.filter((event) => event !== 'described')).toEqual([]);
}
