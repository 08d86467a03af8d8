/** 20,000 cameras: load, search at every key stroke, scroll. No task may block the page for more than 50 ms. */
import { withClient } from '../e2e/harness.ts';
import type { BenchOptions, BenchResult } from './types.ts';

const CAMERAS = 20_000;
const LONGEST_TASK_MS = 50;
const QUERY = 'dock 12';
const SCROLL_STEPS = 60;

/** Long tasks as the browser itself reports them; anything under 50 ms is not reported at all. */
const OBSERVE = `window.longTasks = [];
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.longTasks.push({ at: e.startTime, ms: e.duration }); })
  .observe({ type: 'longtask', buffered: true });`;

export async function tree(_options: BenchOptions): Promise<BenchResult> {
  const details: Record<string, unknown> = { cameras: CAMERAS };
  const longest: Record<string, number> = {};
  await withClient('bench-tree', { cameras: CAMERAS }, async ({ page, client, clouds }) => {
    await page.getByRole('tree').or(page.getByText(/simulated clouds/i)).first().waitFor();
    await page.evaluate(OBSERVE);
    const take = async (phase: string): Promise<void> => {
      const tasks = (await page.evaluate('window.longTasks.splice(0)')) as { ms: number }[];
      longest[phase] = Math.max(0, ...tasks.map((task) => task.ms));
      details[`${phase}LongTasks`] = tasks.length;
    };
    await page.evaluate('window.longTasks.length = 0');
    const startedMs = performance.now();
    await client.ask({ do: 'add-accounts', clouds });
    await page.getByText(/20,?000 cameras/).waitFor({ timeout: 120_000 });
    details['loadMs'] = performance.now() - startedMs;
    await take('load');

    const search = page.getByRole('searchbox').or(page.getByPlaceholder(/name, number or group/i)).first();
    await search.click();
    const strokes: number[] = [];
    for (const key of QUERY) {
      const beganMs = performance.now();
      await page.keyboard.type(key);
      await page.evaluate('new Promise((r) => requestAnimationFrame(() => setTimeout(r, 0)))');
      strokes.push(performance.now() - beganMs);
    }
    details['strokeMs'] = strokes;
    await take('search');

    await search.fill('');
    await page.getByRole('tree').hover();
    for (let i = 0; i < SCROLL_STEPS; i += 1) await page.mouse.wheel(0, 1200);
    await page.evaluate('new Promise((r) => requestAnimationFrame(() => setTimeout(r, 0)))');
    await take('scroll');
  });
  const goals = Object.entries(longest).map(([phase, value]) => ({
    name: `longest task while the tree does: ${phase} (ms)`,
    value,
    atMost: LONGEST_TASK_MS,
  }));
  return { goals, details };
}
