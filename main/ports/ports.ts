/**
 * What a cloud can do for the client, in the domain's words. A vendor supplies the ports it has; services ask a session
 * for a port and treat a missing one as "this cloud does not offer it". Every method throws AppError and nothing else.
 */
import type { Channel, Device, OrgNode, Recording, RecordingPlace, StreamProfile } from '../../preload/domain/model.ts';
import type { AccountId, ChannelId } from '../../preload/domain/ids.ts';
import type { PtzCommand, PtzMotor } from '../../preload/domain/ptz.ts';
import type { TimeRange } from '../../preload/domain/time.ts';
import type { AccountFigure, FactNote, FactPart, Subscription } from '../../preload/domain/cloud-facts.ts';
import type { VendorId } from '../../preload/domain/vendor.ts';
import type { AppError } from '../errors.ts';
import type { Redactor } from '../redactor.ts';
import type { Credential, Secret } from '../secret.ts';
import type { ItemFailure } from '../vendors/core/client/dialect.ts';
import type { AnswerReader } from '../vendors/core/client/reading.ts';

/** A page of a longer list. `total` is the number of matches where the cloud tells it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number | null;
}

export interface AccountPort {
  /** Exchanges or checks the keys with a call that changes nothing. Measures the clock against the cloud's Date header. */
  signIn(
    signal: AbortSignal,
  ): Promise<{ readonly clockSkewMs: number | null; readonly tokenExpiresAtMs: number | null }>;
  /** A read that needs the permissions that the client lives on. */
  checkPermission(signal: AbortSignal): Promise<void>;
  /** How many devices the account sees. */
  countDevices(signal: AbortSignal): Promise<number>;
}

export interface DirectoryPort {
  groups(signal: AbortSignal): AsyncIterable<Page<OrgNode>>;
  devices(signal: AbortSignal): AsyncIterable<Page<Device>>;
  /** In the cloud's stable order, so that operators' numbers do not jump. */
  channels(signal: AbortSignal): AsyncIterable<Page<Channel>>;
}

/** Where the gateway pulls from. Stays in main: the URL authorises whoever holds it. */
export interface UpstreamSource {
  readonly transport: 'http-flv' | 'hls' | 'rtmp';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** When the URL stops opening new connections, or null when the cloud does not say. */
  readonly expiresAtMs: number | null;
  readonly isSingleUse: boolean;
  /**
   * The host of `url` where the account's token would be needed, but goes to hosts of the cloud only. The stream is tried
   * without the token; absent for all other streams.
   */
  readonly tokenWithheldFrom?: string;
  /** The URL may lead to this computer: the account's own endpoint does, as a simulator's does. */
  readonly isLocalAllowed: boolean;
}

export interface LivePort {
  /** Transports in the order the client should try. */
  readonly transports: readonly UpstreamSource['transport'][];
  open(
    request: {
      readonly channelId: ChannelId;
      readonly profile: StreamProfile;
      readonly transport: UpstreamSource['transport'];
    },
    signal: AbortSignal,
  ): Promise<UpstreamSource>;
}

export interface RecordPort {
  list(
    request: { readonly channelId: ChannelId; readonly place: RecordingPlace; readonly range: TimeRange },
    signal: AbortSignal,
  ): AsyncIterable<Page<Recording>>;
}

/** Steers a recording that its device plays at its own pace. Disposing of the source does not stop it; `stop` does. */
export interface PlaybackControl {
  /** The speeds that the cloud documents; 1 is normal. */
  readonly speeds: readonly number[];
  pause(signal: AbortSignal): Promise<void>;
  resume(signal: AbortSignal): Promise<void>;
  /** @param atMs a moment inside the range that is played. */
  seek(atMs: number, signal: AbortSignal): Promise<void>;
  /** @throws {AppError} `input.invalid-field` for a speed that is not among `speeds`. */
  setSpeed(speed: number, signal: AbortSignal): Promise<void>;
  /** Ends the session on the device, which often has but one. */
  stop(signal: AbortSignal): Promise<void>;
}

export interface PlaybackSource extends UpstreamSource {
  /** What the source plays, where a cloud gives a range in pieces only: ask again from its end. Absent: all of it. */
  readonly covers?: TimeRange;
  /** Absent where the viewer alone decides what is fetched, as with a playlist. */
  readonly control?: PlaybackControl;
}

export interface PlaybackPort {
  open(
    request: { readonly channelId: ChannelId; readonly place: RecordingPlace; readonly range: TimeRange },
    signal: AbortSignal,
  ): Promise<PlaybackSource>;
}

