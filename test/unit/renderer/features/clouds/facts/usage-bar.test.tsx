// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { UsageBar } from '../../../../../../renderer/features/clouds/facts/usage-bar.tsx';
import { completeDom, open, type Page } from '../../../page.tsx';
import { figure } from '../facts-sample.ts';

const NOW = Date.UTC(2026, 6, 21);
const DAY_MS = 86_400_000;

let page: Page;
afterEach(() => page.close());

async function show(...given: Parameters<typeof figure>): Promise<string> {
  completeDom();
  page = await open(<UsageBar figure={figure(...given)} nowMs={NOW} isBrief />);
  return page.element.textContent;
}

const meter = (): HTMLElement | null => page.element.querySelector('[role=meter]');

describe('one line of quota', () => {
  it('a line of quota shows used and limit, and a screen reader reads the percentage', async () => {
    expect(await show(26, 50)).toBe('Streams26 / 50');
    expect([meter()?.getAttribute('aria-valuenow'), meter()?.getAttribute('aria-valuetext')]).toEqual([
      '52',
      '26 / 50',
    ]);
    expect(page.element.querySelector('svg')).toBeNull();
  });

  it('a line of quota warns with a shape beside the colour when the limit is near', async () => {
    expect(await show(45, 50)).toBe('Streams45 / 50');
    expect(page.element.querySelector('.st-delayed')).not.toBeNull();
  });

  it('a line of quota has no bar where no limit is published', async () => {
    expect(await show(67, null)).toBe('Streams67');
    expect(meter()).toBeNull();
  });

  it('a line of quota shows the end of a package rather than its use', async () => {
    expect(await show(6, 16, { expiresAtMs: NOW + 12 * DAY_MS })).toBe('Streams12 days left');
    expect(meter()?.getAttribute('aria-valuenow')).toBe('60');
  });

  it('a line of quota names the project that the cloud has stopped', async () => {
    expect(await show(0, 10, { name: 'Depot 1', state: 'stopped' })).toBe('Depot 1stopped');
    expect(page.element.querySelector('.st-error')).not.toBeNull();
  });
});
