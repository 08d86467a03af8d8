/**
 * Additions to the page for tests of a computer under strain: work that blocks the page, and a clock that can be set.
 */
import type { Page } from 'playwright-core';

interface Strained {
  strain: ReturnType<typeof setInterval> | undefined;
  setClockAhead(ms: number): void;
}

/** Called with a page before it loads anything. */
export const addClock = (page: Page): void =>
  void page.addInitScript(() => {
    const now = Date.now.bind(Date);
    let aheadMs = 0;
    Date.now = () => now() + aheadMs;
    Object.assign(globalThis, { setClockAhead: (ms: number) => (aheadMs += ms) });
  });

/** For seven tenths of each second the page can do nothing else, however fast the computer is. */
export const strain = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const work = (): void => {
      const endMs = performance.now() + 700;
      while (performance.now() < endMs);
    };
    (globalThis as unknown as Strained).strain = setInterval(work, 1_000);
  });

export const relieve = (page: Page): Promise<void> =>
  page.evaluate(() => clearInterval((globalThis as unknown as Strained).strain));

/** Lets the clock of the page go ahead, by less than would count as sleep. */
export const passTime = (page: Page): Promise<void> =>
  page.evaluate(() => (globalThis as unknown as Strained).setClockAhead(2_500));
