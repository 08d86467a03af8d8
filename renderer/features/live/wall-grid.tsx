import { useRef, type CSSProperties, type MouseEvent } from 'react';
import { gridOf, type Cell } from '../../../preload/domain/walls/layout.ts';
import type { TileContent, Wall } from '../../../preload/domain/walls/wall.ts';
import { channelOf, visibleTiles } from '../../../preload/domain/walls/wall-tiles.ts';
import { useText } from '../../i18n/i18n.ts';
import { specialKeysOf, type SpecialKey } from '../../state/sequences/sequences-shown.ts';
import { copiesOf } from '../../state/walls/wall-updates.ts';
import { selectMissing, useWallLibrary } from '../../state/walls/wall-library.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { EmptyTile } from './tile/empty-tile.tsx';
import { EmptyWall } from './empty-wall.tsx';
import { MissingTile } from './tile/missing-tile.tsx';
import { SpecialTile } from './special/special-tile.tsx';
import { WarmWallPlace } from './special/special-warm.tsx';
import { TileMenu } from './tools/tile-menu.tsx';
import { openTileMenu } from './tools/tile-menu-state.ts';
import { LiveTile } from './tile/tile.tsx';
import { usePixelRatio } from '../../ui/tile/use-frame.ts';
import { TypedNumber } from './typed-number.tsx';
import { useLargeNumbers } from './use-large-numbers.ts';
import { useWallFocus } from './use-wall-focus.ts';

/** A right click opens the menu of the tile under the pointer. */
function onContextMenu(event: MouseEvent): void {
  const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tile]') : null;
  if (!tile) return;
  event.preventDefault();
  openTileMenu(Number(tile.dataset['tile']), { x: event.clientX, y: event.clientY });
}

/** Where a tile stands in the grid of the wall. */
function areaOf({ x, y, w, h }: Cell): string {
  return `${y + 1} / ${x + 1} / span ${h} / span ${w}`;
}

/** The tiles of a wall. A maximised tile covers the others, which keep playing unseen, so that coming back is a cut. */
export function WallGrid({ wall }: { readonly wall: Wall }) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const selectedTile = useWalls((state) => state.selectedTile);
  const maximisedTile = useWalls((state) => state.maximisedTile);
  const { columns, rows, cells } = gridOf(wall.layout);
  const tiles = visibleTiles(wall);
  const copies = copiesOf(tiles.map(channelOf));
  const specialKeys = specialKeysOf(tiles);
  const isEmpty = tiles.every((content) => content === null);
  const focus = useWallFocus(box, wall, selectedTile);
  useLargeNumbers(box);
  usePixelRatio(box);
  const style: CSSProperties = { gridTemplate: `repeat(${rows}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))` };
  const state = `${maximisedTile === null ? '' : ' has-max'}${isEmpty ? ' is-empty' : ''}${wall.isLocked ? ' is-locked' : ''}`;
  return (
    <div
      ref={box}
      className={`lv-wall${state}`}
      style={style}
      role="group"
      aria-label={t('live.wall.label', { name: wall.name, count: tiles.length })}
      onContextMenu={onContextMenu}
      {...focus}
    >
      <WarmWallPlace />
      {cells.map((cell, tile) => (
        <WallTile
          key={tile}
          wall={wall}
          tile={tile}
          area={areaOf(cell)}
          copy={copies[tile] ?? 0}
          specialKey={specialKeys[tile] ?? null}
          content={tiles[tile] ?? null}
        />
      ))}
      {isEmpty ? <EmptyWall /> : null}
      <TypedNumber layout={wall.layout} />
      <TileMenu wall={wall} />
    </div>
  );
}

interface WallTileProps {
  readonly wall: Wall;
  readonly tile: number;
  readonly area: string;
  readonly copy: number;
  readonly specialKey: SpecialKey | null;
  readonly content: TileContent;
}

function WallTile({ wall, tile, area, copy, specialKey, content }: WallTileProps) {
  const isSelected = useWalls((state) => state.selectedTile === tile);
  const isChosen = useWalls((state) => state.alsoSelected.includes(tile));
  const isFocusTarget = useWalls((state) => state.selectedTile === tile || (state.selectedTile === null && tile === 0));
  const isMaximised = useWalls((state) => state.maximisedTile === tile);
  const lost = useWallLibrary((state) => selectMissing(wall.id)(state).find(({ channelId }) => channelId === content));
  const shared = { tile, area, isSelected, isChosen, isFocusTarget };
  const aspect = wall.aspects[tile] ?? 'fit';
  if (typeof content !== 'string' && content !== null && specialKey !== null) {
    return <SpecialTile {...shared} {...{ aspect, content, isMaximised, specialKey }} />;
  }
  if (typeof content !== 'string') return <EmptyTile {...shared} />;
  if (lost) return <MissingTile {...shared} wallId={wall.id} camera={lost} isMaximised={isMaximised} />;
  return <LiveTile {...shared} channelId={content} copy={copy} aspect={aspect} isMaximised={isMaximised} />;
}
