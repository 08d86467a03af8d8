/** The vendor-neutral model. Times are epoch milliseconds UTC; ids are branded strings. */
import type { AccountId, ChannelId, DeviceId, LeaseId, OrgNodeId, SequenceId, SiteId, WallId } from './ids.ts';
import type { WireError } from './error.ts';
import type { WallLayout } from './walls/layout.ts';
import type { VendorId } from './vendor.ts';

/** Where the keys of an account live. `session`: this run only, because the keychain was not to be had. */
export type Persistence = 'keychain' | 'session';

export interface Account {
  readonly id: AccountId;
  readonly vendor: VendorId;
  readonly label: string;
  /** The region as the vendor spells it, or null where the cloud has one host. */
  readonly region: string | null;
  /** Base URL of the API. */
  readonly endpoint: string;
  /** The non-secret sign-in fields by the vendor's own names, such as `userId` and `ak`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly persistence: Persistence;
  readonly createdAtMs: number;
  /** False: kept, but nothing is sent to its cloud. */
  readonly isEnabled: boolean;
  /** Origins that the cloud does not document and to which a person agreed to send these keys. */
  readonly confirmedOrigins: readonly string[];
}

export type AccountHealth =
  | { readonly state: 'unchecked' }
  | { readonly state: 'checking' }
  | { readonly state: 'ok'; readonly checkedAtMs: number; readonly tokenExpiresAtMs: number | null }
  | { readonly state: 'failing'; readonly checkedAtMs: number; readonly error: WireError };

/** A group of the vendor's own tree. */
export interface OrgNode {
  readonly id: OrgNodeId;
  readonly accountId: AccountId;
  readonly parentId: OrgNodeId | null;
  readonly name: string;
  /** A device with its channels, or the streams that no device has; absent for an ordinary group. */
  readonly kind?: 'recorder' | 'streams';
}

export type DeviceStatus = 'online' | 'offline' | 'unregistered' | 'unknown';
export type DeviceKind = 'camera' | 'recorder' | 'edge';
export type AccessProtocol = 'holosens' | 'gb28181' | 'other';

export interface Device {
  readonly id: DeviceId;
  readonly accountId: AccountId;
  readonly orgNodeId: OrgNodeId | null;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly protocol: AccessProtocol;
  readonly status: DeviceStatus;
}

/** What a channel can do, as the cloud says or as its protocol implies. */
export type ChannelCapability = 'ptz' | 'talk' | 'sub-stream' | 'cloud-record' | 'device-record' | 'snapshot';

/**
 * A camera picture source. `reachable` is derived: a channel below an offline device is offline whatever the cloud says
 * of the channel itself.
 */
export interface Channel {
  readonly id: ChannelId;
  readonly deviceId: DeviceId;
  readonly accountId: AccountId;
  readonly orgNodeId: OrgNodeId | null;
  readonly name: string;
  readonly reachable: 'online' | 'offline' | 'unregistered' | 'unknown';
  readonly isFrozen: boolean;
  readonly protocol: AccessProtocol;
  readonly capabilities: readonly ChannelCapability[];
}

/** A channel with the operators' number, unique in this client and kept over restarts. */
export interface NumberedChannel extends Channel {
  readonly number: number;
  readonly deviceName: string;
  /**
   * Since when the camera is not in the cloud's last answer: epoch milliseconds. Many cameras that are gone at once are
   * kept so, with their numbers, until a second answer confirms the loss. Absent for a camera that the last answer lists.
   */
  readonly missingSinceMs?: number;
}

export type StreamProfile = 'main' | 'sub';

/** How the renderer receives a stream from the gateway. */
export type LocalTransport = 'flv' | 'hls';

/** A loopback URL of the gateway; never stored, and useless after `live.close` or a restart. */
export interface StreamTicket {
  readonly leaseId: LeaseId;
  readonly channelId: ChannelId;
  readonly profile: StreamProfile;
  readonly transport: LocalTransport;
  readonly url: string;
}

