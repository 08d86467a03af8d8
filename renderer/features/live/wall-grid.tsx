import { useEffect, useRef } from 'react';
import type { Wall } from '../../../preload/domain/model.ts';
import { useText } from '../../i18n/i18n.ts';
import { columnsOf, copiesOf, visibleTiles } from '../../state/wall-updates.ts';
import { useWalls } from '../../state/walls.ts';
import { EmptyTile } from './empty-tile.tsx';
import { EmptyWall } from './empty-wall.tsx';
import { LiveTile } from './tile.tsx';
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

  // The focus follows the selection while it is inside the wall, so that arrow keys go on from there.
  useEffect(() => {
    if (selectedTile === null || !grid.current?.contains(document.activeElement)) return;
    const isInTile = document.activeElement?.closest(`[data-tile="${selectedTile}"]`) ?? null;
    if (isInTile === null) grid.current.querySelector<HTMLElement>(`[data-tile="${selectedTile}"]`)?.focus();
  }, [selectedTile]);

  return (
    <div
      ref={grid}
      className={maximisedTile === null ? 'lv-wall' : 'lv-wall has-max'}
      style={{ gridTemplate: `repeat(${columns}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))` }}
      role="group"
      aria-label={t('live.wall.label', { name: wall.name, count: wall.layout })}
      onKeyDown={onKeyDown}
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
      {tiles.every((id) => id === null) ? <EmptyWall /> : null}
    </div>
  );
}
