/** The notice after placing on a wall, with the offer of a larger wall for contents that found no tile. */
import type { TileContent, Wall } from '../../../preload/domain/walls/wall.ts';
import type { Notice, NoticeKey, NoticeLink } from '../page/notices.ts';
import { place, roomFor, withLayout, type Placement } from './wall-updates.ts';
import { contentName, tileList } from './wall-words.ts';

export type Content = Exclude<TileContent, null>;

export interface Words {
  readonly key: NoticeKey;
  readonly params?: Notice['params'];
  readonly link?: NoticeLink | null;
}

/** Says which content went to which tile, and what each tile showed before. */
export function placedWords(before: Wall, contents: readonly Content[], { wall, placedAt }: Placement): Words {
  const [count, total] = [placedAt.length, contents.length];
  if (count < total) return { key: 'placedSome', params: { count, total } };
  const replaced = placedAt.filter((tile) => {
    const was = before.tiles[tile] ?? null;
    return was !== null && was !== wall.tiles[tile];
  });
  const [tile = 0] = placedAt;
  if (count > 1) {
    const params = { count, tiles: tileList(placedAt), replaced: replaced.length };
    return { key: replaced.length > 0 ? 'placedOver' : 'placed', params };
  }
  const params = { name: contentName(contents[0] ?? null), tile: tile + 1 };
  if (replaced.length === 0) return { key: 'placedOne', params };
  return { key: 'placedInstead', params: { ...params, instead: contentName(before.tiles[tile] ?? null) } };
}

/** Contents that found no tile on a wall. */
interface Offer {
  readonly wallId: Wall['id'];
  readonly contents: readonly Content[];
}

let offer: Offer | null = null;

/** Keeps what found no tile, for {@link enlarged}. @returns where the notice leads, or null where no layout has room. */
export function offerRoom(wall: Wall, contents: readonly Content[], run: () => void): NoticeLink | null {
  const layout = roomFor(wall, contents.length);
  offer = layout === null ? null : { wallId: wall.id, contents };
  return layout === null ? null : { kind: 'enlarge', count: layout, run };
}

/** Another change of a wall ends the offer. */
export function endOffer(): void {
  offer = null;
}

/**
 * The wall under the next usual layout with room for what found no tile, with these contents on it. Without an offer the
 * wall under the next larger layout.
 *
 * @returns null where no layout is larger.
 */
export function enlarged(wall: Wall): (Placement & { readonly tiles: number }) | null {
  const contents = offer?.wallId === wall.id ? offer.contents : [];
  const layout = roomFor(wall, contents.length);
  if (layout === null) return null;
  return { ...place(withLayout(wall, layout), contents, { preferred: 0 }), tiles: layout };
}
