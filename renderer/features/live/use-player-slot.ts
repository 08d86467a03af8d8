/** Borrows a player for the tile whose picture area it is given, and tells the pool how large that area is. */
import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { livePool } from '../../media/live-pool.ts';
import type { SlotKey } from '../../media/player-pool.ts';
import type { TileExtent } from '../../media/stream-profile.ts';

interface SlotWish {
  readonly slotKey: SlotKey;
  readonly channelId: ChannelId;
  readonly hasSubStream: boolean;
  readonly isMaximised: boolean;
}

function extentOf(element: HTMLElement, isMaximised: boolean): TileExtent {
  // jsdom and old engines know no zoom.
  const ratio = window.devicePixelRatio * (element.currentCSSZoom ?? 1);
  return { widthPx: element.clientWidth * ratio, heightPx: element.clientHeight * ratio, isMaximised };
}

export function usePlayerSlot(wish: SlotWish): RefObject<HTMLDivElement | null> {
  const { slotKey, channelId, hasSubStream, isMaximised } = wish;
  const area = useRef<HTMLDivElement>(null);
  const extent = useRef<{ report: () => void; isMaximised: boolean }>({ report: () => undefined, isMaximised });

  useLayoutEffect(() => {
    extent.current.isMaximised = isMaximised;
    extent.current.report();
  }, [isMaximised]);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return undefined;
    const current = extent.current;
    const first = extentOf(element, current.isMaximised);
    const lease = livePool.acquire(slotKey, { channelId, hasSubStream, extent: first });
    lease.show(element);
    current.report = () => lease.setExtent(extentOf(element, current.isMaximised));
    const observer = new ResizeObserver(() => current.report());
    observer.observe(element);
    return () => {
      observer.disconnect();
      current.report = () => undefined;
      lease.release();
    };
  }, [slotKey, channelId, hasSubStream]);

  return area;
}
