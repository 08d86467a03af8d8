/**
 * The property of one project in this cloud: subscription, streams, devices, credentials, and work that is under way.
 */

export type StreamState = 'ACTIVE' | 'STOPPED';
export type Codec = 'H264' | 'H265';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface Retention {
  hours: number;
  isForever: boolean;
  storeType: string;
  bucket: string;
  path: string;
  sliceMinutes: number;
  timezone: string;
  state: StreamState;
}

export interface VisStream {
  readonly id: string;
  name: string;
  accessType: 'RTMP' | 'HTTP-FLV' | 'GB28181';
  shareType: 'PRIVATE' | 'PUBLIC';
  url: string | null;
  accessKey: string | null;
  description: string;
  tags: readonly Tag[];
  /** For GB28181 the invitation of the channel decides instead. */
  state: StreamState;
  /** The user whose token a private stream requires. */
  readonly ownerId: string;
  readonly createdAtMs: number;
  updatedAtMs: number;
  activatedAtMs: number;
  retention: Retention | null;
  readonly cameraKey: string;
  /** Burnt into the picture. */
  readonly cameraName: string;
  readonly profile: 'main' | 'sub';
  readonly channel: VisChannel | null;
  /** Whether an encoder pushes, or the pulled address answers. */
  isFed: boolean;
  /** Number of the media host in the addresses; changes after an interruption. */
  worker: number;
  isBeingDeleted: boolean;
}

export interface Strategy {
  kind: 'RANDOM' | 'CONSECUTIVE';
  startTime: string;
  /** Null for `CONSECUTIVE`. */
  endTime: string | null;
  totalMinutes: number;
  periodicity: 'ONCE' | 'DAY';
  state: StreamState;
  /** Slices that begin before this moment do not run. */
  changedAtMs: number;
}

export interface VisChannel {
  readonly device: VisDevice;
  readonly id: string;
  readonly cameraKey: string;
  readonly cameraName: string;
  readonly codec: Codec;
  readonly hasTcp: boolean;
  readonly createdAtMs: number;
  updatedAtMs: number;
  suffix: string | null;
  prefersTcp: boolean;
  /** Made when the device registers. */
  stream: VisStream | null;
  strategy: Strategy | null;
  isInvited: boolean;
  /** When it was last invited or cancelled. */
  orderedAtMs: number;
  /** The recorder has lost this camera. */
  isLost: boolean;
  hasSentVideo: boolean;
}

export interface VisDevice {
  readonly id: string;
  readonly type: 'IPC' | 'NVR';
  readonly username: string;
  readonly suffix: string | null;
  readonly description: string | null;
  readonly createdAtMs: number;
  updatedAtMs: number;
  state: 'UNREGISTERED' | 'ONLINE' | 'OFFLINE';
  channels: VisChannel[];
  query: 'IDEL' | 'QUERYING' | 'QUERIED';
  firstOnlineAtMs: number | null;
  lastOnlineAtMs: number | null;
  droppedAtMs: number | null;
}

export interface GbCredential {
  readonly username: string;
  readonly type: 'NORMAL' | 'ANONYMOUS';
  password: string;
  description: string;
  readonly createdAtMs: number;
  updatedAtMs: number;
}

export interface AkskCredential {
  name: string;
  readonly accessKey: string;
  readonly secretKey: string;
  description: string;
  readonly createdAtMs: number;
  updatedAtMs: number;
}

/** Totals; what is used is counted. Times in minutes. */
export interface Quota {
  readonly password: number;
  readonly aksk: number;
  readonly stream: number;
  readonly activeStream: number;
  readonly device: number;
  readonly consecutiveMinutes: number;
  readonly randomMinutes: number;
}

interface Work {
  readonly dueMs: number;
  run(): void;
}

export class Tenant {
  readonly projectId: string;
  /** The user whose name stands on streams that no request made. */
  readonly ownerId: string;
  readonly quota: Quota;
  /** Whether the console allowed VIS to write to object storage; there is no API for it. */
  readonly hasAgency: boolean;
  readonly streams = new Map<string, VisStream>();
  readonly devices = new Map<string, VisDevice>();
  readonly gbCredentials = new Map<string, GbCredential>();
  /** The GB28181 credential of each device, by device id. */
  readonly credentialOf = new Map<string, string>();
  /** By access key. */
  readonly akskCredentials = new Map<string, AkskCredential>();
  subscribedAtMs: number | null = null;
  #serial = 0;
  #work: Work[] = [];
  #furnish: ((tenant: Tenant) => void) | null = null;

  constructor(projectId: string, ownerId: string, quota: Quota, hasAgency: boolean) {
    this.projectId = projectId;
    this.ownerId = ownerId;
    this.quota = quota;
    this.hasAgency = hasAgency;
  }

  /** Grows by one each time; for ids. */
  nextSerial(): number {
    this.#serial += 1;
    return this.#serial;
  }

  /** Lets something happen later in the cloud's own time. */
  later(dueMs: number, run: () => void): void {
    this.#work.push({ dueMs, run });
  }

  /** Fills a large tenant only when it is first read. */
  furnishLater(furnish: (tenant: Tenant) => void): void {
    this.#furnish = furnish;
  }

  /** Applies all changes whose time has come; called before every operation. */
  settle(nowMs: number): void {
    const furnish = this.#furnish;
    this.#furnish = null;
    furnish?.(this);
    const due = this.#work.filter((one) => one.dueMs <= nowMs).sort((a, b) => a.dueMs - b.dueMs);
    if (due.length === 0) return;
    this.#work = this.#work.filter((one) => one.dueMs > nowMs);
    for (const one of due) one.run();
  }
}
