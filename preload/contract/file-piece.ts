/** A file of main in pieces, for a window that shows the file: saved pictures and clips, and the files of exports. */
import { z } from 'zod';
import { MAX_PIECE_BYTES, MAX_SHOWN_BYTES } from '../domain/bounds.ts';

const version = z.string().max(80);

export const pieceWish = {
  fromByte: z.number().int().nonnegative().max(MAX_SHOWN_BYTES),
  /** Of the first piece; null for the first. */
  version: version.nullable(),
} as const;

export const filePiece = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('read'),
    /** Empty behind the end of the file. */
    base64: z.string().max(Math.ceil(MAX_PIECE_BYTES / 3) * 4),
    sizeBytes: z.number().int().nonnegative().max(MAX_SHOWN_BYTES),
    /** Another one once somebody wrote the file. */
    version,
  }),
  /** `gone`: not at its path any more, or something else is. `changed`: it is not the file of the first piece. */
  z.strictObject({ state: z.enum(['gone', 'changed', 'too-large']) }),
]);
export type FilePiece = z.infer<typeof filePiece>;
