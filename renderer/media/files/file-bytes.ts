/** Bytes of a file from front to back, fetched in pieces, so that a file of any size needs little memory. */

const PIECE_BYTES = 4 * 1024 * 1024;

export class FileBytes {
  readonly #file: Blob;
  readonly #signal: AbortSignal;
  readonly #pieceBytes: number;
  #at = 0;
  #piece = new Uint8Array(0);

  /** @param pieceBytes how much is fetched at once. */
  constructor(file: Blob, signal: AbortSignal, pieceBytes = PIECE_BYTES) {
    this.#file = file;
    this.#signal = signal;
    this.#pieceBytes = pieceBytes;
  }

  /**
   * Reads `length` bytes from a position on; fewer at the end of the file. Callers must not store the bytes: the next
   * call may fetch another piece into the same memory.
   *
   * @throws {DOMException} when the system does not give the bytes, or the signal is aborted.
   */
  async read(at: number, length: number): Promise<Uint8Array> {
    const from = at - this.#at;
    if (from < 0 || from + length > this.#piece.length) {
      this.#signal.throwIfAborted();
      const end = Math.min(this.#file.size, at + Math.max(length, this.#pieceBytes));
      this.#piece = new Uint8Array(await this.#file.slice(Math.min(at, end), end).arrayBuffer());
      this.#at = at;
      return this.#piece.subarray(0, length);
    }
    return this.#piece.subarray(from, from + length);
  }
}
