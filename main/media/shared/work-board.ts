/**
 * A few words of memory that the worker writes and main reads, also while the worker hangs: which stream the worker works
 * on, and the number of the newest ping that it answered. Each store takes nanoseconds.
 */

/** Marks work on the bytes of one stream. */
export interface StreamWork {
  /** Runs `work`; while it runs, the board says that it belongs to this stream. */
  run<T>(work: () => T): T;
}

const STREAM = 0;
const BEAT = 1;
const WORDS = 2;
const NOBODY = 0;

export class WorkBoard {
  readonly memory: SharedArrayBuffer;
  readonly #words: Int32Array;

  /** @param memory of the board on the other side; a new one for the first side. */
  constructor(memory = new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#words = new Int32Array(memory);
  }

  /** The number of the stream that the worker works on at this moment, or null. */
  get stream(): number | null {
    const number = Atomics.load(this.#words, STREAM);
    return number === NOBODY ? null : number;
  }

  /** The newest ping that was answered. */
  get beat(): number {
    return Atomics.load(this.#words, BEAT);
  }

  answer(beat: number): void {
    Atomics.store(this.#words, BEAT, beat);
  }

  /** @param stream a number from 1 on. */
  workOf(stream: number): StreamWork {
    return {
      run: (work) => {
        const before = Atomics.exchange(this.#words, STREAM, stream);
        try {
          return work();
        } finally {
          Atomics.store(this.#words, STREAM, before);
        }
      },
    };
  }
}
