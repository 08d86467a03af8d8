// @vitest-environment jsdom
/** Nobody sees the console of a wall alone on the screen: its faults must reach the log. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Input } from '../../../../../preload/contract/contract.ts';
import { App } from '../../../../../renderer/app/app.tsx';
import { useConnection } from '../../../../../renderer/state/page/connection.ts';
import { useKiosk } from '../../../../../renderer/state/page/kiosk.ts';
import { useWalls } from '../../../../../renderer/state/walls/walls.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

let page: Page;
let reports: Input<'app.report-failure'>[];

beforeEach(async () => {
  completeDom();
  reports = [];
  installMain({
    'app.report-failure': (report) => {
      reports.push(report);
      return Promise.resolve({ ok: true, value: null });
    },
  });
  useKiosk.setState({ kiosk: { name: 'Night', wallId: null, openedBy: 'start', isNew: false }, isKnown: true });
  page = await open(<App />);
});
afterEach(async () => {
  await page.close();
  useKiosk.setState(useKiosk.getInitialState(), true);
  useConnection.setState(useConnection.getInitialState(), true);
  useWalls.setState(useWalls.getInitialState(), true);
  vi.restoreAllMocks();
});

it('a kiosk reports once a failure that no part of its page caught', async () => {
  const error = new Error('out of luck');
  await act(async () => window.dispatchEvent(new ErrorEvent('error', { error })));
  expect(reports).toMatchObject([{ where: 'window' }]);
  expect(reports[0]?.text).toContain('out of luck');
});

it('a window offers no change until main has reported which window it is', async () => {
  await act(async () => useKiosk.setState({ kiosk: null, isKnown: false }));
  expect(document.querySelector('.app')).toBeNull();
  await act(async () => useConnection.setState({ isConnected: false }));
  expect(document.querySelectorAll('.app > *')).toHaveLength(1);
  expect(document.querySelector('[role="alert"]')).not.toBeNull();
});

it('a window that fails as a whole says so and offers a way back, in place of an empty window', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined); // React prints what the boundary catches
  await act(async () => useWalls.setState({ walls: null as never }));
  expect(page.find('[role="alert"] h2').textContent).toBe('This window stopped');
  expect(reports).toMatchObject([{ where: 'window' }]);
  await act(async () => useWalls.setState(useWalls.getInitialState(), true));
  await page.click('.btn.pri');
  expect(document.querySelector('.app.kiosk')).not.toBeNull();
});

it('a note of a kiosk that fails leaves the clock of the kiosk on the screen, and is shown again on request', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined); // React prints what the boundary catches
  const nameless = {
    id: 'w1',
    get name(): string {
      throw new Error('out of names');
    },
  };
  await act(async () => useWalls.setState({ walls: [nameless] as never }));
  await vi.waitFor(async () => {
    await page.settle();
    expect(page.find('[role="alert"] h2').textContent).toBe('This part of the window stopped');
  });
  expect(reports).toMatchObject([{ where: 'kiosk' }]);
  expect(document.querySelector('.kiosk-bar')).not.toBeNull();
  await act(async () => useWalls.setState(useWalls.getInitialState(), true));
  await page.click('.btn.pri');
  expect(document.querySelector('.kiosk-note')).not.toBeNull();
});
