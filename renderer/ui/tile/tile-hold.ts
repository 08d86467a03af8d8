/**
 * Tiles can be dragged onto each other. While the operator drags something inside a tile, the tile itself must stay.
 */
export function holdTile(inside: HTMLElement): void {
  const tile = inside.closest<HTMLElement>('[data-tile]');
  if (tile === null || !tile.draggable) return;
  tile.draggable = false;
  window.addEventListener('pointerup', () => (tile.draggable = true), { once: true });
}
