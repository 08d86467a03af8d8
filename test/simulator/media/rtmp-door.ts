/**
 * RTMP for players, on a port of its own: connect, createStream, play. The simulated cloud grants a stream name just as
 * over http: the path is `/app/stream`, the query that of the stream name.
 */
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { cut } from './cut.ts';
import { doorOf, type Door } from './door.ts';
import type { ViewerOut } from './live-stream.ts';
import { readAmf, writeAmf } from './rtmp-amf.ts';
import type { AmfObject, AmfValue } from './rtmp-amf.ts';
import { RtmpFault, RtmpInput, TYPE_SET_CHUNK_SIZE, toChunks } from './rtmp-chunk.ts';
import { MEDIA_CHUNK_BYTES, MEDIA_STREAM, wrapFlv } from './rtmp-out.ts';
import type { Authorize, MediaGrant } from './types.ts';

/** A connection that does not play within this time is closed. */
const IDLE_MS = 10_000;
const WINDOW_BYTES = 2_500_000;
const LIMIT_DYNAMIC = 2;

const TYPE_USER_CONTROL = 4;
const TYPE_WINDOW = 5;
const TYPE_PEER_BANDWIDTH = 6;
const TYPE_COMMAND = 20;
const EVENT_STREAM_BEGIN = 0;
const EVENT_STREAM_EOF = 1;
const CHUNK_STREAM_CONTROL = 2;
const CHUNK_STREAM_COMMAND = 3;

/** Commands of publishers and of players that want more than this server has; they get no answer, as elsewhere. */
const SILENT = new Set(['_checkbw', 'FCSubscribe', 'FCUnsubscribe', 'getStreamLength', 'pause', 'receiveAudio']);

export interface RtmpDoorParts {
  readonly authorize: Authorize;
  /** Serves `out` until either side closes it. */
  serve(grant: MediaGrant, out: ViewerOut): void;
}

export function createRtmpDoor(parts: RtmpDoorParts): Door {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => undefined); // the viewer went away: 'close' cleans up
    new Connection(socket, parts).run().catch(() => socket.destroy());
  });
  return doorOf(server);
}

class Connection implements ViewerOut {
  readonly #socket: Socket;
  readonly #parts: RtmpDoorParts;
  #app: string | null = null;
  #hasStream = false;
  #isPlaying = false;

  constructor(socket: Socket, parts: RtmpDoorParts) {
    this.#socket = socket;
    this.#parts = parts;
  }

  get queuedBytes(): number {
    return this.#socket.writableLength;
  }

  write(flv: Buffer): number {
    const bytes = wrapFlv(flv);
    this.#socket.write(bytes);
    return bytes.length;
  }

  end(): void {
    this.#userControl(EVENT_STREAM_EOF);
    this.#status('status', 'NetStream.Play.UnpublishNotify', 'the stream has ended');
    this.#socket.end();
  }

