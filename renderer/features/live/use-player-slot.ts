/** Borrows a player for the tile whose picture area it is given, and tells the pool how large that area is. */
import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { livePool } from '../../media/live-pool.ts';
import type { PlayerLease, SlotKey } from '../../media/player-pool.ts';
import type { TileExtent } from '../../media/stream-profile.ts';

interface SlotWish {
  readonly slotKey: SlotKey;
  readonly channelId: ChannelId;
  readonly hasSubStream: boolean;
  readonly isMaximised: boolean;
  /** Another tile covers the whole wall. */
  readonly isCovered: boolean;
  readonly isProtected: boolean;
}

function extentOf(element: HTMLElement, isMaximised: boolean): TileExtent {
  // jsdom and old engines know no zoom.
  const ratio = window.devicePixelRatio * (element.currentCSSZoom ?? 1);
  return { widthPx: element.clientWidth * ratio, heightPx: element.clientHeight * ratio, isMaximised };
}

export function usePlayerSlot(wish: SlotWish): RefObject<HTMLDivElement | null> {
  const { slotKey, channelId, hasSubStream, isMaximised, isCovered, isProtected } = wish;
  const area = useRef<HTMLDivElement>(null);
  const lent = useRef<PlayerLease | null>(null);
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
    lent.current = lease;
    lease.show(element);
    current.report = () => lease.setExtent(extentOf(element, current.isMaximised));
    const observer = new ResizeObserver(() => current.report());
    observer.observe(element);
    return () => {
      observer.disconnect();
      current.report = () => undefined;
      lent.current = null;
      lease.release();
    };
  }, [slotKey, channelId, hasSubStream]);

  // After the lease was taken, and again whenever another one is.
  useLayoutEffect(() => {
    lent.current?.setSeen(!isCovered);
    lent.current?.setProtected(isProtected);
  }, [isCovered, isProtected, slotKey, channelId, hasSubStream]);

  return area;
}
