import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { place } from '../../../state/walls/wall-updates.ts';
import { contentName } from '../../../state/walls/wall-words.ts';
import { selectWall, useWalls } from '../../../state/walls/walls.ts';
import { useDragNow, type Dragged, type DraggedTiles } from '../model/drag-now.ts';

/** The effect of a drop on this tile, while something is dragged over the tile. */
export function DropWords({ tile }: { readonly tile: number }) {
  const t = useText();
  const wall = useWalls(selectWall);
  const dragged = useDragNow((state) => state.dragged);
  const words = wall === null ? null : dropWords(t, wall, dragged, tile);
  return words === null ? null : <span className="lv-drop">{words}</span>;
}

/** @returns null where a drop would change nothing. */
export function dropWords(t: Text, wall: Wall, dragged: Dragged | null, tile: number): string | null {
  if (dragged === null) return t('live.drop.unknown');
  if (dragged.kind === 'contents') return placingWords(t, wall, dragged.contents, tile);
  const { tiles } = dragged;
  if (tiles.wallId === wall.id) return movingWords(t, wall, tiles, tile);
  const contents = tiles.contents.filter((content) => content !== null);
  return placingWords(t, wall, contents, tile);
}

function movingWords(t: Text, wall: Wall, { tiles, from }: DraggedTiles, tile: number): string | null {
  if (from === tile) return null;
  if (tiles.length > 1) return t('live.drop.move', { count: tiles.length });
  const name = contentName(wall.tiles[tile] ?? null);
  return name === '' ? t('live.drop.moveHere') : t('live.drop.swap', { name });
}

type Contents = Extract<Dragged, { kind: 'contents' }>['contents'];

function placingWords(t: Text, wall: Wall, contents: Contents, tile: number): string | null {
  const { placedAt } = place(wall, contents, { atTile: tile });
  const others = placedAt.filter((at, i) => (wall.tiles[at] ?? null) !== null && wall.tiles[at] !== contents[i]);
  if (contents.length === 1) {
    const name = contentName(wall.tiles[tile] ?? null);
    if (others.length > 0) return t('live.drop.replace', { name });
    return name === '' ? t('live.drop.place', { name: contentName(contents[0] ?? null) }) : null;
  }
  const left = contents.length - placedAt.length;
  return [
    t('live.drop.placeMany', { count: placedAt.length, tile: tile + 1 }),
    ...(others.length === 0 ? [] : [t('live.drop.replaceMany', { count: others.length })]),
    ...(left === 0 ? [] : [t('live.drop.left', { count: left })]),
  ].join(t('live.drop.and'));
}
