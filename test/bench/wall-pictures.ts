/**
 * Checks that both sides of the wall bench have the same number of pictures, of the same sizes, and all of them moving.
 */
import type { PageTalk } from './page-talk.ts';

/** Where a video lies in its window, in CSS pixels, and how its picture fills the place. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** As in CSS. */
  readonly objectFit: string;
}

/** One video at the end of a measurement. */
export interface Look {
  readonly place: Place;
  /** Pictures in the time of the look. */
  readonly pictures: number;
  /** Width and height of the stream. */
  readonly size: readonly [number, number];
}

const LOOK_SEC = 3;
/** Browsers round the places of elements to parts of a pixel. */
const SAME_PX = 1;

/** Every video with a place and a picture: where it lies, and what it shows in three seconds. */
const LOOK = `(async () => {
  const shown = [...document.querySelectorAll('video')].filter((v) => v.getClientRects().length > 0 && v.videoWidth > 0);
  const before = shown.map((v) => v.getVideoPlaybackQuality().totalVideoFrames);
  await new Promise((resolve) => setTimeout(resolve, ${LOOK_SEC * 1_000}));
  return shown.map((v, i) => {
    const { x, y, width, height } = v.getBoundingClientRect();
    const { objectFit } = getComputedStyle(v);
    const pictures = v.getVideoPlaybackQuality().totalVideoFrames - before[i];
    return { place: { x, y, width, height, objectFit }, pictures, size: [v.videoWidth, v.videoHeight] };
  });
})()`;

/** Top down and from the left, so that the places of two pages can be compared. */
const inOrder = (looks: readonly Look[]): readonly Look[] =>
  looks.toSorted(({ place: a }, { place: b }) => (Math.abs(a.y - b.y) > SAME_PX ? a.y - b.y : a.x - b.x));

const lookAt = async (page: PageTalk): Promise<readonly Look[]> => inOrder(await page.ask<readonly Look[]>(LOOK));

/** Where the videos of a page lie. @throws {Error} unless there are `count`. */
export async function placesOf(page: PageTalk, count: number): Promise<readonly Place[]> {
  const looks = await lookAt(page);
  if (looks.length !== count) throw new Error(`${looks.length} of ${count} tiles show a picture`);
  return looks.map(({ place }) => place);
}

const isSamePlace = (a: Place, b: Place | undefined): boolean =>
  b !== undefined &&
  (['x', 'y', 'width', 'height'] as const).every((name) => Math.abs(a[name] - b[name]) <= SAME_PX) &&
  a.objectFit === b.objectFit;

/**
 * Pictures a second of the slowest tile, where every place has a picture that moves, and all streams have one size.
 *
 * @throws {Error} that says what is wrong.
 */
export function slowestOf(looks: readonly Look[], places: readonly Place[]): number {
  if (looks.length !== places.length) throw new Error(`${looks.length} of ${places.length} tiles show a picture`);
  const away = looks.findIndex(({ place }, i) => !isSamePlace(place, places[i]));
  if (away >= 0)
    throw new Error(`tile ${away + 1} lies at ${JSON.stringify(looks[away]?.place)}, not as on the other side`);
  const still = looks.filter(({ pictures }) => pictures <= 0).length;
  if (still > 0) throw new Error(`${still} of ${looks.length} tiles have shown no new picture for ${LOOK_SEC} s`);
  const sizes = new Set(looks.map(({ size }) => size.join('x')));
  if (sizes.size !== 1) throw new Error(`the streams have different sizes: ${[...sizes].join(', ')}`);
  return Math.min(...looks.map(({ pictures }) => pictures)) / LOOK_SEC;
}

/** Looks at every tile of a page, see {@link slowestOf}. */
export async function checkPictures(page: PageTalk, places: readonly Place[]): Promise<number> {
  return slowestOf(await lookAt(page), places);
}
