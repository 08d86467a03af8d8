/** Pictures that a cloud has a camera take now, without a stream. */
import { z } from 'zod';
import type { RequestTable } from './request.ts';
import { channelId, epochMs } from './shared.ts';

/** A picture of 6 MB as Base64, and the words before it. */
const MAX_PICTURE_CHARS = 8_500_000;

const pictureNow = z.strictObject({
  /** A `data:` address. */
  data: z.string().max(MAX_PICTURE_CHARS),
  /** When this client asked: no cloud says when the camera took the picture. */
  askedAtMs: epochMs,
  /** The cloud takes no other picture of this camera sooner; 0 where it names no such time. */
  againAtMs: z.number().int().nonnegative(),
});
export type PictureNow = z.infer<typeof pictureNow>;

const requests = {
  /** Has a camera take a picture, and waits for it. The time between two pictures of a camera is waited for too. */
  'pictures.take': { in: z.strictObject({ channelId }), out: pictureNow },
} as const satisfies RequestTable;

export const picturesContract = { requests } as const;
