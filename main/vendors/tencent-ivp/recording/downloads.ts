/** Files of recordings in the cloud (`getCloudRecordDownloadUrl`): half an hour of one day at most, fetched within 10 min. */
import { channelRefOf } from '../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { AppError } from '../../../errors.ts';
import { vendorFailure } from '../../core/client/answers/answer-error.ts';
import type { VendorClient } from '../../core/client/client.ts';
import type { Dialect, Mapped } from '../../core/client/dialect.ts';
import { overTls, toRemoteFile, type MediaRules } from '../../core/client/media-source.ts';
import { parsedJson } from '../../core/client/answers/parsed-json.ts';
import { requestOf } from '../../core/client/request-id.ts';
import type { DownloadFile, DownloadPort, DownloadRequest } from '../../../ports/downloads.ts';
import { coveredBy, firstPart, secondsOf } from './days.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';

const OPERATION = 'getCloudRecordDownloadUrl';
const MAX_FILE_MS = 30 * 60_000;
const URL_LIFE_MS = 10 * 60_000;
/** An error of the document has some 150 characters. */
const MAX_REFUSAL_CHARS = 4_096;
/** The codes of downloads in the table of errors. */
const OWN_CODE = /^425\d\d$/;
/** The meaning of a refusal without such a code: the address is not good, since a download has no sign-in. */
const BAD_ADDRESS: Mapped = { code: 'recording.bad-address', retryable: false, action: 'retry' };

export interface IvpDownloadParts {
  readonly client: VendorClient<TencentIvpOperations>;
  readonly dialect: Dialect;
  readonly rules: MediaRules;
}

/** The first piece of a range that fits into one file. The cloud counts whole seconds. */
function firstFile(range: TimeRange): TimeRange {
  const { fromMs, toMs } = firstPart(range);
  const beginMs = Math.floor(fromMs / 1000) * 1000;
  return { fromMs, toMs: Math.min(toMs, beginMs + MAX_FILE_MS) };
}

export class IvpDownloads implements DownloadPort {
  readonly firstPart = firstFile;
  readonly #parts: IvpDownloadParts;

  constructor(parts: IvpDownloadParts) {
    this.#parts = parts;
  }

  async open({ channelId, range, type }: DownloadRequest, signal: AbortSignal): Promise<DownloadFile> {
    const { client, rules } = this.#parts;
    const part = firstFile(range);
    const { startSec, endSec } = secondsOf(part);
    const asked = {
      ChannelId: channelRefOf(channelId).channelNativeId,
      BeginTime: String(startSec),
      EndTime: String(endSec),
      FileType: type,
    };
    const askedAtMs = Date.now();
    const reply = await client.call(OPERATION, asked, signal);
    const url = reply.data.Data?.Url;
    const file = toRemoteFile({
      url: url && overTls(url, rules),
      host: client.host,
      expiresAtMs: askedAtMs + URL_LIFE_MS,
      ...rules,
    });
    return { ...file, covers: coveredBy(part, startSec), ...requestOf(reply) };
  }

  /** The file server answers with the envelope of the API, and with the HTTP status of the code (42501 to 42508). */
  refusalOf(status: number, body: string): AppError {
    const { client, dialect } = this.#parts;
    const verdict = dialect.judge(status, body.length > MAX_REFUSAL_CHARS ? null : parsedJson(body));
    const { code, text } = verdict.kind === 'error' ? verdict : { code: null, text: null };
    const isKnown = OWN_CODE.test(code ?? '') || status === 429 || status >= 500;
    const mapped = isKnown ? dialect.errorOf(code, status) : BAD_ADDRESS;
    const where = { vendor: 'tencent-ivp', operation: OPERATION, httpStatus: status, requestId: null } as const;
    const vendor = vendorFailure(where, code, text, client.redactor);
    return new AppError(mapped.code, `${OPERATION}: ${vendor.code ?? status}`, { ...mapped, vendor });
  }
}
