// @vitest-environment jsdom
import { act, Suspense, type ComponentType } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OverlayRegion, Region } from '../../../../renderer/shell/region.tsx';
import { ScreenTabs } from '../../../../renderer/shell/screen-tabs.tsx';
import { StatusBar } from '../../../../renderer/shell/status-bar.tsx';
import { useNotices } from '../../../../renderer/state/page/notices.ts';
import { fetched } from '../../../../renderer/ui/fetched.ts';
import { completeDom, installMain, open, type Page } from '../page.tsx';

let page: Page;
let reports: { where: string; text: string }[];
let isBroken: boolean;

function Fragile() {
  if (isBroken) throw new Error('the wall fell');
  return <p>standing</p>;
}

/** Of a part whose file the browser could not fetch. */
const lost = (): ComponentType =>
  fetched(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')));

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
  useNotices.setState(useNotices.getInitialState(), true);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
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

it('a part whose code did not come offers to reload the window, since no page asks for the same code twice', async () => {
  const Lost = lost();
  const reload = vi.fn();
  page = await open(
    <Region name="wall">
      <Suspense fallback={null}>
        <Lost />
      </Suspense>
    </Region>,
  );
  vi.stubGlobal('location', { reload });
  expect(page.find('[role=alert] h2').textContent).toBe('This part of the window could not be loaded');
  expect(page.find('.btn.pri').textContent).toBe('Reload the window');
  await page.click('.btn.pri');
  expect(reload).toHaveBeenCalledOnce();
});

it('a dialog whose code did not come closes, the status bar names it and offers to reload, and the screen below stays', async () => {
  const Lost = lost();
  const onClose = vi.fn();
  page = await open(
    <>
      <p id="neighbour">alive</p>
      <OverlayRegion overlay="keys" onClose={onClose} reopen={() => undefined}>
        <Suspense fallback={null}>
          <Lost />
        </Suspense>
      </OverlayRegion>
      <StatusBar items={[]} />
    </>,
  );
  expect(page.find('#neighbour').textContent).toBe('alive');
  expect(onClose).toHaveBeenCalledOnce();
  expect(reports).toMatchObject([{ where: 'keys' }]);
  expect(page.find('.notice-words').title).toBe('Could not load the list of keys. The client reported it to its log.');
  const reload = vi.fn();
  vi.stubGlobal('location', { reload });
  expect(page.find('.status .lnk').textContent).toBe('Reload the window');
  await page.click('.status .lnk');
  expect(reload).toHaveBeenCalledOnce();
});

it('a dialog that crashed can be opened again from the status bar, where it forgot nothing as it closed', async () => {
  const reopen = vi.fn();
  const content = (overlay: 'settings' | 'device', more: { reopen?: () => void }) => (
    <>
      <OverlayRegion overlay={overlay} onClose={() => undefined} {...more}>
        <Fragile />
      </OverlayRegion>
      <StatusBar items={[]} />
    </>
  );
  page = await open(content('settings', { reopen }));
  expect(page.find('.notice-words').title).toContain('Closed after a failure: the settings.');
  expect(page.find('.status .lnk').textContent).toBe('Open it again');
  await page.click('.status .lnk');
  expect(reopen).toHaveBeenCalledOnce();
  await page.close();
  page = await open(content('device', {}));
  expect(page.find('.notice-words').title).toContain('Closed after a failure: the dialog of the device.');
  expect(page.element.querySelector('.status .lnk')).toBeNull();
});

it('tabs whose code did not come are one line in their place, and the window stays', async () => {
  const areas = [{ id: 'live', screen: { tab: lost(), Content: () => null } }] as never;
  page = await open(
    <>
      <p id="neighbour">alive</p>
      <ScreenTabs areas={areas} />
    </>,
  );
  expect(page.find('#neighbour').textContent).toBe('alive');
  expect(reports).toMatchObject([{ where: 'tabs' }]);
  expect(page.find('[role=alert]').textContent).toContain('The tabs could not be loaded');
  const reload = vi.fn();
  vi.stubGlobal('location', { reload });
  expect(page.find('[role=alert] button').textContent).toBe('Reload the window');
  await page.click('[role=alert] button');
  expect(reload).toHaveBeenCalledOnce();
});

it('tabs that crashed are shown again on request', async () => {
  page = await open(<ScreenTabs areas={[{ id: 'live', screen: { tab: Fragile, Content: () => null } }] as never} />);
  expect(page.find('[role=alert]').textContent).toContain('The tabs stopped');
  isBroken = false;
  await page.click('[role=alert] button');
  expect(page.element.textContent).toBe('standing');
});