/** Control that a cloud gives to one at a time. */
export interface PtzLock {
  /** How long control stays here after it was taken or used. */
  readonly lifeMs: number;
  /** Takes control, also from whoever has it. @returns what every command must show. */
  take(channelId: ChannelId, signal: AbortSignal): Promise<Secret>;
  release(channelId: ChannelId, signal: AbortSignal): Promise<void>;
  /** What a refused command says of the lock: it ran out, somebody else took it, or nothing. */
  lossIn(error: AppError): 'expired' | 'taken' | null;
}

interface PtzRequest {
  readonly channelId: ChannelId;
  /** Null where the cloud knows no lock. */
  readonly control: Secret | null;
}

/** Steering, one motor of a camera at a time. */
export interface PtzPort {
  readonly speedLevels: number;
  /** Least time between two commands to one camera, counted from the answer to the first. */
  readonly minGapMs: number;
  readonly lock: PtzLock | null;
  /** Begins a movement, or a step where `stop` is null. The cloud may have done it although this fails. */
  move(request: PtzRequest & { readonly command: PtzCommand }, signal: AbortSignal): Promise<void>;
  /** Null: the cloud has no command for it, and movements end by themselves. Stopping what rests is no fault. */
  readonly stop: ((request: PtzRequest & { readonly motor: PtzMotor }, signal: AbortSignal) => Promise<void>) | null;
}

/** What one part of the facts gave. */
export interface FactsReading {
  readonly figures: readonly AccountFigure[];
  readonly subscription?: Subscription;
  /** There are more than were read. */
  readonly isCut?: boolean;
  /** Why some of it could not be read, where the rest of it could. */
  readonly failure?: AppError;
}

/** What the cloud tells of the account besides its cameras. Reads only, each part on its own. */
export interface FactsPort {
  readonly parts: readonly {
    readonly part: FactPart;
    readonly read: (signal: AbortSignal) => Promise<FactsReading>;
  }[];
  /** What is true of the figures of this cloud whatever the account. */
  readonly notes: readonly FactNote[];
  /** How far this computer is ahead of the cloud by its last answer, or null before the first. */
  readonly clockSkewMs: number | null;
}

/** What a single call brought. `data` has the documented types; integers beyond 2^53 are texts. */
export interface CallReply {
  readonly data: Readonly<Record<string, unknown>>;
  readonly httpStatus: number;
  readonly requestId: string | null;
  /** The items of a batch that failed; absent when all went well. */
  readonly failures?: readonly ItemFailure[];
}

/** Any documented operation by its name, over the session's own token and connections. */
export interface CallPort {
  /**
   * Checks, signs and sends one call.
   *
   * @param params by their documented names, without those that the session supplies.
   * @throws {AppError} and nothing else; {RangeError} when the cloud documents no such operation.
   */
  call(operationId: string, params: object, signal: AbortSignal): Promise<CallReply>;
  /** Documented parameters that are the account's own keys: filled in where the caller does not give them. */
  supplied(operationId: string): readonly string[];
  /** Least time between two calls with the same target, or null. It is kept without the caller's doing. */
  minGapMs(operationId: string): number | null;
}

/** Where a session keeps its token between runs; the vault implements it. */
export interface TokenStore {
  read(): Promise<Secret | null>;
  write(token: Secret): Promise<void>;
  clear(): Promise<void>;
}

export interface SessionSettings {
  readonly accountId: AccountId;
  readonly endpoint: string;
  readonly region: string | null;
  readonly credential: Credential;
  readonly tokens: TokenStore;
  /** Stars the account's secrets; without it the session has one of its own, which knows what it signs with. */
  readonly redactor?: Redactor;
  /** Reads long answers beside the main thread; without it they are read where they come. */
  readonly reader?: AnswerReader;
}

/** What a client of a cloud is made from. */
export type ClientSettings = Pick<SessionSettings, 'endpoint' | 'credential' | 'redactor' | 'reader'>;

/** One account's conversation with its cloud: token, connections, limits. Dispose it to close them. */
export interface VendorSession {
  readonly vendor: VendorId;
  readonly account: AccountPort;
  readonly directory: DirectoryPort | null;
  readonly live: LivePort | null;
  readonly records: RecordPort | null;
  readonly playback: PlaybackPort | null;
  readonly ptz: PtzPort | null;
  readonly facts: FactsPort | null;
  /** Absent where a session is no cloud's own, as in tests. */
  readonly calls?: CallPort;
  dispose(): Promise<void>;
}

export type SessionFactory = (settings: SessionSettings) => VendorSession;
