/** The pictures of an exported file and of its copy, as they go between the window that draws and the thread that writes. */

/** The parameters that a decoder needs. */
export interface CopyPictures {
  /** RFC 6381 name, such as `avc1.64001f`. */
  readonly codec: string;
  /** The decoder configuration record of the codec, as base64. */
  readonly record: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** How many pictures the file has. */
  readonly count: number;
  readonly lengthMs: number;
}

/** Coded pictures in the order in which they are decoded. */
export interface CopyPiece {
  readonly pictures: readonly {
    readonly bytes: number;
    readonly isKey: boolean;
    /** When the picture is shown, since the file begins, in microseconds. */
    readonly atUs: number;
  }[];
  /** The pictures one behind the other. */
  readonly base64: string;
}
