/** The interface of a simulated cloud to the kernel. A new cloud implements this and is listed in `simulator.ts`. */
import type { Stills } from '../media/stills.ts';
import type { FootageOrders } from '../world/footage-orders.ts';
import type { Pose } from '../world/ptz-head.ts';
import type { PushLine } from './push-line.ts';
import type { MediaDecision, MediaHeaders, MediaProfile, MediaViewer } from '../media/types.ts';

export interface ApiRequest {
  readonly method: string;
  /** Percent-encoded path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bodyText: string;
  /** The body as it came, for uploads; absent where a test leaves it away. */
  readonly bodyBytes?: Buffer;
}

export interface ApiAnswer {
  readonly status: number;
  /** Serialised with `writeJson`; a string is sent as it is, and so is a `Buffer` (name its type in `headers`). */
  readonly body: unknown;
  /** The vendor's code for the log, such as `IVM.0`. */
  readonly code: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An operation recognised before it runs, so that faults can be scoped to it. */
export interface Call {
  /** Documented operation name, or `unknown`. */
  readonly operation: string;
  /** The sent parameters, with secrets starred; for the request log. */
  readonly params: Readonly<Record<string, unknown>>;
  /**
   * Work that takes time before the operation runs, such as a call to another server; when it gives an answer, that
   * answer is sent instead.
   */
  prepare?(): Promise<ApiAnswer | null>;
  run(): ApiAnswer;
}

/** The camera of a media fault; every given field must agree. */
export interface CameraMatch {
  readonly cameraKey?: string;
  readonly deviceId?: string;
  readonly channelId?: string;
  readonly profile?: MediaProfile;
}

/** The part of a cloud that answers on one port. */
export interface ApiFace {
  /** The vendor's id: faults and the request log go by it. */
  readonly id: string;
  recognise(request: ApiRequest): Call;
  /** The vendor's error envelope for a fault that the kernel injects. */
  faultAnswer(status: number): ApiAnswer;
}

/** An event that a test orders now. */
export interface EventOrder {
  /** In the cloud's words, or a kind of `world/events.ts`. */
  readonly kind: string;
  /** Absent: the first camera that could report it. */
  readonly cameraKey?: string;
}

export interface FiredEvent {
  readonly vendor: string;
  readonly kind: string;
  readonly cameraKey: string;
  readonly atMs: number;
  /** The messages of the event; `id` is the vendor's. There are none without a subscription. */
  readonly messages: readonly { readonly type: string; readonly id?: string; readonly isPushed: boolean }[];
}

export interface MovingCamera {
  readonly cameraKey: string;
  /** The moving motors, such as `turn` or `zoom`. */
  readonly motors: readonly string[];
}

/** The viewers of the media server. */
export interface Audience {
  viewers(): readonly MediaViewer[];
  /** Cuts every viewer of this camera. */
  cut(cameraKey: string): void;
}

/** A second host of a cloud, such as its identity service. */
export interface SideDoor extends ApiFace {
  /** Under which name its base URL is printed among the credentials. */
  readonly credential: string;
}

export interface Cloud extends ApiFace {
  /** Sign-in fields in the vendor's own words. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Ids that exist in this world, for people and tests. */
  readonly examples: Readonly<Record<string, unknown>>;
  /** Of a cloud with recordings: what tests order of them. */
  readonly footage?: FootageOrders;
  /** Decides over a media URL, or answers null when the URL is not one of this cloud. */
  authorize(path: string, query: URLSearchParams, headers?: MediaHeaders): MediaDecision | null;
  /** Sets the address of the cloud's media server (`http://...`, and `rtmp://...` for RTMP), once both run. */
  setMediaOrigin(origin: string, rtmpOrigin: string): void;
  /** Sets the address of a cloud that names its own hosts in answers. */
  setApiOrigin?(origin: string): void;
  /** For a cloud with pictures: what takes them, from the same clips as the media server's. */
  setStills?(stills: Stills): void;
  /** For a cloud that pushes: what carries it. */
  setPushLine?(line: PushLine): void;
  /** Publishes the events of the script since the last call; called once a second. */
  advance?(): void;
  /** Makes an event happen now. @returns what was published, or why nothing was. */
  fire?(order: EventOrder): FiredEvent | string;
  /** For a cloud whose cameras move until they are stopped: the cameras that move now. */
  moving?(): readonly MovingCamera[];
  /** For a cloud with PTZ cameras: where this camera looks, null for one that does not turn. */
  poseOf?(cameraKey: string): Pose | null;
  /** For a cloud that counts its viewers or cuts them off; not called without media. */
  setAudience?(audience: Audience): void;
  /** Further hosts of this cloud, each served on a port of its own. */
  readonly sideDoors?: readonly SideDoor[];
  expireTokens(): number;
  revokeTokens(): number;
  expireMediaUrls(): number;
  /** Every camera that the match names; none when it names nothing of this cloud. */
  cameraKeysOf(match: CameraMatch): readonly string[];
  /** Takes an order about a camera in its box, see the README. @returns the name of a member that is wrong, or null. */
  register?(order: object): string | null;
  /** Takes an order about habits of this cloud alone, see the README. @returns the name of a member that is wrong, or null. */
  setTraits?(order: object): string | null;
  /** Takes all such orders back. */
  clearTraits?(): void;
  /** Takes a device on or off line. @returns false when there is no such device. */
  setDeviceOnline(deviceId: string, isOnline: boolean): boolean;
}

/** Where the first camera that a match names looks; null where no such camera turns. */
export function poseIn(clouds: readonly Cloud[], match: CameraMatch): Pose | null {
  const poses = clouds.flatMap((cloud) => cloud.cameraKeysOf(match).flatMap((key) => cloud.poseOf?.(key) ?? []));
  return poses[0] ?? null;
}
