import { memo } from 'react';
import { gridOf, type WallLayout } from '../../preload/domain/walls/layout.ts';

interface LayoutPictureProps {
  readonly layout: WallLayout;
  readonly width: number;
  readonly height: number;
}

/** A layout drawn small: one outlined field per tile, on whole pixels so that the lines stay sharp. */
export const LayoutPicture = memo(function LayoutPicture({ layout, width, height }: LayoutPictureProps) {
  const { columns, rows, cells } = gridOf(layout);
  const across = (units: number): number => Math.round((units / columns) * (width - 1)) + 0.5;
  const down = (units: number): number => Math.round((units / rows) * (height - 1)) + 0.5;
  return (
    <svg className="layout-pic" width={width} height={height} aria-hidden="true">
      {cells.map(({ x, y, w, h }) => (
        <rect
          key={`${x} ${y}`}
          x={across(x)}
          y={down(y)}
          width={across(x + w) - across(x)}
          height={down(y + h) - down(y)}
        />
      ))}
    </svg>
  );
});
