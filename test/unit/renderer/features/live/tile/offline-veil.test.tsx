// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ChannelId } from '../../../../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../../../../preload/domain/cameras/cameras.ts';
import { TileVeil } from '../../../../../../renderer/features/live/tile/tile-veil.tsx';
import { setLocale } from '../../../../../../renderer/i18n/i18n.ts';
import { slotOf } from '../../../../../../renderer/media/slot-key.ts';
import { useDirectory } from '../../../../../../renderer/state/cameras/directory.ts';
import { wire } from '../../../media/player-harness.ts';
import { completeDom, open, type Page } from '../../../page.tsx';

const NOW = Date.UTC(2026, 6, 21, 2, 47);
/** How often the state of any camera was read. */
let reads = 0;
const camera = (id: string, deviceId: string, reachable: NumberedChannel['reachable']): NumberedChannel =>
  ({
    id,
    deviceId,
    deviceName: 'Recorder 3',
    capabilities: [],
    get reachable() {
      reads += 1;
      return reachable;
    },
  }) as unknown as NumberedChannel;

const own = camera('a:nvr/1', 'nvr', 'offline');
const list = (channels: readonly NumberedChannel[]): Promise<void> =>
  act(async () => useDirectory.setState({ view: { parts: [], byId: new Map(channels.map((one) => [one.id, one])) } }));

let page: Page;
beforeEach(async () => {
  vi.useFakeTimers({ now: NOW, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  completeDom();
  setLocale('en-US');
  await list([
    ...[own, camera('a:nvr/2', 'nvr', 'offline'), camera('a:nvr/3', 'nvr', 'offline')],
    ...[camera('a:nvr/4', 'nvr', 'online'), camera('a:other/1', 'other', 'offline')],
  ]);
  const error = wire('device.offline', false);
  const state = { phase: 'failed', sinceMs: NOW, retryAtMs: NOW + 30_000, lastFrameAtMs: null, error } as const;
  const slotKey = slotOf('a:nvr/1' as ChannelId, 0);
  page = await open(
    <TileVeil veil={{ kind: 'offline', state }} slotKey={slotKey} channel={own} onRetry={() => undefined} />,
  );
});
afterEach(async () => {
  await page.close();
  useDirectory.setState(useDirectory.getInitialState(), true);
  vi.useRealTimers();
});

const words = (): string => page.element.textContent ?? '';

it('the veil shows how many other cameras of the device are off, and follows the directory', async () => {
  expect(words()).toContain('2 more cameras of Recorder 3 are offline.');
  await list([own, camera('a:nvr/2', 'nvr', 'offline'), camera('a:nvr/3', 'nvr', 'online')]);
  expect(words()).toContain('1 more camera of Recorder 3 is offline.');
  await list([own]);
  expect(words()).not.toContain('of Recorder 3');
});

it('the veil counts down without reading the directory again', async () => {
  expect(words()).toContain('30 s');
  const before = reads;
  expect(before).toBeGreaterThan(0);
  for (let second = 0; second < 5; second += 1) await act(async () => vi.advanceTimersByTime(1000));
  expect(words()).toContain('25 s');
  expect(reads).toBe(before);
});
