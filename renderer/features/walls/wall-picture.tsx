import { gridOf } from '../../../preload/domain/walls/layout.ts';
import type { WallContent } from '../../../preload/domain/walls/wall-compare.ts';

interface WallPictureProps {
  readonly caption: string;
  readonly content: Pick<WallContent, 'layout' | 'tiles'>;
  /** Tiles that the other picture shows otherwise. */
  readonly different: ReadonlySet<number>;
}

const [WIDTH, HEIGHT] = [144, 81];

/** A wall drawn small: tiles that show something are filled, tiles that differ are marked and numbered. */
export function WallPicture({ caption, content, different }: WallPictureProps) {
  const { columns, rows, cells } = gridOf(content.layout);
  const across = (units: number): number => Math.round((units / columns) * (WIDTH - 1)) + 0.5;
  const down = (units: number): number => Math.round((units / rows) * (HEIGHT - 1)) + 0.5;
  return (
    <figure className="wl-pic">
      <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
        {cells.map(({ x, y, w, h }, tile) => {
          const isFull = (content.tiles[tile] ?? null) !== null;
          return (
            <rect
              key={`${x} ${y}`}
              className={different.has(tile) ? 'diff' : isFull ? 'full' : undefined}
              x={across(x)}
              y={down(y)}
              width={across(x + w) - across(x)}
              height={down(y + h) - down(y)}
            />
          );
        })}
      </svg>
      <figcaption className="t3">{caption}</figcaption>
    </figure>
  );
}
