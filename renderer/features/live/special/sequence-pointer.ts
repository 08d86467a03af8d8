/** The tile under the pointer. A pointer that does not move does not count: the operator may have left. */

/** After this long without a movement the pointer does not count any more. */
const STILL_MS = 30_000;

let pointed: { readonly tile: number | null; readonly atMs: number } = { tile: null, atMs: 0 };

/** Follows the pointer until the returned function is called. */
export function followPointer(): () => void {
  const onMove = ({ target, pointerType }: PointerEvent): void => {
    if (pointerType === 'touch') return;
    const tile = target instanceof Element ? target.closest<HTMLElement>('[data-tile]')?.dataset['tile'] : undefined;
    pointed = { tile: tile === undefined ? null : Number(tile), atMs: Date.now() };
  };
  const onLeave = (): void => {
    pointed = { tile: null, atMs: Date.now() };
  };
  document.addEventListener('pointermove', onMove, { passive: true });
  document.documentElement.addEventListener('pointerleave', onLeave);
  return () => {
    document.removeEventListener('pointermove', onMove);
    document.documentElement.removeEventListener('pointerleave', onLeave);
    onLeave();
  };
}

export function pointedTile(nowMs: number): number | null {
  return Math.abs(nowMs - pointed.atMs) < STILL_MS ? pointed.tile : null;
}
