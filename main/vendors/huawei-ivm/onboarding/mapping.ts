/** Maps IVM's answers about a new device to the domain: a row of the device list (5.2), and refusals (20.2). */
import type { Registration } from '../../../../preload/domain/onboarding/onboarding.ts';
import type { ErrorCode } from '../../../../preload/domain/error.ts';
import type { AddAnswer, FoundDevice } from '../../../ports/onboarding.ts';
import { AppError } from '../../../errors.ts';
import { addFailed, type Refusal } from '../../core/client/batch/added.ts';
import type { AnswerOf } from '../../core/contract/operations.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';

type Row = NonNullable<AnswerOf<HuaweiIvmOperations, 'listOrgDevices'>['devices']>[number];

/** `gb_access_state`. */
const REGISTRATIONS: ReadonlyMap<string, Registration> = new Map<string, Registration>([
  ['NOT_CONNECTED', 'nothing-received'],
  ['NO_AUTHENTICATION_INFO', 'incomplete'],
  ['AUTHENTICATION_FAILED', 'sign-in-refused'],
  ['CATALOG_ERROR', 'channels-wrong'],
  ['UNKNOWN_ERROR', 'no-reason'],
  ['CONNECTED', 'registered'],
]);
const MAX_WORD = 64;

/** A HoloSens device has no `gb_access_state`: on line is all that is known of it. */
function registrationOf({
  access_protocol: protocol,
  device_state: state,
  gb_access_state: reason,
}: Row): Registration {
  if (protocol === 'GB28181' && reason !== undefined) return REGISTRATIONS.get(reason) ?? 'no-reason';
  if (state === 'ONLINE') return 'registered';
  return state === 'UNREGISTERED' ? 'nothing-received' : 'no-reason';
}

const packageOf = (states: readonly string[] | undefined): boolean | null =>
  states === undefined ? null : states.includes('MANAGEMENT_GRANT');

export function toFound(row: Row): FoundDevice {
  const [channel] = (row.channels ?? []).filter(({ channel_id: id }) => id);
  return {
    nativeId: row.device_id ?? '',
    registration: registrationOf(row),
    word: (row.gb_access_state ?? row.device_state)?.slice(0, MAX_WORD) ?? null,
    name: row.device_name || null,
    channelNativeId: channel?.channel_id ?? null,
    hasPackage: packageOf(channel?.channel_resource_state),
  };
}

const REFUSALS: ReadonlyMap<string, Refusal> = new Map([
  ['20000000', ['other-enterprise', 'deviceId']],
  ['20000001', ['already-here', 'deviceId']],
  ['20000046', ['personal-app', 'deviceId']],
  ['20000051', ['twice', 'deviceId']],
  ['20000003', ['wrong-code', 'code']],
  ['10022033', ['bad-value', 'code']],
  ['10022005', ['bad-value', 'code']],
  ['10022000', ['bad-value', 'deviceId']],
  ['10022024', ['bad-value', 'deviceId']],
  ['10022012', ['bad-value', 'name']],
  ['10022008', ['bad-value', 'userName']],
  ['10022009', ['bad-value', 'password']],
  ['10022032', ['bad-value', 'password']],
]);

export const DONE: AddAnswer = {
  state: 'done',
  field: null,
  reason: null,
  error: null,
  nativeId: null,
  isPlaced: false,
};

/** The answer for a device whose call, or whose row of a batch, failed. */
export const toAnswer = (error: AppError): AddAnswer =>
  addFailed(error, REFUSALS.get(error.vendor?.code?.replace(/^IVM\./, '') ?? ''));

/** A failure of one item in an answer of HTTP 200. */
export function itemError(
  operation: string,
  reply: { readonly httpStatus: number; readonly requestId: string | null },
  failure: { readonly code: ErrorCode; readonly vendorCode: string | null; readonly text: string | null },
): AppError {
  const { httpStatus, requestId } = reply;
  return new AppError(failure.code, `${operation}: ${failure.vendorCode}`, {
    vendor: { id: 'huawei-ivm', operation, code: failure.vendorCode, httpStatus, requestId, text: failure.text },
  });
}
