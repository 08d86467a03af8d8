/**
 * Watches how much tiles hide of pictures in their native size: this changes with the tile, the stream and the monitor.
 */
import { useEffect, useState, type RefObject } from 'react';
import type { TileAspect } from '../../../preload/domain/walls/wall.ts';
import { onFit } from '../theme/text-scale.ts';
import type { Frame } from './native-size.ts';
import { frameOf, pixelRatioOf } from './tile-video.ts';
import type { View } from './zoom.ts';

/**
 * Calls `listener` when the ratio of page pixels to screen pixels may have changed, until the returned function is
 * called.
 */
function onPixelRatio(listener: () => void): () => void {
  let query: MediaQueryList | null = null;
  const watch = (): void => {
    query?.removeEventListener('change', onChange);
    query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', onChange);
  };
  const onChange = (): void => {
    watch();
    listener();
  };
  watch();
  const stop = onFit(listener);
  return () => {
    stop();
    query?.removeEventListener('change', onChange);
  };
}

const isSame = (a: Frame | null, b: Frame | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.widthPx === b.widthPx &&
    a.heightPx === b.heightPx &&
    a.hidden.x === b.hidden.x &&
    a.hidden.y === b.hidden.y);

/** Of the picture area around the layer; null unless the picture has its native size. */
export function useFrame(layer: RefObject<HTMLElement | null>, aspect: TileAspect, turn: View['turn']): Frame | null {
  const [frame, setFrame] = useState<Frame | null>(null);
  useEffect(() => {
    const pic = layer.current?.parentElement;
    if (!pic || aspect !== 'native') {
      setFrame(null);
      return undefined;
    }
    const measure = (): void =>
      setFrame((before) => {
        const now = frameOf(pic, turn);
        return isSame(before, now) ? before : now;
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(pic);
    // A stream of another size, and the first picture; neither bubbles.
    const events = ['resize', 'loadeddata'] as const;
    for (const name of events) pic.addEventListener(name, measure, { capture: true });
    const stop = onPixelRatio(measure);
    return () => {
      observer.disconnect();
      for (const name of events) pic.removeEventListener(name, measure, { capture: true });
      stop();
    };
  }, [layer, aspect, turn]);
  return frame;
}

/** Passes the number of screen pixels in a CSS pixel to the style of the wall. */
export function usePixelRatio(wall: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const tell = (): void => {
      if (wall.current) wall.current.style.setProperty('--px-ratio', String(pixelRatioOf(wall.current)));
    };
    tell();
    return onPixelRatio(tell);
  }, [wall]);
}
