import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent } from 'react';
import type { TileAspect } from '../../../preload/domain/walls/wall.ts';
import { useText } from '../../i18n/i18n.ts';
import { positionOf, type Frame } from './native-size.ts';
import { holdTile } from './tile-hold.ts';
import { frameOf } from './tile-video.ts';
import { useFrame } from './use-frame.ts';
import { movedBy, transformOf, zoomAt, zoomToBox, type Point, type View } from './zoom.ts';
import { ZoomMap } from './zoom-map.tsx';

const WHEEL_STEP = 1.0015;

interface ZoomProps {
  readonly view: View;
  readonly aspect: TileAspect;
  /** The operator is about to draw a box. */
  readonly isBoxing: boolean;
  /** Another value when the tile shows another picture element, which then gets the view, too. */
  readonly source: unknown;
  /** Gets the change, not the view: several changes can come between two drawings. The same function every time. */
  readonly onView: (change: (view: View) => View) => void;
  /** The box was drawn or given up. The same function every time. */
  readonly onBoxed: () => void;
}

type Layer = { readonly current: HTMLElement | null };

interface Place {
  readonly clientX: number;
  readonly clientY: number;
}

function pointIn(element: Element | null, { clientX, clientY }: Place): Point {
  const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
  return { x: (clientX - left) / width - 0.5, y: (clientY - top) / height - 0.5 };
}

/** Puts the view onto the picture beside this layer. A transform costs nothing while it does not change. */
function useTransform(layer: Layer, view: View, source: unknown): void {
  useLayoutEffect(() => {
    for (const area of layer.current?.parentElement?.querySelectorAll<HTMLElement>('.tile-area') ?? []) {
      area.style.transform = transformOf(view);
      area.classList.toggle('turned', view.turn % 180 !== 0);
      area.style.setProperty('--pan', positionOf(view) || null);
    }
  }, [layer, view, source]);
}

function useWheel(layer: Layer, onView: ZoomProps['onView']): void {
  useEffect(() => {
    const pic = layer.current?.parentElement;
    if (!pic) return undefined;
    const onWheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      onView((view) => zoomAt(view, pointIn(layer.current, event), WHEEL_STEP ** -event.deltaY));
    };
    pic.addEventListener('wheel', onWheel, { passive: false });
    return () => pic.removeEventListener('wheel', onWheel);
  }, [layer, onView]);
}

/** Escape gives up a box that was begun. */
function useEscape(isBoxing: boolean, onBoxed: () => void): void {
  useEffect(() => {
    if (!isBoxing) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      onBoxed();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [isBoxing, onBoxed]);
}

/** A picture in its native size has more than the tile shows. */
const isHiding = (frame: Frame | null): boolean => frame !== null && (frame.hidden.x > 0 || frame.hidden.y > 0);

interface Drag {
  readonly from: Point;
  readonly last: Point;
  readonly isBox: boolean;
}

/** Lies over the picture: takes the wheel, and while the picture is enlarged or a box is wanted also the pointer. */
export function ZoomLayer({ view, aspect, isBoxing, source, onView, onBoxed }: ZoomProps) {
  const t = useText();
  const layer = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const { factor, turn } = view;
  const frame = useFrame(layer, aspect, turn);
  useTransform(layer, view, source);
  useWheel(layer, onView);
  useEscape(isBoxing, onBoxed);
  const isPartial = factor > 1 || isHiding(frame);
  const isActive = isBoxing || isPartial;
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    holdTile(event.currentTarget);
    const from = pointIn(layer.current, event);
    setDrag({ from, last: from, isBox: isBoxing || event.altKey });
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (drag === null) return;
    const now = pointIn(layer.current, event);
    const by = { x: now.x - drag.last.x, y: now.y - drag.last.y };
    const pic = layer.current?.parentElement ?? null;
    if (!drag.isBox) onView((before) => movedBy(before, by, frameOf(pic, before.turn)));
    setDrag({ ...drag, last: now });
  };
  const onPointerUp = (): void => {
    if (drag?.isBox) {
      onView((before) => zoomToBox(before, drag.from, drag.last));
      onBoxed();
    }
    setDrag(null);
  };
  return (
    <div ref={layer} className="tile-zoom">
      {isActive ? (
        <i
          className={`tile-grip${isBoxing ? ' boxing' : ''}${drag && !drag.isBox ? ' moving' : ''}`}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={() => setDrag(null)}
        />
      ) : null}
      {drag?.isBox ? <i className="tile-box" style={boxStyle(drag)} /> : null}
      {isPartial ? <ZoomMap {...{ view, frame }} label={t('tiles.map', { factor: factor.toFixed(1) })} /> : null}
    </div>
  );
}

function boxStyle({ from, last }: Drag) {
  const share = (value: number): string => `${(value * 100).toFixed(2)}%`;
  return {
    left: share(Math.min(from.x, last.x) + 0.5),
    top: share(Math.min(from.y, last.y) + 0.5),
    width: share(Math.abs(from.x - last.x)),
    height: share(Math.abs(from.y - last.y)),
  };
}
