/** Borrows a player for the tile whose picture area it is given, and tells the pool how large that area is. */
import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { StreamProfile } from '../../../../preload/domain/model.ts';
import { livePool } from '../../../media/live-pool.ts';
import type { PlayerLease, SlotKey } from '../../../media/player-pool.ts';
import type { TileExtent } from '../../../media/stream-profile.ts';
import { usePreferences } from '../../../state/preferences.ts';
import { selectStreamChoice } from '../../../state/stream-choice.ts';
import { pixelRatioOf } from '../picture/tile-video.ts';
import { selectView, useTileViews } from '../picture/tile-views.ts';

interface SlotWish {
  readonly slotKey: SlotKey;
  readonly channelId: ChannelId;
  readonly hasSubStream: boolean;
  readonly isMaximised: boolean;
  /** Another tile covers the whole wall. */
  readonly isCovered: boolean;
  readonly isProtected: boolean;
}

interface Wishes {
  readonly isMaximised: boolean;
  readonly choice: StreamProfile | null;
}

function extentOf(element: HTMLElement, wishes: Wishes, slotKey: SlotKey): TileExtent {
  const ratio = pixelRatioOf(element);
  const zoom = selectView(slotKey)(useTileViews.getState()).factor;
  const { isMaximised, choice } = wishes;
  return { widthPx: element.clientWidth * ratio, heightPx: element.clientHeight * ratio, isMaximised, choice, zoom };
}

export function usePlayerSlot(wish: SlotWish): RefObject<HTMLDivElement | null> {
  const { slotKey, channelId, hasSubStream, isMaximised, isCovered, isProtected } = wish;
  const choice = usePreferences(selectStreamChoice(channelId));
  const area = useRef<HTMLDivElement>(null);
  const lent = useRef<PlayerLease | null>(null);
  const extent = useRef<Wishes & { report: () => void }>({ report: () => undefined, isMaximised, choice });

  useLayoutEffect(() => {
    extent.current = Object.assign(extent.current, { isMaximised, choice });
    extent.current.report();
  }, [isMaximised, choice]);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return undefined;
    const current = extent.current;
    const first = extentOf(element, current, slotKey);
    const lease = livePool.acquire(slotKey, { channelId, hasSubStream, extent: first });
    lent.current = lease;
    lease.show(element);
    current.report = () => lease.setExtent(extentOf(element, current, slotKey));
    const observer = new ResizeObserver(() => current.report());
    observer.observe(element);
    const stop = useTileViews.subscribe(({ views }, before) => {
      if (views[slotKey]?.factor !== before.views[slotKey]?.factor) current.report();
    });
    return () => {
      stop();
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
