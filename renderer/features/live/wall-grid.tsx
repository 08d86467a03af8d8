import { useRef } from 'react';
import type { Wall } from '../../../preload/domain/model.ts';
import { useText } from '../../i18n/i18n.ts';
import { columnsOf, copiesOf, visibleTiles } from '../../state/wall-updates.ts';
import { useWalls } from '../../state/walls.ts';
import { EmptyTile } from './empty-tile.tsx';
import { EmptyWall } from './empty-wall.tsx';
import { LiveTile } from './tile.tsx';
import { useWallFocus } from './use-wall-focus.ts';
import { useWallKeys } from './use-wall-keys.ts';

/** The tiles of a wall. A maximised tile covers the others, which keep playing unseen: coming back is a cut. */
export function WallGrid({ wall }: { readonly wall: Wall }) {
  const t = useText();
  const grid = useRef<HTMLDivElement>(null);
  const selectedTile = useWalls((state) => state.selectedTile);
  const maximisedTile = useWalls((state) => state.maximisedTile);
  const onKeyDown = useWallKeys();
  const tiles = visibleTiles(wall);
  const copies = copiesOf(tiles);
  const columns = columnsOf(wall.layout);
  const isEmpty = tiles.every((id) => id === null);

  const focus = useWallFocus(grid, wall, selectedTile);

  return (
    <div
      ref={grid}
      className={`lv-wall${maximisedTile === null ? '' : ' has-max'}${isEmpty ? ' is-empty' : ''}`}
      style={{ gridTemplate: `repeat(${columns}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))` }}
      role="group"
      aria-label={t('live.wall.label', { name: wall.name, count: wall.layout })}
      onKeyDown={onKeyDown}
      {...focus}
    >
      {tiles.map((channelId, tile) => {
        const isSelected = selectedTile === tile;
        const isFocusTarget = isSelected || (selectedTile === null && tile === 0);
        const shared = { tile, isSelected, isFocusTarget };
        if (channelId === null) return <EmptyTile key={tile} {...shared} />;
        return (
          <LiveTile
            key={tile}
            channelId={channelId}
            copy={copies[tile] ?? 0}
            isMaximised={maximisedTile === tile}
            {...shared}
          />
        );
      })}
      {isEmpty ? <EmptyWall /> : null}
    </div>
  );
}
