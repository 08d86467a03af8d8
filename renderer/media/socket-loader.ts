/**
 * Reads the gateway's replays and sound for mpegts.js over a WebSocket. The library's own loader throws into the window when
 * it is destroyed before the socket is open, as by an operator who goes back to live at once.
 */
import type Mpegts from 'mpegts.js';

// The numbers and words of mpegts.js's LoaderStatus and LoaderErrors.
const IDLE = 0;
const CONNECTING = 1;
const BUFFERING = 2;
const FAILED = 3;
const COMPLETE = 4;
const EXCEPTION = 'Exception';

export class SocketLoader implements Mpegts.BaseLoader {
  readonly type = 'lanner-socket';
  readonly needStashBuffer = false;
  readonly _needStash = false;
  _status = IDLE;
  onContentLengthKnown: Mpegts.BaseLoader['onContentLengthKnown'] = () => undefined;
  onURLRedirect: Mpegts.BaseLoader['onURLRedirect'] = () => undefined;
  onDataArrival: Mpegts.BaseLoader['onDataArrival'] = () => undefined;
  onError: Mpegts.BaseLoader['onError'] = () => undefined;
  onComplete: Mpegts.BaseLoader['onComplete'] = () => undefined;
  #socket: WebSocket | null = null;
  #received = 0;

  get status(): number {
    return this._status;
  }

  isWorking(): boolean {
    return this._status === CONNECTING || this._status === BUFFERING;
  }

  open({ url }: Mpegts.MediaSegment): void {
    const socket = new WebSocket(url);
    this.#socket = socket;
    this._status = CONNECTING;
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      this._status = BUFFERING;
      const from = this.#received;
      this.#received += data.byteLength;
      this.onDataArrival(data, from, this.#received);
    };
    // The close that follows says no more.
    socket.onerror = () =>
      this.#end(() => {
        this._status = FAILED;
        // Typed as the object of all kinds where one of its words is meant.
        this.onError(EXCEPTION as unknown as Mpegts.LoaderErrors, { code: -1, msg: 'the connection failed' });
      });
    socket.onclose = () =>
      this.#end(() => {
        this._status = COMPLETE;
        this.onComplete(0, this.#received - 1);
      });
  }

  abort(): void {
    this._status = COMPLETE;
    this.#end(() => undefined);
  }

  destroy(): void {
    this.abort();
  }

  /** Once; nothing of the socket is heard afterwards. */
  #end(tell: () => void): void {
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = null;
    // An empty function, not null: an error of a socket that closes while it connects is expected.
    socket.onmessage = socket.onclose = socket.onerror = () => undefined;
    socket.close();
    tell();
  }
}
