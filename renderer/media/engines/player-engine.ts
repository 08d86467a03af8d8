/** Turns a gateway URL into pictures in a `<video>`. There are two kinds; players know only this interface. */
import type { ErrorAction, ErrorCode, WireError } from '../../../preload/domain/error.ts';

export type EngineEvent =
  /** The container has given its codec, such as `avc1.64001e`. */
  | { readonly kind: 'described'; readonly codec: string }
  /** The connection to the gateway ended or was refused. */
  | { readonly kind: 'lost'; readonly error: WireError }
  /** The media could not be parsed, appended or decoded; a new engine may do better. */
  | { readonly kind: 'broken'; readonly error: WireError }
  /** This machine has no decoder for the stream; no new engine will do better. */
  | { readonly kind: 'unsupported'; readonly codec: string };

export interface EngineSample {
  readonly codec: string | null;
  readonly bitrateBps: number | null;
  /** Distance to the live edge if the transport reports it, else null: the player then looks at the buffer. */
  readonly latencyMs: number | null;
}

export interface PlayerEngine {
  /** How far behind the newest buffered media the player should run. */
  readonly targetLatencyMs: number;
  /** True when the engine itself chases the live edge. */
  readonly isSelfSteering: boolean;
  /** Cheap; called once a second. */
  sample(): EngineSample;
  /** The upstream is back: ask for media now. Left out by engines that do not wait between two requests. */
  loadNow?(): void;
  /** Closes the connection and takes the source off the element. Events after this are not sent. */
  dispose(): void;
}

/**
 * For FLV the address of the stream may come after the engine is made, so that the element gets ready in the meantime.
 */
export type EngineSource =
  | { readonly transport: 'hls'; readonly url: string }
  | { readonly transport: 'flv'; readonly url: string | Promise<string> };

interface EngineSeat {
  readonly video: HTMLVideoElement;
  readonly onEvent: (event: EngineEvent) => void;
}

export type FlvRequest = Extract<EngineSource, { transport: 'flv' }> & EngineSeat;
export type HlsRequest = Extract<EngineSource, { transport: 'hls' }> & EngineSeat;
export type EngineRequest = FlvRequest | HlsRequest;

export type EngineFactory = (request: EngineRequest) => PlayerEngine;

/** A failure that the player itself found, in the shape of all others. */
export function mediaError(
  code: ErrorCode,
  options: {
    readonly params?: WireError['params'];
    readonly isRetryable?: boolean;
    readonly action?: ErrorAction;
  } = {},
): WireError {
  const retryable = options.isRetryable ?? true;
  return {
    code,
    params: options.params ?? {},
    retryable,
    action: options.action ?? (retryable ? 'retry' : 'none'),
    vendor: null,
  };
}

/** The name that people use for a codec string of the container: `avc1.64001e` is H.264. */
export function codecName(codec: string): string {
  const kind = codec.split('.')[0] ?? '';
  if (kind === 'avc1' || kind === 'avc3' || kind === 'h264') return 'H.264';
  if (kind === 'hvc1' || kind === 'hev1' || kind === 'h265' || kind === 'hevc') return 'H.265';
  if (kind === 'av01') return 'AV1';
  return codec;
}
