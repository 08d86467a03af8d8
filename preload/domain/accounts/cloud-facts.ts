/**
 * Facts about an account that a cloud reports besides cameras: subscription, quota, use. Closed lists, so that screens
 * have words.
 */

/** The things that a figure counts. The renderer's words are `clouds.facts.keys.<key>`. */
export const FACT_KEYS = [
  /** Devices of the account, as the cloud counts them. */
  'devices',
  /** Cameras of one project or instance, `name` says which. */
  'cameras',
  /** Channels that may be accessed and replayed. */
  'access-channels',
  /** Channels with continuous recording in the cloud. */
  'continuous-recording-channels',
  /** Channels with recording on motion in the cloud. */
  'motion-recording-channels',
  /** Channels whose data flows to other services. */
  'data-flow-channels',
  /** Channels that some plan records to the cloud. */
  'recorded-channels',
  'streams',
  'active-streams',
  'device-credentials',
  'push-credentials',
  /** Minutes of continuous access of devices. */
  'continuous-access-minutes',
  /** Minutes of access of devices on demand. */
  'random-access-minutes',
  /** Regions of the cloud that serve the account, of all that there are. */
  'service-nodes',
  'play-domains',
  'gateways',
  'projects',
  'instances',
  /** Compute units in use. */
  'compute-units',
  /** Compute jobs that run, of those planned. */
  'compute-jobs',
  /** Expected uploads of pictures and video per month. */
  'upload-bytes-per-month',
  'watch-policies',
] as const;
export type FactKey = (typeof FACT_KEYS)[number];

export const FACT_UNITS = ['count', 'minutes', 'bytes'] as const;
export type FactUnit = (typeof FACT_UNITS)[number];

/** The state of the counted objects. The renderer's words are `clouds.facts.states.<state>`. */
export const FACT_STATES = ['normal', 'arrears', 'frozen', 'stopped', 'expired'] as const;
export type FactState = (typeof FACT_STATES)[number];

/** One figure of an account. */
export interface AccountFigure {
  readonly key: FactKey;
  /** Null if the cloud reports the limit only. */
  readonly used: number | null;
  /** Null if there is none, or if the cloud does not report it. */
  readonly limit: number | null;
  readonly unit: FactUnit;
  /** The cloud's own name of the package, project or instance, where there are several. */
  readonly name: string | null;
  readonly state: FactState | null;
  readonly billing: 'prepaid' | 'on-demand' | null;
  /** Null if it does not end, or if the cloud does not report it. */
  readonly expiresAtMs: number | null;
}

export interface Subscription {
  readonly state: 'active' | 'not-subscribed';
  readonly sinceMs: number | null;
}

/** Remarks that a reader of the figures needs. The renderer's words are `clouds.facts.notes.<note>`. */
export const FACT_NOTES = [
  /** The cloud publishes no limits: figures are use only. */
  'no-quota-published',
  /** The cloud does not report how much storage is used. */
  'no-storage-published',
  /** The cloud does not report when the account or its packages end. */
  'no-expiry-published',
  /** There are more than are listed here. */
  'list-cut',
] as const;
export type FactNote = (typeof FACT_NOTES)[number];

/**
 * The parts that are asked for separately, so that each can fail alone. The renderer's words are
 * `clouds.facts.parts.<part>`.
 */
export const FACT_PARTS = [
  'subscription',
  'packages',
  'devices',
  'service-nodes',
  'play-domains',
  'gateways',
  'recording',
  'projects',
  'instances',
  'compute',
  'watch',
] as const;
export type FactPart = (typeof FACT_PARTS)[number];
