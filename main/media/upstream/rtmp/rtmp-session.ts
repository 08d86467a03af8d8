/**
 * A player's conversation with an RTMP server, without a socket: bytes in, bytes and media messages out. Handshake,
 * connect, createStream, play (RTMP 1.0, chapter 7), and the messages that a server wants answered while it plays.
 */
import { MAX_COMMAND_BYTES } from '../../../../preload/domain/bounds.ts';
import type { AppError } from '../../../errors.ts';
import { permanent, retryable } from '../../shared/failures.ts';
import { decodeAmf, encodeAmf } from '../../formats/rtmp/rtmp-amf0.ts';
import type { AmfValue } from '../../formats/rtmp/rtmp-amf0.ts';
import { RtmpChunkReader, toChunks } from '../../formats/rtmp/rtmp-chunks.ts';
import type { RtmpMessage } from '../../formats/rtmp/rtmp-chunks.ts';
import { readStatus, statusFailure } from './rtmp-failures.ts';
import { RtmpHandshake } from './rtmp-handshake.ts';
import type { RtmpTarget } from './rtmp-url.ts';

const TYPE_ACKNOWLEDGEMENT = 3;
const TYPE_USER_CONTROL = 4;
const TYPE_WINDOW_SIZE = 5;
const TYPE_PEER_BANDWIDTH = 6;
const TYPE_AUDIO = 8;
const TYPE_VIDEO = 9;
const TYPE_DATA_AMF3 = 15;
const TYPE_COMMAND_AMF3 = 17;
const TYPE_DATA = 18;
const TYPE_COMMAND = 20;
const TYPE_AGGREGATE = 22;

const EVENT_STREAM_EOF = 1;
const EVENT_SET_BUFFER_LENGTH = 3;
const EVENT_PING_REQUEST = 6;
const EVENT_PING_RESPONSE = 7;

const CHUNK_STREAM_CONTROL = 2;
const CHUNK_STREAM_COMMAND = 3;
const CHUNK_STREAM_PLAY = 8;

const TRANSACTION_CONNECT = 1;
const TRANSACTION_CREATE_STREAM = 2;
const TRANSACTION_PLAY = 3;

const BUFFER_MS = 1_000;
/** The values that common players send about themselves; servers judge by them which codecs they may send. */
const CAPABILITIES: ReadonlyMap<string, AmfValue> = new Map<string, AmfValue>([
  ['flashVer', 'LNX 9,0,124,2'],
  ['fpad', false],
  ['capabilities', 15],
  ['audioCodecs', 4_071],
  ['videoCodecs', 252],
  ['videoFunction', 1],
  ['objectEncoding', 0],
]);

/** How far the session has come. `play`: asked for; `playing`: granted, or media flows. */
export type RtmpStage = 'handshake' | 'connect' | 'create-stream' | 'play' | 'playing';

export interface RtmpEvents {
  send(bytes: Buffer): void;
  /** The server grants the stream; called once, before any media. */
  onPlaying(): void;
  onAudio(timestampMs: number, body: Buffer): void;
  onVideo(timestampMs: number, body: Buffer): void;
  /** In AMF0. */
  onData(timestampMs: number, body: Buffer): void;
  onAggregate(timestampMs: number, body: Buffer): void;
}

const uint32 = (...values: readonly number[]): Buffer => {
  const out = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => out.writeUInt32BE(value >>> 0, 4 * i));
  return out;
};

export class RtmpSession {
  readonly #target: RtmpTarget;
  readonly #events: RtmpEvents;
  readonly #handshake = new RtmpHandshake();
  readonly #chunks = new RtmpChunkReader((message) => this.#onMessage(message));
  #stage: RtmpStage = 'handshake';
  #streamId = 0;
  #receivedBytes = 0;
  #acknowledgedBytes = 0;
  /** The server wants an acknowledgement at least after this many bytes; 0 before it said so. */
  #windowBytes = 0;
  #toldWindowBytes = 0;

  constructor(target: RtmpTarget, events: RtmpEvents) {
    this.#target = target;
    this.#events = events;
  }

  /** Sends the first bytes. */
  start(): void {
    this.#events.send(this.#handshake.hello);
  }

  /**
   * Takes the next bytes of the server.
   *
   * @throws {AppError} the reason why the session ends: `media.bad-stream`, `media.url-expired` when the server
   *   refuses, `media.upstream-closed` when it ends the stream, `network.redirect-refused`, `cloud.unavailable`.
   */
  receive(bytes: Uint8Array): void {
    let rest = bytes;
    if (this.#stage === 'handshake') {
      const { reply, used } = this.#handshake.push(rest);
      if (reply !== null) this.#events.send(reply);
      if (!this.#handshake.isDone) return;
      this.#connect();
      rest = rest.subarray(used);
    }
    this.#receivedBytes += rest.length;
    this.#chunks.push(rest);
    this.#acknowledge();
  }

  /** The failure when the server closed the connection without a message. */
  closed(): AppError {
    const { host } = this.#target;
    if (this.#stage === 'playing') return retryable('media.upstream-closed', { host });
    // Some servers refuse an application or a stream only by closing the connection.
    if (this.#stage !== 'handshake') {
      return retryable('media.url-expired', { host, detail: `closed at ${this.#stage}` });
    }
    return retryable('network.reset', { host, detail: 'closed at handshake' }, 'check-network');
  }

  #connect(): void {
    this.#stage = 'connect';
    const { app, appUrl } = this.#target;
    const fields = new Map<string, AmfValue>([['app', app], ['tcUrl', appUrl], ...CAPABILITIES]);
    this.#command(CHUNK_STREAM_COMMAND, 0, ['connect', TRANSACTION_CONNECT, fields]);
  }

  #play(streamId: AmfValue | undefined): void {
    if (typeof streamId !== 'number') throw permanent('media.bad-stream', { detail: 'RTMP stream id' }, 'report');
    this.#stage = 'play';
    this.#streamId = streamId;
    this.#command(CHUNK_STREAM_PLAY, streamId, ['play', TRANSACTION_PLAY, null, this.#target.stream]);
    this.#userControl(EVENT_SET_BUFFER_LENGTH, uint32(streamId, BUFFER_MS));
  }

