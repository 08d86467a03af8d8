/** Pictures of cameras that come as files. */
import { AppError } from '../../../errors.ts';
import { MAX_PICTURE_ANSWER_BYTES } from '../../../../preload/domain/bounds.ts';
import type { PictureAnswer } from '../../../ports/snapshots.ts';
import { vendorFailure, type AnswerContext } from './answers/answer-error.ts';
import type { VendorClient } from './client.ts';
import type { Dialect, Mapped } from './dialect.ts';
import { parsedJson } from './answers/parsed-json.ts';

/** How JPEG and PNG files begin. */
const SIGNATURES = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
] as const;
/** An error of a cloud has some hundred characters. */
const MAX_REFUSAL_BYTES = 4_096;
const NO_PICTURE: Mapped = { code: 'device.failed', retryable: false, action: 'retry' };

export const isPicture = (bytes: Uint8Array): boolean =>
  SIGNATURES.some((signature) => signature.every((byte, i) => bytes[i] === byte));

/** The facts about a cloud that a port needs to read its pictures. */
export interface PictureRules {
  readonly client: Pick<VendorClient<unknown>, 'host' | 'redactor'>;
  readonly where: Pick<AnswerContext, 'vendor' | 'operation'>;
  /** Of the server of the pictures; null where it is a store that knows nothing of cameras. */
  readonly dialect: Pick<Dialect, 'judge' | 'errorOf'> | null;
  /** The picture in an answer with HTTP 200, or null. */
  readonly unpack: (body: Uint8Array) => Uint8Array | null;
}

interface Refusal extends Mapped {
  readonly vendorCode: string | null;
  readonly text: string | null;
}

/** @throws {AppError} as `pictureIn` of {@link SnapshotPort}. */
export function readPicture(answer: PictureAnswer, rules: PictureRules): Uint8Array {
  const { client, where, unpack } = rules;
  const { status, body } = answer;
  if (body.length > MAX_PICTURE_ANSWER_BYTES) {
    throw new AppError('network.too-large', `${where.operation}: a picture of ${body.length} bytes`, {
      params: { host: client.host, limit: MAX_PICTURE_ANSWER_BYTES },
    });
  }
  const picture = status === 200 ? unpack(body) : null;
  if (picture !== null && isPicture(picture)) return picture;
  const { vendorCode, text, ...mapped } = refusalIn(answer, rules.dialect);
  const context = { ...where, httpStatus: status, requestId: null };
  const vendor = vendorFailure(context, vendorCode, text, client.redactor);
  throw new AppError(mapped.code, `${where.operation}: no picture, HTTP ${status}`, { ...mapped, vendor });
}

function refusalIn({ status, body }: PictureAnswer, dialect: PictureRules['dialect']): Refusal {
  const text = body.length > MAX_REFUSAL_BYTES ? '' : Buffer.from(body).toString('utf8');
  const verdict = dialect?.judge(status, parsedJson(text));
  if (dialect && verdict?.kind === 'error' && verdict.code !== null && verdict.isForeign !== true) {
    return { ...dialect.errorOf(verdict.code, status), vendorCode: verdict.code, text: verdict.text };
  }
  const isBusy = status === 429;
  const mapped: Mapped =
    isBusy || status >= 500
      ? {
          code: isBusy ? 'cloud.rate-limited' : 'cloud.unavailable',
          retryable: true,
          action: isBusy ? 'wait' : 'retry',
        }
      : NO_PICTURE;
  return { ...mapped, vendorCode: null, text: null };
}