/** What happens next to a stream that is lost. There is no value for "nothing is planned". */
export interface NextTry {
  /** Epoch ms: when the next try begins or, while a try runs, when that try is given up at the latest. */
  readonly nextAtMs: number;
  readonly isTrying: boolean;
}

/** What the gateway knows of the upstream of a lease. The player's own state is the renderer's. */
export type StreamFeed =
  | { readonly phase: 'connecting'; readonly attempt: number }
  | { readonly phase: 'flowing'; readonly sinceMs: number; readonly codec: string | null }
  | ({
      readonly phase: 'reconnecting';
      readonly attempt: number;
      readonly lastDataAtMs: number | null;
      readonly error: WireError;
    } & NextTry)
  | { readonly phase: 'failed'; readonly error: WireError }
  /** The lease stands, but the gateway pulls nothing and plans nothing: the page has to ask anew when it wants pictures. */
  | { readonly phase: 'idle' };

export type RecordingPlace = 'cloud' | 'device';

/** Half-open in time: `fromMs` is inside, `toMs` is not. */
export interface Recording {
  readonly channelId: ChannelId;
  readonly place: RecordingPlace;
  readonly kind: 'continuous' | 'motion' | 'alarm' | 'manual' | 'unknown';
  readonly fromMs: number;
  readonly toMs: number;
}

/** A group that operators made themselves, over cameras of any accounts. A camera may be in several. */
export interface Site {
  readonly id: SiteId;
  readonly parentId: SiteId | null;
  readonly name: string;
  /** Grows with every change of the cameras in it, so that only those of changed sites are read again. */
  readonly revision: number;
  readonly cameraCount: number;
}

/** A tile that chooses by itself what it shows. */
export type SpecialTile =
  /** Cameras in turn. */
  | { readonly kind: 'sequence'; readonly sequenceId: SequenceId }
  /** The camera that is selected elsewhere, in its best stream. */
  | { readonly kind: 'hotspot' }
  /** The camera of the newest alarm. */
  | { readonly kind: 'alarm' };

/** What a place of a wall was given to show; null for nothing. */
export type TileContent = ChannelId | SpecialTile | null;

/** `fit`: the whole picture. `fill`: no bars, edges cut off. `native`: one picture pixel on one device pixel, from the middle. */
export const TILE_ASPECTS = ['fit', 'fill', 'native'] as const;
export type TileAspect = (typeof TILE_ASPECTS)[number];

/** How the picture of a camera is shown: mirrored left to right, and then turned clockwise by so many degrees. */
export interface PictureLook {
  readonly turn: 0 | 90 | 180 | 270;
  readonly isMirrored: boolean;
}

/** `tiles[i]` is the content of tile i of the layout; a smaller layout keeps what it does not show. */
export interface Wall {
  readonly id: WallId;
  readonly name: string;
  readonly layout: WallLayout;
  readonly tiles: readonly TileContent[];
  /** How the picture of tile i stands in it; `fit` where nothing is said. */
  readonly aspects: readonly TileAspect[];
  /** Nothing on it can be changed by accident. */
  readonly isLocked: boolean;
  /** Grows with every save; 0 for a wall that was never saved. */
  readonly revision: number;
}

/** What one tile of the wall shows, as measured in the renderer. */
export interface TileReport {
  readonly tile: number;
  readonly channelId: ChannelId | null;
  readonly phase:
    'empty' | 'parked' | 'opening' | 'playing' | 'delayed' | 'stalled' | 'frozen' | 'reconnecting' | 'failed';
  readonly firstFrameMs: number | null;
  readonly fps: number;
  readonly droppedFrames: number;
  readonly error: string | null;
}

/** Load of the whole process tree. */
export interface LoadSample {
  readonly atMs: number;
  /** Share of all cores, 0 to 1. */
  readonly cpu: number;
  readonly memoryBytes: number;
  readonly memoryTotalBytes: number;
  /** Media received from the clouds, in bits per second. */
  readonly networkBps: number;
}
