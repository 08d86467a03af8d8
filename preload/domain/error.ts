/** The closed list of failures the product knows, and the shape in which they travel. */
import type { VendorId } from './vendor.ts';

export const ERROR_CODES = [
  'internal',
  'cancelled',
  'input.invalid-field',
  'input.bad-file',
  'ipc.invalid-input',
  'ipc.unknown-request',
  'ipc.too-large',
  'ipc.too-many',
  'ipc.untrusted-sender',
  'ipc.disconnected',
  'network.unreachable',
  'network.dns',
  'network.tls',
  'network.timeout',
  'network.reset',
  'network.bad-answer',
  'network.no-api',
  'network.too-large',
  'network.redirect-refused',
  'network.address-refused',
  'auth.rejected-user',
  'auth.rejected-key',
  'auth.rejected-password',
  'auth.expired-token',
  'auth.clock-skew',
  'auth.needs-token',
  'auth.no-permission',
  'auth.suspended',
  'auth.holder-needed',
  'auth.other-user-needed',
  'auth.wrong-project',
  'auth.wrong-region',
  'cloud.rate-limited',
  'cloud.unavailable',
  'cloud.invalid-parameter',
  'cloud.not-found',
  'cloud.conflict',
  'cloud.exists',
  'cloud.in-use',
  'cloud.first-needed',
  'cloud.quota',
  'cloud.arrears',
  'cloud.service-not-enabled',
  'cloud.service-abnormal',
  'cloud.service-unclear',
  'cloud.not-supported',
  'cloud.pending',
  'cloud.failed',
  'cloud.refused',
  'cloud.partial',
  'device.offline',
  'device.frozen',
  'device.unregistered',
  'device.busy',
  'device.timeout',
  'device.failed',
  'device.rejected-password',
  'device.privacy-mask',
  'device.licence',
  'device.storage',
  'media.no-url',
  'media.not-streaming',
  'media.url-expired',
  'media.host-refused',
  'media.unsupported-codec',
  'media.unsupported-transport',
  'media.bad-stream',
  'media.over-limit',
  'media.quarantined',
  'media.upstream-closed',
  'media.stalled',
  'media.gateway-down',
  'media.no-past',
  'bookmark.overtaken',
  'evidence.unreadable',
  'export.not-found',
  'export.running',
  'export.copy-running',
  'export.copy-ended',
  'export.copy-no-times',
  'export.copy-not-read',
  'export.copy-not-coded',
  'recording.none',
  'recording.archived',
  'recording.no-right',
  'recording.bad-address',
  'recording.address-expired',
  'recording.too-many-downloads',
  'recording.bandwidth',
  'recording.too-many-links',
  'recording.not-open',
  'recording.device-taken',
  'recording.not-steered',
  'recording.no-key-frames',
  'recording.bad-file',
  'recording.file-gone',
  'vault.locked',
  'vault.missing',
  'vault.refused',
  'vault.too-large',
  'vault.no-such-secret',
  'account.not-found',
  'account.label-taken',
  'account.disabled',
  'account.keys-needed',
  'account.address-refused',
  'account.address-plain',
  'channel.not-found',
  'number.taken',
  'number.too-many',
  'number.interrupted',
  'site.not-found',
  'site.name-taken',
  'site.too-deep',
  'site.too-many',
  'wall.not-found',
  'wall.name-taken',
  'wall.too-many',
  'wall.version-gone',
  'wall.file-too-large',
  'removed.not-found',
  'window.not-opened',
  'window.kiosk',
  'storage.corrupt',
  'storage.write-failed',
  'storage.full',
  'storage.no-access',
  'storage.name-taken',
  'storage.name-too-long',
  'storage.gone',
  'demo.unavailable',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What the user can do next; the renderer turns it into a verb on a button. */
export const ERROR_ACTIONS = [
  'retry',
  'wait',
  'check-network',
  'check-clock',
  'edit-account',
  'open-console',
  'unlock-vault',
  'session-only',
  'choose-sub-stream',
  'report',
  'none',
] as const;
export type ErrorAction = (typeof ERROR_ACTIONS)[number];

/** The cloud's own words, kept for support: the request id is always copyable. Never holds a secret or a media URL. */
export interface VendorFailure {
  readonly id: VendorId;
  readonly operation: string;
  readonly code: string | null;
  readonly httpStatus: number | null;
  readonly requestId: string | null;
  readonly text: string | null;
}

/**
 * A failure as it crosses to the renderer. The words come from i18n: `errors.<code>.what`, `.why`, `.next`, filled with
 * `params`. Known params: `field`, `host`, `limit`, `seconds`, `codec`, `label`, `detail`, `line`,
 * `folder`.
 */
export interface WireError {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly retryable: boolean;
  readonly action: ErrorAction;
  readonly vendor: VendorFailure | null;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };
