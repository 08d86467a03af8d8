/** A row of a file as main takes it: the values, and the photo as a JPEG within the limits; or the reason why it is not sent. */
import type { Input } from '../../../../../preload/contract/contract.ts';
import { pictureSize } from '../../../../../preload/domain/media/picture-size.ts';
import type { TargetLimits } from '../../../../../preload/domain/people/targets.ts';
import { openBitmap, preparePhoto, WHOLE, type PhotoProblem, type PreparedPhoto } from '../photo.ts';
import { errorOf, type FileRow } from './people-file.ts';
import { photoError } from './picture-check.ts';

type Person = Input<'targets.feedImport'>['people'][number];

/** The pixels of a larger photo take 64 to 400 MB: such photos are decoded one after the other. */
const LARGE_PX = 16e6;

/** The large photo that is being decoded, and those that wait. */
let large: Promise<unknown> = Promise.resolve();

/** Never rejects: what is wrong with a photo stays with its row. */
export async function personOf(
  { row, externalId, values, picture, error }: FileRow,
  limits: TargetLimits,
): Promise<Person> {
  const bad = (fault: NonNullable<FileRow['error']>): Person => ({ row, externalId, error: fault });
  if (error !== null || picture === null) return bad(error ?? errorOf('picture', 'no-file'));
  const bytes = await picture.read().catch(() => null);
  if (bytes === null) return bad(photoError('unreadable'));
  const prepared = await (isLarge(bytes) ? inTurn(() => photoOf(bytes, limits)) : photoOf(bytes, limits));
  if (typeof prepared === 'string') return bad(photoError(prepared));
  return prepared === null ? bad(errorOf('picture', 'form')) : { row, externalId, values, picture: prepared.base64 };
}

/** Null where the photo cannot be made small enough. */
async function photoOf(
  bytes: Uint8Array<ArrayBuffer>,
  limits: TargetLimits,
): Promise<PreparedPhoto | PhotoProblem | null> {
  const bitmap = await openBitmap(bytes);
  if (typeof bitmap === 'string') return bitmap;
  const prepared = await preparePhoto({ bitmap }, WHOLE, limits.picture).catch(() => null);
  bitmap.close();
  return prepared;
}

function isLarge(bytes: Uint8Array): boolean {
  const size = pictureSize(bytes);
  return size !== null && size.width * size.height > LARGE_PX;
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = large.then(work);
  large = mine.catch(() => {});
  return mine;
}
