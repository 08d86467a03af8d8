/** The documented status codes: their HTTP status and text, and which of them answers which broken parameter. */
import type { Violation } from '../../kernel/check.ts';
import type { ApiAnswer } from '../../kernel/cloud.ts';
import type { Contract, ContractErrorCode } from '../../kernel/contract.ts';

/** Thrown by an operation that refuses; `code` is a StatusCode of the common table. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Parameter check failed: whatever breaks a rule that has no code of its own. */
export const CHECK_FAILED = '40005';
/** Not found in the database. */
export const NOT_FOUND = '40006';
export const IN_USE = '42205';
const FAILED = '50000';

export class ErrorTable {
  readonly #byCode = new Map<string, ContractErrorCode>();

  constructor(contract: Contract) {
    // 51603 stands twice; the first row is the gateway's, and only that is answered here
    for (const row of contract.errorCodes) if (!this.#byCode.has(row.code)) this.#byCode.set(row.code, row);
  }

  /**
   * The error envelope. `Code` is 0 as in the document's sample, except for the server's own failures (5xxxx), so only
   * `StatusCode` distinguishes success from failure.
   */
  answer(code: string, requestId: string): ApiAnswer {
    const row = this.#byCode.get(code);
    if (row === undefined) throw new RangeError(`${code} is not in the document's table`);
    const body = {
      RequestId: requestId,
      Code: code.startsWith('5') ? 500 : 0,
      StatusCode: Number(code),
      Message: row.message ?? '',
      Data: '',
    };
    return { status: row.http, code, body };
  }

  /** The envelope for an injected HTTP failure: "operation failed" with that status. */
  forStatus(status: number, requestId: string): ApiAnswer {
    return { ...this.answer(FAILED, requestId), status };
  }
}

/** By parameter name, for every operation. */
const BY_NAME: Readonly<Record<string, string>> = {
  AccessProtocol: '40002',
  ChannelId: '41639',
  DeviceId: '41638',
  Name: '41624',
  PlanName: '41624',
  TemplateName: '41624',
  TaskName: '41624',
  Description: '41625',
  Describe: '41625',
  Password: '41626',
  DayOfWeek: '43402',
};

/** Type and Status are different things in different groups. */
const BY_OPERATION: Readonly<Record<string, string>> = {
  'addDevice Type': '40003',
  'listDevices Type': '40003',
  'listDevices Status': '40004',
  'updateDeviceStatus Status': '40004',
  'addRecordBackupTemplate Scale': '43412',
  'modifyRecordBackupTemplate Scale': '43412',
  'countOrganizationUnplannedChannels OrganizationId too-many': '43406',
};

/** The AI operations have a code for almost every parameter. */
const OF_AI: Readonly<Record<string, string>> = {
  Name: '43701',
  Desc: '43702',
  'ChannelList missing': '43703',
  'ChannelList too-few': '43703',
  'ChannelList too-many': '43704',
  ChannelList: '43705',
  CallbackUrl: '43706',
  DetectType: '43707',
  TimeInterval: '43708',
  'OperTimeslot too-many': '43709',
  OperTimeslot: '43711',
  Start: '43711',
  End: '43711',
  Tag: '43713',
  TaskId: '43717',
  PageNumber: '43720',
  PageSize: '43721',
  'Status missing': '43722',
  Status: '43723',
  ChannelId: '43725',
  Object: '43726',
  BeginTime: '43727',
  EndTime: '43727',
};

const TEMPLATE_TIMES = new Set(['StartTime', 'EndTime']);

/** The documented code for a parameter that breaks a documented rule. */
export function codeOf(operation: string, group: string, violation: Violation): string {
  const { name, rule } = violation;
  if (rule === 'unknown') return CHECK_FAILED;
  if (group === 'ai') return OF_AI[`${name} ${rule}`] ?? OF_AI[name] ?? CHECK_FAILED;
  const special = BY_OPERATION[`${operation} ${name} ${rule}`] ?? BY_OPERATION[`${operation} ${name}`];
  if (special !== undefined) return special;
  if (group.endsWith('-template') && TEMPLATE_TIMES.has(name)) return '43403';
  return BY_NAME[name] ?? CHECK_FAILED;
}
