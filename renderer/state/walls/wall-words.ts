/** How notices name what stands on a wall: cameras by number and name, tiles by the numbers that operators see. */
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { TileContent } from '../../../preload/domain/walls/wall.ts';
import { textNow } from '../../i18n/i18n.ts';
import { useDirectory } from '../cameras/directory.ts';

/** A list of tiles with more places than this is cut. */
const MAX_LISTED = 8;

/** As operators call a camera: `112 Stairwell 3`. */
const cameraWords = ({ number, name }: Pick<NumberedChannel, 'number' | 'name'>): string => `${number} ${name}`;

/** The name of what a tile shows; empty for an empty tile. */
export function contentName(content: TileContent): string {
  const t = textNow();
  if (content === null) return '';
  if (typeof content !== 'string') return t(`shell.contents.${content.kind}`);
  const channel = useDirectory.getState().view.byId.get(content);
  return channel ? cameraWords(channel) : t('shell.unknownCamera');
}

/** Tiles by the numbers that operators see: `3–6` for tiles in a row, else `3, 5, 1`. */
export function tileList(tiles: readonly number[]): string {
  const numbers = tiles.map((tile) => tile + 1);
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  if (numbers.length > 2 && numbers.every((number, i) => number === first + i)) return `${first}–${last}`;
  const listed = numbers.slice(0, MAX_LISTED).join(', ');
  return numbers.length > MAX_LISTED ? `${listed}, …` : listed;
}
