import { DEAD_PX, type Drag } from './use-drag.ts';

/** Where the drag began and where it is, over the picture. */
export function DragMark({ drag: { from, to } }: { readonly drag: Drag }) {
  return (
    <svg className="lv-drag" aria-hidden>
      <circle cx={from.x} cy={from.y} r={DEAD_PX} />
      <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      <circle cx={to.x} cy={to.y} r={5} className="lv-drag-end" />
    </svg>
  );
}
