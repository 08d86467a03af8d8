/** The documented error codes with their HTTP status, and which code answers which broken parameter. */
import type { Violation } from '../../kernel/check.ts';
import type { ApiAnswer } from '../../kernel/cloud.ts';
import type { Contract, ContractErrorCode } from '../../kernel/contract.ts';

/** Thrown by an operation that refuses; `code` is one of chapter 6.2 or of the gateway. */
export class Refusal extends Error {
  readonly code: string;
  readonly detail: string | null;
  /** @param detail what exactly was wrong; added to the documented sentence. */
  constructor(code: string, detail: string | null = null) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/**
 * Answers of the API gateway in front of the service. The document gives their statuses (401, 404, 405, 413, 429) and
 * leaves the codes to the signing guide.
 */
const GATEWAY: readonly ContractErrorCode[] = [
  { code: 'APIG.0101', http: 404, message: 'The API does not exist or has not been published in the environment' },
  { code: 'APIG.0105', http: 405, message: 'The API does not support this method' },
  { code: 'APIG.0201', http: 413, message: 'Request entity too large' },
  { code: 'APIG.0301', http: 401, message: 'Incorrect IAM authentication information' },
  { code: 'APIG.0308', http: 429, message: 'The throttling threshold has been reached' },
];

const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'APIG.0301',
  403: 'VIS.0001',
  404: 'APIG.0101',
  413: 'APIG.0201',
  429: 'APIG.0308',
  503: 'VIS.0008',
};

export class ErrorTable {
  readonly #byCode: ReadonlyMap<string, ContractErrorCode>;

  constructor(contract: Contract) {
    this.#byCode = new Map([...contract.errorCodes, ...GATEWAY].map((row) => [row.code, row]));
  }

  /** The envelope `{error_code, error_msg}` with the documented HTTP status. */
  answer(refusal: Refusal): ApiAnswer {
    const row = this.#byCode.get(refusal.code);
    if (row === undefined) throw new RangeError(`${refusal.code} is not in the document's table`);
    const text = row.message ?? row.meaning ?? 'unknown';
    const error_msg = refusal.detail === null ? text : `${text}: ${refusal.detail}`;
    return { status: row.http, code: row.code, body: { error_code: row.code, error_msg } };
  }

  /** The envelope for an injected HTTP failure. */
  forStatus(status: number): ApiAnswer {
    return { ...this.answer(new Refusal(BY_STATUS[status] ?? 'VIS.0007')), status };
  }
}

const INVALID = 'VIS.0005';

/** The documented code for a parameter that breaks a documented rule; `VIS.0005` where none is named. */
export function refusalOf(violation: Violation): Refusal {
  const { name, rule } = violation;
  const detail = `${name} (${rule})`;
  if (name === 'url' && rule === 'pattern') return new Refusal('VIS.0207', detail);
  // the only codec of created streams is H264; asking for another has a code of its own
  if (name === 'encode_type' && rule === 'enum') return new Refusal('VIS.0213', detail);
  return new Refusal(INVALID, detail);
}

/** A rule that the contract cannot express. */
export function invalid(detail: string): Refusal {
  return new Refusal(INVALID, detail);
}
