/** The documented error codes: their HTTP status and text, and which code answers which broken parameter. */
import type { Violation } from '../../kernel/check.ts';
import type { ApiAnswer } from '../../kernel/cloud.ts';
import type { Contract, ContractErrorCode } from '../../kernel/contract.ts';

/** Thrown by an operation that refuses; `code` is one of appendix 20.2. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface ItemResult {
  readonly code: string;
  readonly msg: string;
}

const SYSTEM_BUSY = 'IVM.90000011';
const WRONG_METHOD = 'IVM.90000009';
const INTERNAL = 'IVM.90000001';

export class ErrorTable {
  readonly #byCode = new Map<string, ContractErrorCode>();

  constructor(contract: Contract) {
    // three codes stand twice in the appendix; the first row is the one with a request-level status
    for (const row of contract.errorCodes) if (!this.#byCode.has(row.code)) this.#byCode.set(row.code, row);
  }

  /** The envelope `{error_code, error_msg}` with the documented HTTP status. */
  answer(code: string): ApiAnswer {
    const row = this.#byCode.get(code);
    if (row === undefined) throw new RangeError(`${code} is not in the document's table`);
    return { status: row.http, code, body: { error_code: code, error_msg: this.#textOf(row) } };
  }

  /** The outcome of one item of a batch. */
  item(code: string): ItemResult {
    const row = this.#byCode.get(code);
    return { code, msg: row === undefined ? 'Success' : this.#textOf(row) };
  }

  /** The envelope for an injected HTTP failure; the document names one code for overload and one for the rest. */
  forStatus(status: number): ApiAnswer {
    const code = status === 405 ? WRONG_METHOD : status === 429 || status === 503 ? SYSTEM_BUSY : INTERNAL;
    return { ...this.answer(code), status };
  }

  #textOf(row: ContractErrorCode): string {
    return row.message ?? row.meaning ?? 'Unknown';
  }
}

/** By parameter name; the wording of the appendix names the parameter. */
const ILLEGAL: Readonly<Record<string, string>> = {
  user_id: 'IVM.10020000',
  ak: 'IVM.10020020',
  sk: 'IVM.10020021',
  description: 'IVM.10020004',
  start_time: 'IVM.10020005',
  end_time: 'IVM.10020006',
  limit: 'IVM.10020009',
  offset: 'IVM.10020010',
  direction: 'IVM.10020011',
  sort_by: 'IVM.10020012',
  device_id: 'IVM.10022000',
  device_ids: 'IVM.10022000',
  channel_id: 'IVM.10022001',
  device_username: 'IVM.10022008',
  device_password: 'IVM.10022009',
  device_state: 'IVM.10022011',
  device_name: 'IVM.10022012',
  access_protocol: 'IVM.10022013',
  device_type: 'IVM.10022014',
  device_system_state: 'IVM.10022015',
  channel_state: 'IVM.10022020',
  channel_system_state: 'IVM.10022021',
  channel_resource_state: 'IVM.10022022',
  channel_name: 'IVM.10022023',
  manufactures: 'IVM.10022025',
  device_org_id: 'IVM.10022026',
  parent_org_id: 'IVM.10022026',
  group_ids: 'IVM.10022026',
  verification_code: 'IVM.10022033',
  device_org_name: 'IVM.20001005',
  is_current_org: 'IVM.10024014',
  stream_type: 'IVM.10026000',
  playback_protocol: 'IVM.10026001',
  protocol: 'IVM.10026001',
  record_type: 'IVM.10026002',
  live_protocol: 'IVM.10026003',
  mode: 'IVM.20002007',
  control_lock: 'IVM.20002009',
  control_token: 'IVM.20002009',
};

const MISSING: Readonly<Record<string, string>> = {
  start_time: 'IVM.10020017',
  end_time: 'IVM.10020018',
  verification_code: 'IVM.10022005',
  device_ids: 'IVM.10022034',
};

const BY_OPERATION: Readonly<Record<string, string>> = {
  // devices with GB28181 only have codes of their own
  'getDeviceGateway device_id': 'IVM.10022024',
  'updateGbAccount device_id': 'IVM.10022024',
  'batchAddGbDevices device_id': 'IVM.10022024',
  'batchAddGbDevices devices too-few': 'IVM.10022003',
  'batchAddGbDevices devices missing': 'IVM.10022003',
  'batchAddGbDevices devices too-many': 'IVM.10022004',
  'batchDeleteDevices devices too-few': 'IVM.10022017',
  'batchDeleteDevices devices missing': 'IVM.10022017',
  'batchDeleteDevices devices too-many': 'IVM.10022016',
  'batchDeleteDevices devices pattern': 'IVM.10022000',
  'moveDevicesToOrg device_ids too-few': 'IVM.10022034',
  'moveDevicesToOrg device_ids too-many': 'IVM.10020001',
  'controlPtz direction': 'IVM.20002007',
};

const INVALID_REQUEST = 'IVM.10020001';
const NO_CHANNELS = 'IVM.10024002';
const CHANNEL_COUNT = 'IVM.10024000';

/** The documented code for a parameter that breaks a documented rule; `IVM.10020001` where none is named. */
export function codeOf(operation: string, violation: Violation): string {
  const { name, rule } = violation;
  if (rule === 'unknown') return INVALID_REQUEST;
  if (rule === 'weak') return 'IVM.10022032';
  const special = BY_OPERATION[`${operation} ${name} ${rule}`] ?? BY_OPERATION[`${operation} ${name}`];
  if (special !== undefined) return special;
  if (name === 'channels') return rule === 'too-many' ? CHANNEL_COUNT : rule === 'type' ? INVALID_REQUEST : NO_CHANNELS;
  if (rule === 'missing') return MISSING[name] ?? ILLEGAL[name] ?? INVALID_REQUEST;
  return ILLEGAL[name] ?? INVALID_REQUEST;
}
