// @vitest-environment jsdom
/** Which stream a tile asks for is decided by the pixels of the screen that it stands on. */
import { act, useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ChannelId } from '../../../../../../preload/domain/ids.ts';
import { usePlayerSlot } from '../../../../../../renderer/features/live/tile/use-player-slot.ts';
import { livePool } from '../../../../../../renderer/media/pool/live-pool.ts';
import { slotOf } from '../../../../../../renderer/media/slot-key.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

// jsdom plays nothing.
vi.mock('mpegts.js', () => {
  const idle = { on: () => {}, attachMediaElement: () => {}, load: () => {}, destroy: () => {} };
  return { default: { LoggingControl: {}, Events: {}, createPlayer: () => idle } };
});

const channelId = 'acc:d/gate' as ChannelId;
const slotKey = slotOf(channelId, 0);
const plain = { isMaximised: false, isSelected: false, isCovered: false, isProtected: false };

let select: (isSelected: boolean) => void;

function Picture() {
  const [isSelected, setSelected] = useState(false);
  select = setSelected;
  return <div ref={usePlayerSlot({ slotKey, channelId, hasSubStream: true, ...plain, isSelected })} />;
}

interface Watched {
  readonly box: ResizeObserverBoxOptions | undefined;
  readonly tell: () => void;
}

let watched: Watched[];
let asked: string[];
let page: Page;

const moveTo = (ratio: number): void => void Object.assign(window, { devicePixelRatio: ratio });

beforeEach(() => {
  completeDom();
  vi.useFakeTimers();
  [watched, asked] = [[], []];
  class Observer {
    readonly #tell: () => void;
    constructor(tell: () => void) {
      this.#tell = tell;
    }
    observe(_element: Element, options?: ResizeObserverOptions): void {
      watched.push({ box: options?.box, tell: this.#tell });
    }
    disconnect(): void {}
  }
  vi.stubGlobal('ResizeObserver', Observer);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(640);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(360);
  installMain({
    'live.open': ({ profile }) => {
      asked.push(profile);
      return new Promise(() => undefined);
    },
  });
});
afterEach(async () => {
  await page.close();
  livePool.dispose();
  moveTo(1);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('a tile requests the main stream on a monitor with twice the pixels, and the sub-stream again on the other', async () => {
  moveTo(1);
  page = await open(<Picture />);
  expect(asked).toEqual(['sub']);
  // A tile on another monitor may have the same size on the page: only its number of pixels differs.
  expect(watched.map(({ box }) => box)).toEqual(['device-pixel-content-box']);
  moveTo(2);
  watched[0]?.tell();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toEqual(['sub', 'main']);
  moveTo(1);
  watched[0]?.tell();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toEqual(['sub', 'main', 'sub']);
});

it('a tile measures nothing when it is selected: the browser would lay out the whole wall at once for the answer', async () => {
  page = await open(<Picture />);
  const width = vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(640);
  width.mockClear();
  await act(async () => select(true));
  await act(async () => select(false));
  expect(width).not.toHaveBeenCalled();
  watched[0]?.tell();
  expect(width).toHaveBeenCalledOnce();
});
