/**
 * The next wall of the sequence, opened unseen: its visible tiles acquire the same slots that the tiles will borrow, so
 * that changing to the wall is a cut. Only as much is opened as this computer decodes besides the wall that shows, the
 * largest tiles first; a stream without room begins when its tile shows.
 */
import type { ChannelId, WallId } from '../../../../preload/domain/ids.ts';
import { gridOf, type Cell } from '../../../../preload/domain/walls/layout.ts';
import type { TileContent, Wall } from '../../../../preload/domain/walls/wall.ts';
import { channelOf, visibleTiles } from '../../../../preload/domain/walls/wall-tiles.ts';
import { slotOf } from '../../../media/slot-key.ts';
import type { Health } from '../../../state/sequences/sequences-engine.ts';
import {
  copyOf,
  specialKeysOf,
  specialSlotOf,
  useShown,
  type SpecialKey,
} from '../../../state/sequences/sequences-shown.ts';
import { copiesOf } from '../../../state/walls/wall-updates.ts';
import { useWalls } from '../../../state/walls/walls.ts';
import { currentWall } from '../../../state/walls/walls-store.ts';
import { ASSUMED_PIXEL_RATES } from '../../../media/pool/decoder-budget.ts';
import type { SlotHandle, PlayerPool, SlotKey } from '../../../media/pool/player-pool.ts';
import { healthIn } from './sequence-run.ts';
import { hasSubStream, isOff, type Resolve } from '../../../state/sequences/sequence-world.ts';

/** The size that is assumed before the wall is on the page. */
const SIZE_UNKNOWN = { widthPx: 1600, heightPx: 900 };

interface Wanted {
  readonly slot: SlotKey;
  readonly channelId: ChannelId;
  readonly cell: Cell;
}

interface WarmTile {
  readonly wall: Wall;
  readonly handles: Map<SlotKey, SlotHandle>;
}

export class WarmWall {
  readonly #pool: Pick<PlayerPool, 'acquire' | 'snapshot' | 'room'>;
  readonly #resolve: Resolve;
  #held: WarmTile | null = null;
  #place: HTMLElement | null = null;

  constructor(pool: Pick<PlayerPool, 'acquire' | 'snapshot' | 'room'>, resolve: Resolve) {
    this.#pool = pool;
    this.#resolve = resolve;
  }

  /** Sets an element behind the wall that shows, with the size of that wall. */
  setPlace(place: HTMLElement | null): void {
    this.#place = place;
    if (place) for (const handle of this.#held?.handles.values() ?? []) handle.show(place);
  }

  /** Opens this wall ahead and closes the earlier one; null for none. */
  want(id: WallId | null): void {
    const wall = id === null ? null : wallOf(id);
    if (wall === (this.#held?.wall ?? null)) return;
    const before = this.#held?.handles ?? new Map<SlotKey, SlotHandle>();
    this.#held = wall && { wall, handles: this.#open(wall, before) };
    for (const [slot, handle] of before) if (!this.#held?.handles.has(slot)) handle.release();
  }

  /**
   * `ready` when there is nothing more to wait for: a camera that fails, or that found no room, does not hold the wall
   * back.
   */
  healthOf(id: WallId): Health {
    const wall = wallOf(id);
    if (!wall || this.#wantedOf(wall).length === 0) return 'ready';
    if (this.#held?.wall !== wall) return 'unknown';
    const isDone = (slot: SlotKey): boolean => ['ready', 'failed'].includes(healthIn(this.#pool, slot));
    return [...this.#held.handles.keys()].every(isDone) ? 'ready' : 'opening';
  }

  release(): void {
    this.want(null);
    this.#place = null;
  }

  #open(wall: Wall, before: ReadonlyMap<SlotKey, SlotHandle>): Map<SlotKey, SlotHandle> {
    const handles = new Map<SlotKey, SlotHandle>();
    let room = this.#pool.room();
    for (const { slot, channelId, cell } of this.#wantedOf(wall)) {
      const known = before.get(slot);
      if (known) handles.set(slot, known);
      if (known) continue;
      const hasSub = hasSubStream(channelId);
      const rate = ASSUMED_PIXEL_RATES[hasSub ? 'sub' : 'main'];
      if (rate > room) continue;
      room -= rate;
      const extent = { ...this.#sizeOf(cell, wall), isMaximised: false };
      const handle = this.#pool.acquire(slot, { channelId, hasSubStream: hasSub, extent });
      if (this.#place) handle.show(this.#place);
      handles.set(slot, handle);
    }
    return handles;
  }

  /** The slots of its tiles that the wall on screen does not hold; slots of the largest tiles come first. */
  #wantedOf(wall: Wall): readonly Wanted[] {
    const shown = currentWall();
    const present = new Set(shown ? this.#slotsOf(shown).map((one) => one?.slot) : []);
    const { cells } = gridOf(wall.layout);
    return this.#slotsOf(wall)
      .flatMap((one, tile) => {
        const cell = cells[tile];
        return one && cell && !present.has(one.slot) ? [{ ...one, cell }] : [];
      })
      .sort((a, b) => b.cell.w * b.cell.h - a.cell.w * a.cell.h);
  }

  #slotsOf(wall: Wall): readonly (Omit<Wanted, 'cell'> | null)[] {
    const tiles = visibleTiles(wall);
    const copies = copiesOf(tiles.map(channelOf));
    const keys = specialKeysOf(tiles);
    return tiles.map((content, tile) => {
      const key = keys[tile] ?? null;
      const channelId = key === null ? channelOf(content) : this.#chosenBy(content, key);
      if (channelId === null) return null;
      return { channelId, slot: key === null ? slotOf(channelId, copies[tile] ?? 0) : specialSlotOf(channelId, key) };
    });
  }

  /** The camera that a special tile shows, or will begin with. A hotspot and an alarm tile begin without a camera. */
  #chosenBy(content: TileContent | undefined, key: SpecialKey): ChannelId | null {
    const running = useShown.getState().cameras[key];
    if (running) return running;
    if (!content || typeof content === 'string' || content.kind !== 'sequence') return null;
    const { frames, sequence } = this.#resolve(content.sequenceId);
    const order = frames.map((_, i) => frames[(copyOf(key) + i) % frames.length]?.id as ChannelId);
    return order.find((id) => sequence?.offline === 'show' || !isOff(id)) ?? null;
  }

  #sizeOf(cell: Cell, wall: Wall): { readonly widthPx: number; readonly heightPx: number } {
    const { columns, rows } = gridOf(wall.layout);
    const place = this.#place;
    const ratio = window.devicePixelRatio * (place?.currentCSSZoom ?? 1);
    const isKnown = place !== null && place.clientWidth > 0;
    const widthPx = isKnown ? place.clientWidth * ratio : SIZE_UNKNOWN.widthPx;
    const heightPx = isKnown ? place.clientHeight * ratio : SIZE_UNKNOWN.heightPx;
    return { widthPx: (widthPx / columns) * cell.w, heightPx: (heightPx / rows) * cell.h };
  }
}

function wallOf(id: WallId): Wall | null {
  return useWalls.getState().walls.find((wall) => wall.id === id) ?? null;
}
