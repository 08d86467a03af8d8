/**
 * Dragging on the picture of the stage steers like a stick: from where it was pressed, the direction and the length of the drag
 * are the direction and the speed. Whatever ends the drag, or the movement, stops the camera; a new press begins a new one.
 */
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { AT_REST, type SteerAxes } from '../../../page/input/input-source.ts';
import { selectIsOff, STAGE_TILE, steerPtz, usePtz } from '../../../state/players/ptz.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** In pixels of the picture, from its top left. */
export interface Drag {
  readonly from: Point;
  readonly to: Point;
}

/** A hand that only clicks must not move the camera. */
export const DEAD_PX = 12;
/** The length of a drag at full speed. */
const FULL_PX = 160;

/** The axes that a drag asks for, in the steps of the cloud's speed, so that one more pixel is no new order. */
export function axesOf({ from, to }: Drag, speedLevels: number): SteerAxes {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(x, y);
  if (length < DEAD_PX) return AT_REST;
  const share = Math.min(1, (length - DEAD_PX) / (FULL_PX - DEAD_PX));
  const speed = Math.max(1, Math.round(share * speedLevels)) / speedLevels;
  return { pan: (x / length) * speed, tilt: (y / length) * speed, zoom: 0 };
}

const canSteer = (): boolean => {
  const state = usePtz.getState();
  return state.steered?.tile === STAGE_TILE && state.facts !== null && !selectIsOff(state);
};

const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('button, a, input, select') !== null;

interface Dragging {
  /** The drag to draw; null without one. */
  readonly drag: Drag | null;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
    readonly onLostPointerCapture: () => void;
  };
}

export function useDrag(): Dragging {
  const [drag, setDrag] = useState<Drag | null>(null);
  const now = useRef<{ readonly from: Point; readonly isDeflected: boolean } | null>(null);
  const end = (): void => {
    if (now.current === null) return;
    now.current = null;
    setDrag(null);
    steerPtz(AT_REST);
  };
  useEffect(() => {
    window.addEventListener('blur', end);
    return () => {
      window.removeEventListener('blur', end);
      end();
    };
  }, []);
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0 || isControl(event.target) || !canSteer()) return;
    // After this call the release is reported even if the pointer has left the picture.
    event.currentTarget.setPointerCapture(event.pointerId);
    now.current = { from: pointOf(event), isDeflected: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (now.current === null) return;
    const { from, isDeflected } = now.current;
    const { facts, wish } = usePtz.getState();
    // Stop, a preset, another user or the time limit ended the movement: a hand that drags on does not begin it again.
    if (facts === null || (isDeflected && wish === null)) return end();
    const next = { from, to: pointOf(event) };
    const axes = axesOf(next, facts.speedLevels);
    now.current = { from, isDeflected: axes !== AT_REST };
    setDrag(next);
    steerPtz(axes);
  };
  return {
    drag,
    handlers: { onPointerDown, onPointerMove, onPointerUp: end, onPointerCancel: end, onLostPointerCapture: end },
  };
}

function pointOf({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>): Point {
  const { left, top } = currentTarget.getBoundingClientRect();
  const zoom = currentTarget.currentCSSZoom ?? 1;
  return { x: (clientX - left) / zoom, y: (clientY - top) / zoom };
}