  #onMessage(message: RtmpMessage): void {
    const { type, body, timestampMs } = message;
    switch (type) {
      case TYPE_AUDIO:
        this.#begin();
        return this.#events.onAudio(timestampMs, body);
      case TYPE_VIDEO:
        this.#begin();
        return this.#events.onVideo(timestampMs, body);
      case TYPE_AGGREGATE:
        this.#begin();
        return this.#events.onAggregate(timestampMs, body);
      case TYPE_DATA:
        return this.#events.onData(timestampMs, body);
      case TYPE_DATA_AMF3:
        return this.#events.onData(timestampMs, body.subarray(1));
      case TYPE_COMMAND:
        return this.#onCommand(body);
      case TYPE_COMMAND_AMF3:
        return this.#onCommand(body.subarray(1));
      case TYPE_USER_CONTROL:
        return this.#onUserControl(body);
      case TYPE_WINDOW_SIZE:
        if (body.length >= 4) this.#windowBytes = body.readUInt32BE(0);
        return;
      case TYPE_PEER_BANDWIDTH:
        if (body.length >= 4) this.#tellWindow(body.readUInt32BE(0));
        return;
      default:
        return; // shared objects and similar messages, which no player needs
    }
  }

  /** Media counts as a grant: not every server announces it. */
  #begin(): void {
    if (this.#stage === 'playing') return;
    if (this.#stage !== 'play') throw permanent('media.bad-stream', { detail: 'RTMP media before play' }, 'report');
    this.#stage = 'playing';
    this.#events.onPlaying();
  }

  #onCommand(body: Buffer): void {
    if (body.length > MAX_COMMAND_BYTES) throw permanent('media.bad-stream', { detail: 'RTMP command size' }, 'report');
    const [name, transaction, first, second] = decodeAmf(body);
    switch (name) {
      case '_result':
        if (transaction === TRANSACTION_CONNECT && this.#stage === 'connect') {
          this.#stage = 'create-stream';
          this.#command(CHUNK_STREAM_COMMAND, 0, ['createStream', TRANSACTION_CREATE_STREAM, null]);
        } else if (transaction === TRANSACTION_CREATE_STREAM && this.#stage === 'create-stream') {
          this.#play(second);
        }
        return;
      case '_error':
        // Only the answers to the commands that playing needs count; servers refuse optional commands as well.
        if (typeof transaction === 'number' && transaction <= TRANSACTION_PLAY) this.#onStatus(second ?? first, true);
        return;
      case 'onStatus':
        return this.#onStatus(second, false);
      case 'close':
        throw this.closed();
      default:
        return;
    }
  }

  #onStatus(info: AmfValue | undefined, isError: boolean): void {
    const status = readStatus(info, isError);
    const failure = statusFailure(status, this.#target.host, this.#stage === 'playing');
    if (failure !== null) throw failure;
    if (status.code === 'NetStream.Play.Start' && this.#stage === 'play') this.#begin();
  }

  #onUserControl(body: Buffer): void {
    if (body.length < 6) return;
    const event = body.readUInt16BE(0);
    const isOurs = body.readUInt32BE(2) === this.#streamId;
    if (event === EVENT_PING_REQUEST) this.#userControl(EVENT_PING_RESPONSE, Buffer.from(body.subarray(2, 6)));
    else if (event === EVENT_STREAM_EOF && isOurs && this.#stage === 'playing') throw this.closed();
  }

  #tellWindow(bytes: number): void {
    if (bytes === this.#toldWindowBytes) return;
    this.#toldWindowBytes = bytes;
    this.#control(TYPE_WINDOW_SIZE, uint32(bytes));
  }

  #acknowledge(): void {
    if (this.#windowBytes === 0 || this.#receivedBytes - this.#acknowledgedBytes < this.#windowBytes / 2) return;
    this.#acknowledgedBytes = this.#receivedBytes;
    this.#control(TYPE_ACKNOWLEDGEMENT, uint32(this.#receivedBytes));
  }

  #userControl(event: number, data: Buffer): void {
    this.#control(TYPE_USER_CONTROL, Buffer.concat([Buffer.from([0, event]), data]));
  }

  #control(type: number, body: Buffer): void {
    this.#events.send(toChunks({ type, streamId: 0, timestampMs: 0, body }, CHUNK_STREAM_CONTROL));
  }

  #command(chunkStream: number, streamId: number, values: readonly AmfValue[]): void {
    const message = { type: TYPE_COMMAND, streamId, timestampMs: 0, body: encodeAmf(values) };
    this.#events.send(toChunks(message, chunkStream));
  }
}
