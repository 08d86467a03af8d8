import { useLayoutEffect, useRef } from 'react';
import { setWallPlace, setWarmPlace } from './sequence-follow.ts';
import type { SpecialKey } from '../../../state/sequences/sequences-shown.ts';

/** Below the picture of a special tile: the next camera is opened here, so that changing to it is a cut. */
export function WarmPlace({ specialKey }: { readonly specialKey: SpecialKey }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    setWarmPlace(specialKey, place.current);
    return () => setWarmPlace(specialKey, null);
  }, [specialKey]);
  return <div className="lv-warm" ref={place} aria-hidden="true" />;
}

/**
 * Behind the wall: the next of the walls in turn is opened here, too small to be seen and to cost more than decoding.
 */
export function WarmWallPlace() {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    setWallPlace(place.current);
    return () => setWallPlace(null);
  }, []);
  return <div className="lv-warm-wall" ref={place} aria-hidden="true" />;
}
