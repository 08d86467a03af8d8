/**
 * The capabilities of clouds, as rows of a table. Closed lists, so that screens have words and never compare vendor
 * names.
 */
import type { VendorId } from '../vendor.ts';

/** The renderer's words are `clouds.capabilities.<key>`, in this order. */
export const CAPABILITIES = [
  'live-flv',
  'live-hls',
  'live-rtmp',
  'cloud-playback',
  'device-playback',
  'recording-download',
  'recording-plans',
  'snapshot',
  'ptz',
  'presets',
  'cruise-tracks',
  'audio-talk',
  'target-libraries',
  'target-search',
  'alarm-push',
  'alarm-rules',
  'analysis',
  'statistics',
  'onboarding',
  'bulk-import',
  'groups',
  'device-settings',
  'gateways',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/**
 * - `yes`: the cloud documents it and this client does it.
 * - `not-yet`: the cloud documents it, this client has no screen for it yet; the API console reaches its operations.
 * - `no`: the cloud documents no operation for it.
 */
export const CAPABILITY_STATES = ['yes', 'not-yet', 'no'] as const;
export type CapabilityState = (typeof CAPABILITY_STATES)[number];

/** Why a cell is not `yes`. The renderer's words are `clouds.capabilities.reasons.<reason>`. */
export const CAPABILITY_REASONS = [
  /** The document has no operation for it. */
  'no-operation',
  /** Documented; this client plays the same picture in another form. */
  'other-form',
  /** Documented; this client has no screen for it. */
  'no-screen-yet',
] as const;
export type CapabilityReason = (typeof CAPABILITY_REASONS)[number];

export interface CapabilityCell {
  readonly capability: Capability;
  readonly state: CapabilityState;
  readonly reason: CapabilityReason | null;
  /** The cloud's operations that offer it, by their documented names: what the API console opens. */
  readonly operations: readonly string[];
}

export interface CapabilityColumn {
  readonly vendor: VendorId;
  readonly operationCount: number;
  readonly cells: readonly CapabilityCell[];
}
