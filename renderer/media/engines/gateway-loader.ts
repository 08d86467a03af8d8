/**
 * Reads the gateway's streams for mpegts.js, live and recorded. The library's own loader keeps a silent connection open
 * after its end.
 */
import type Mpegts from 'mpegts.js';

/** Bits per second since the last call. */
export class ByteRate {
  #bytes = 0;
  #sinceMs: number | null = null;

  add(bytes: number): void {
    this.#bytes += bytes;
  }

  /** @returns null on the first call: nothing is known yet. */
  bitsPerSecond(nowMs: number): number | null {
    const sinceMs = this.#sinceMs;
    const bits = this.#bytes * 8;
    this.#bytes = 0;
    this.#sinceMs = nowMs;
    return sinceMs === null || nowMs <= sinceMs ? null : (bits * 1000) / (nowMs - sinceMs);
  }
}

// The numbers and words of mpegts.js's LoaderStatus and LoaderErrors.
const IDLE = 0;
const CONNECTING = 1;
const BUFFERING = 2;
const FAILED = 3;
const COMPLETE = 4;
const STATUS_REFUSED = 'HttpStatusCodeInvalid';
const EXCEPTION = 'Exception';

export interface Loading {
  /** Requested in place of the URL that the library was given. */
  readonly url?: string | Promise<string>;
  /** Called with each piece that arrives. */
  readonly onBytes?: (bytes: Uint8Array) => void;
}

export function gatewayLoader({ url: known, onBytes }: Loading = {}): Mpegts.CustomLoaderConstructor {
  return class GatewayLoader implements Mpegts.BaseLoader {
    readonly type = 'lanner-gateway';
    readonly needStashBuffer = false;
    readonly _needStash = false;
    _status = IDLE;
    onContentLengthKnown: Mpegts.BaseLoader['onContentLengthKnown'] = () => undefined;
    onURLRedirect: Mpegts.BaseLoader['onURLRedirect'] = () => undefined;
    onDataArrival: Mpegts.BaseLoader['onDataArrival'] = () => undefined;
    onError: Mpegts.BaseLoader['onError'] = () => undefined;
    onComplete: Mpegts.BaseLoader['onComplete'] = () => undefined;
    readonly #abort = new AbortController();

    get status(): number {
      return this._status;
    }

    isWorking(): boolean {
      return this._status === CONNECTING || this._status === BUFFERING;
    }

    open({ url }: Mpegts.MediaSegment): void {
      this._status = CONNECTING;
      this.#read(known ?? url).catch((error: unknown) => {
        this.#fail(EXCEPTION, error instanceof Error ? error.message : String(error));
      });
    }

    abort(): void {
      this._status = COMPLETE;
      this.#abort.abort();
    }

    destroy(): void {
      this.abort();
    }

    async #read(url: string | Promise<string>): Promise<void> {
      const { signal } = this.#abort;
      const response = await fetch(await url, { signal, cache: 'no-store', credentials: 'omit' });
      if (!response.ok || !response.body) return this.#fail(STATUS_REFUSED, String(response.status));
      const reader = response.body.getReader();
      let received = 0;
      for (;;) {
        const { done, value } = await reader.read();
        if (signal.aborted) return;
        if (done) break;
        this._status = BUFFERING;
        onBytes?.(value);
        const from = received;
        received += value.byteLength;
        this.onDataArrival(value.buffer, from, received);
      }
      this._status = COMPLETE;
      this.onComplete(0, received - 1);
    }

    #fail(kind: string, msg: string): void {
      if (this.#abort.signal.aborted) return;
      this._status = FAILED;
      // Typed as the object of all kinds where one of its words is meant.
      this.onError(kind as unknown as Mpegts.LoaderErrors, { code: -1, msg });
    }
  };
}
