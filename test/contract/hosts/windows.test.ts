import { afterEach, expect, it, vi } from 'vitest';
import type { WindowStore, WindowPlace, WindowRequest } from '../../../main/host.ts';
import { PATIENT } from '../../patience.ts';
import { fewHandlers, get, startHarness, windowsThatAsk, type Harness } from './harness.ts';

let harness: Harness | null = null;

afterEach(async () => {
  await harness?.close();
  harness = null;
});

/** Remembers in memory what a host reports. */
function memoryStore(requests: readonly WindowRequest[]) {
  const heard: string[] = [];
  const places = new Map<string, WindowPlace>();
  const windowStore: WindowStore = {
    toOpen: () => requests,
    next: () => requests[0] as WindowRequest,
    onOpened: (key) => void heard.push(`opened ${key}`),
    onPlaced: (key, place) => void places.set(key, place),
    onClosed: (key) => void heard.push(`closed ${key}`),
  };
  return { windowStore, heard, places };
}

const request = (key: string, place: WindowPlace | null = null): WindowRequest => ({ key, place, isKiosk: false });
const bounds = { x: 40, y: 30, width: 1000, height: 640 };

it('the browser host opens every window that was there, each in its place, and reports where they are when the client ends', async () => {
  const { windowStore, heard, places } = memoryStore([
    request('main'),
    request('second', { bounds, isMaximised: false }),
  ]);
  const { windows, handlers } = windowsThatAsk();
  harness = await startHarness({ opensWindow: true }, handlers, windowStore);
  await vi.waitFor(() => expect(new Set(windows).size).toBe(2), PATIENT);
  expect([...heard].sort()).toEqual(['opened main', 'opened second']);
  await harness.host.openWindow?.(request('third'));
  expect(heard.at(-1)).toBe('opened third');
  await harness.host.dispose();
  expect(places.get('second')?.bounds).toMatchObject({ x: bounds.x, y: bounds.y });
  expect([...places.keys()].sort()).toEqual(['main', 'second', 'third']);
  expect(heard.filter((line) => line.startsWith('closed'))).toEqual([]);
});

// @promise failures.unplugged-screen
it('the browser host brings a window into view whose screen is gone', async () => {
  const gone = { bounds: { ...bounds, x: 9000 }, isMaximised: false };
  const { windowStore, places } = memoryStore([request('main', gone)]);
  harness = await startHarness({ opensWindow: true }, fewHandlers(), windowStore);
  await harness.host.dispose();
  expect(places.get('main')?.bounds.x).toBeLessThan(9000);
});

it('the browser host gives each further window an address of its own where another browser has to open it', async () => {
  const { windowStore } = memoryStore([request('main'), request('second')]);
  harness = await startHarness({}, fewHandlers(), windowStore);
  const { further, launchUrl, host, origin } = harness;
  expect(further.map(({ key }) => key)).toEqual(['second']);
  const asked = await host.openWindow?.(request('third'));
  const urls = [launchUrl, further[0]?.launchUrl ?? '', asked?.launchUrl ?? ''];
  expect(new Set(urls).size).toBe(3);
  const open = (url: string) => get(origin, url.slice(origin.length));
  const answers = [];
  for (const url of urls) answers.push(await open(url));
  const pages = answers.map(({ headers }) => headers.location?.split('#')[0]);
  expect(pages).toEqual(['/', '/?window=second', '/?window=third']);
  expect((await open(urls[2] ?? '')).status).toBe(403);
});
