import { expect, it } from 'vitest';
import { readPlaces } from '../../../../../../main/hosts/browser/windows/window-bounds.ts';

const ORIGIN = 'http://127.0.0.1:1';

interface FakeWindow {
  bounds: { left: number; top: number; width: number; height: number; windowState: string };
}

/** The DevTools of a browser with one window on one screen. */
function browserWith(window: FakeWindow, screens: readonly object[]) {
  return {
    send: (method: string, params: object = {}): Promise<unknown> => {
      if (method === 'Target.getTargets') {
        return Promise.resolve({ targetInfos: [{ targetId: 't', type: 'page', url: `${ORIGIN}/` }] });
      }
      if (method === 'Browser.getWindowForTarget') return Promise.resolve({ windowId: 1, bounds: window.bounds });
      if (method === 'Target.attachToTarget') return Promise.resolve({ sessionId: 's' });
      if (method === 'Emulation.getScreenInfos') return Promise.resolve({ screenInfos: screens });
      if (method === 'Browser.setWindowBounds') {
        window.bounds = { ...window.bounds, ...(params as { bounds: Partial<FakeWindow['bounds']> }).bounds };
      }
      return Promise.resolve({});
    },
  };
}

const desk = { id: 'A', availLeft: 0, availTop: 0, availWidth: 1920, availHeight: 1040, isPrimary: true };
const at = (left: number, windowState = 'normal'): FakeWindow => ({
  bounds: { left, top: 20, width: 1280, height: 800, windowState },
});

it('a window returns into view while the client runs when the screen under it was unplugged', async () => {
  const window = at(3000);
  await readPlaces(browserWith(window, [desk]), ORIGIN, () => null);
  expect(window.bounds).toMatchObject({ left: 160, top: 70, width: 1600, height: 900 });
  const places = await readPlaces(browserWith(window, [desk]), ORIGIN, () => null);
  expect(places.get('main')).toMatchObject({ bounds: { x: 160, y: 70 }, display: { id: 'A' } });
});

it('the client does not move a window that is reachable or minimised, or whose screens are unknown', async () => {
  for (const [window, screens] of [
    [at(1920 - 64), [desk]],
    [at(3000, 'minimized'), [desk]],
    [at(3000), []],
  ] as const) {
    const before = { ...window.bounds };
    await readPlaces(browserWith(window, screens), ORIGIN, () => null);
    expect(window.bounds).toEqual(before);
  }
});
