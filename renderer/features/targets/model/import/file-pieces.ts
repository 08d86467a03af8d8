/**
 * Reads a file where it stands, by pieces: pictures that follow each other in a ZIP file are read together. Each reading of a file
 * by a page opens it anew, which for a portrait takes longer than its bytes.
 */

/** Small enough that a picture of a file whose order is another one costs little more. */
const PIECE_BYTES = 128 * 1_024;
/** As many stay in memory: one of a check and one of an import. */
const MAX_PIECES = 2;

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly bytes: Promise<Uint8Array<ArrayBuffer>>;
}

export class FilePieces {
  readonly #file: Blob;
  /** The latest last. */
  #pieces: readonly Piece[] = [];

  constructor(file: Blob) {
    this.#file = file;
  }

  /**
   * @param from in bytes from the start of the file.
   * @returns as many bytes, fewer where the file ends before. @throws {Error} where the file changed or cannot be read.
   */
  async read(from: number, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
    if (bytes > PIECE_BYTES) return await this.#alone(from, bytes);
    const piece = this.#pieces.find((one) => one.from <= from && from + bytes <= one.to) ?? this.#begin(from);
    try {
      const read = await piece.bytes;
      return read.subarray(from - piece.from, from - piece.from + bytes);
    } catch {
      // A damaged place elsewhere in the piece need not concern these bytes.
      this.#pieces = this.#pieces.filter((one) => one !== piece);
      return await this.#alone(from, bytes);
    }
  }

  #begin(from: number): Piece {
    const to = from + PIECE_BYTES;
    const piece = { from, to, bytes: this.#alone(from, PIECE_BYTES) };
    this.#pieces = [...this.#pieces, piece].slice(-MAX_PIECES);
    return piece;
  }

  async #alone(from: number, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.#file.slice(from, from + bytes).arrayBuffer());
  }
}