  reset(): void {
    cut(this.#socket);
  }

  onClose(listener: () => void): void {
    this.#socket.once('close', listener);
  }

  /** Never resolves; rejects when the connection ends or breaks a rule. */
  async run(): Promise<never> {
    const idle = setTimeout(() => this.#isPlaying || this.#socket.destroy(), IDLE_MS);
    this.#socket.once('close', () => clearTimeout(idle));
    const input = new RtmpInput(this.#socket);
    await input.shakeHands((bytes) => this.#socket.write(bytes));
    for (;;) {
      const message = await input.next();
      if (message.type === TYPE_COMMAND) await this.#command(readAmf(message.body), message.streamId);
    }
  }

  async #command(values: readonly AmfValue[], streamId: number): Promise<void> {
    const [name, transaction, , argument] = values;
    if (typeof name !== 'string' || typeof transaction !== 'number') throw new RtmpFault('not a command');
    if (name === 'connect') return this.#connect(transaction, values[2]);
    if (this.#app === null) throw new RtmpFault(`${name} before connect`);
    switch (name) {
      case 'createStream':
        this.#hasStream = true;
        return this.#answer('_result', transaction, null, MEDIA_STREAM);
      case 'play':
        return this.#play(streamId, argument);
      case 'deleteStream':
      case 'closeStream':
        this.#socket.end();
        return;
      default:
        if (!SILENT.has(name))
          this.#answer('_error', transaction, null, info('error', 'NetConnection.Call.Failed', ''));
    }
  }

  #connect(transaction: number, given: AmfValue | undefined): void {
    const app = typeof given === 'object' && given !== null && 'app' in given ? given['app'] : undefined;
    if (this.#app !== null) throw new RtmpFault('connected already');
    if (typeof app !== 'string' || app === '') {
      this.#answer('_error', transaction, null, info('error', 'NetConnection.Connect.InvalidApp', 'no app is named'));
      this.#socket.end();
      return;
    }
    this.#app = app.replace(/\/+$/, '');
    this.#control(TYPE_WINDOW, uint32(WINDOW_BYTES));
    this.#control(TYPE_PEER_BANDWIDTH, Buffer.concat([uint32(WINDOW_BYTES), Buffer.from([LIMIT_DYNAMIC])]));
    this.#control(TYPE_SET_CHUNK_SIZE, uint32(MEDIA_CHUNK_BYTES));
    const facts = { fmsVer: 'FMS/3,0,1,123', capabilities: 31 };
    const success = info('status', 'NetConnection.Connect.Success', 'Connection succeeded.');
    this.#answer('_result', transaction, facts, { ...success, objectEncoding: 0 });
  }

  async #play(streamId: number, name: AmfValue | undefined): Promise<void> {
    if (!this.#hasStream || streamId !== MEDIA_STREAM) throw new RtmpFault('play outside of a stream');
    if (this.#isPlaying) throw new RtmpFault('one connection plays one stream');
    const [stream = '', query = ''] = typeof name === 'string' ? name.split(/\?(.*)/s) : [];
    const decision = await this.#parts.authorize(`/${this.#app}/${stream}`, new URLSearchParams(query), {});
    if (this.#socket.destroyed) return;
    if (!decision.ok) {
      const code = decision.status === 404 ? 'NetStream.Play.StreamNotFound' : 'NetStream.Play.Failed';
      return this.#status('error', code, decision.reason);
    }
    if (decision.grant.kind !== 'flv-live') {
      return this.#status('error', 'NetStream.Play.StreamNotFound', 'not served over RTMP');
    }
    this.#isPlaying = true;
    this.#userControl(EVENT_STREAM_BEGIN);
    this.#status('status', 'NetStream.Play.Reset', 'Playing and resetting.');
    this.#status('status', 'NetStream.Play.Start', 'Started playing.');
    this.#parts.serve(decision.grant, this);
  }

  #answer(name: '_result' | '_error', transaction: number, first: AmfValue, second: AmfValue): void {
    this.#send(TYPE_COMMAND, 0, writeAmf(name, transaction, first, second));
  }

  #status(level: 'status' | 'error', code: string, description: string): void {
    this.#send(TYPE_COMMAND, MEDIA_STREAM, writeAmf('onStatus', 0, null, info(level, code, description)));
  }

  #userControl(event: number): void {
    this.#control(TYPE_USER_CONTROL, Buffer.concat([Buffer.from([0, event]), uint32(MEDIA_STREAM)]));
  }

  #control(type: number, body: Buffer): void {
    this.#socket.write(toChunks({ type, streamId: 0, timestampMs: 0, body }, CHUNK_STREAM_CONTROL));
  }

  #send(type: number, streamId: number, body: Buffer): void {
    // Commands before `connect` was answered are short, those after it are sent in the chunk size that it set.
    const chunkBytes = this.#app === null ? undefined : MEDIA_CHUNK_BYTES;
    this.#socket.write(toChunks({ type, streamId, timestampMs: 0, body }, CHUNK_STREAM_COMMAND, chunkBytes));
  }
}

const info = (level: string, code: string, description: string): AmfObject => ({ level, code, description });

function uint32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value, 0);
  return out;
}
