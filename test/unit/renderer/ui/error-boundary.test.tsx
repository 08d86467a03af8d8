// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Region } from '../../../../renderer/shell/region.tsx';
import { completeDom, installMain, open, type Page } from '../page.tsx';

let page: Page;
let reports: { where: string; text: string }[];
let isBroken: boolean;

function Fragile() {
  if (isBroken) throw new Error('the wall fell');
  return <p>standing</p>;
}

beforeEach(() => {
  completeDom();
  vi.spyOn(console, 'error').mockImplementation(() => undefined); // React prints what the boundary catches
  reports = [];
  isBroken = true;
  installMain({
    'app.report-failure': (input) => {
      reports.push(input);
      return Promise.resolve({ ok: true, value: null });
    },
  });
});

afterEach(async () => {
  await page.close();
  vi.restoreAllMocks();
});

it('a crash stays inside its part, is reported to main, and the part is shown again on request', async () => {
  page = await open(
    <>
      <p id="neighbour">alive</p>
      <Region name="wall">
        <Fragile />
      </Region>
    </>,
  );
  expect(page.find('#neighbour').textContent).toBe('alive');
  expect(page.find('[role=alert]').textContent).toContain('the wall fell');
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatchObject({ where: 'wall' });
  isBroken = false;
  await act(async () => page.find('.btn.pri').click());
  expect(page.element.textContent).toContain('standing');
});
