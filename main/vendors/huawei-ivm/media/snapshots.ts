/** Snapshots that IVM takes itself (10.3.1): of now only, one for each channel in 10 s. */
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import type { RemoteFile } from '../../../ports/remote-file.ts';
import type { PictureAnswer, SnapshotPort } from '../../../ports/snapshots.ts';
import type { VendorClient } from '../../core/client/client.ts';
import type { Dialect } from '../../core/client/dialect.ts';
import { isExposed, overTls, toRemoteFile, type MediaRules } from '../../core/client/media-source.ts';
import { parsedJson } from '../../core/client/answers/parsed-json.ts';
import { isPicture, readPicture } from '../../core/client/picture.ts';
import type { TokenSource } from '../../core/client/token-source.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';

const OPERATION = 'snapChannelPicture';
/** The only host that the document names. */
const OWN_HOST = 'api-ivm.myhuaweicloud.com';
const CURLY = 0x7b;

export interface IvmSnapshotParts {
  readonly client: VendorClient<HuaweiIvmOperations>;
  readonly dialect: Dialect;
  readonly tokens: TokenSource;
  readonly rules: MediaRules;
  /** The account's own address. */
  readonly endpoint: string;
}

/** The picture itself, or a JSON text with the picture as base64: the document names both forms. */
function unpack(body: Uint8Array): Uint8Array | null {
  if (isPicture(body) || body[0] !== CURLY) return body;
  const answer = parsedJson(Buffer.from(body).toString('utf8'));
  const data = (answer as { readonly pic_data?: unknown } | null)?.pic_data;
  return typeof data === 'string' ? Buffer.from(data, 'base64') : null;
}

/**
 * Whether a picture may be fetched with the account's token: from the host of the account and of the document only, and never
 * in the clear, whatever a person allowed for the pictures.
 *
 * @param endpoint of the account.
 */
export function mayHoldToken(url: string, endpoint: string, rules: MediaRules): boolean {
  const { host, hostname } = new URL(url);
  return (host === new URL(endpoint).host || hostname === OWN_HOST) && !isExposed(url, rules);
}

export class IvmSnapshots implements SnapshotPort {
  readonly #parts: IvmSnapshotParts;

  constructor(parts: IvmSnapshotParts) {
    this.#parts = parts;
  }

  get minGapMs(): number {
    return this.#parts.client.minGapMs(OPERATION) ?? 0;
  }

  /** The fetch needs the token of the account, which goes to the host of the account and of the document only. */
  async take(channelId: ChannelId, signal: AbortSignal): Promise<RemoteFile> {
    const { client, tokens, rules, endpoint } = this.#parts;
    const { deviceNativeId, channelNativeId } = channelRefOf(channelId);
    const asked = { device_id: deviceNativeId, channel_id: channelNativeId, storage: 'true' } as const;
    const { data } = await client.call(OPERATION, asked, signal);
    const url = data.pic_url && overTls(data.pic_url, rules);
    const file = toRemoteFile({ url, host: client.host, expiresAtMs: null, ...rules });
    if (!mayHoldToken(file.url, endpoint, rules)) return { ...file, tokenWithheldFrom: new URL(file.url).host };
    const { secrets } = await tokens.current(signal);
    return { ...file, headers: { 'Access-Token': secrets['accessToken']?.reveal() ?? '' } };
  }

  pictureIn(answer: PictureAnswer): Uint8Array {
    const { client, dialect } = this.#parts;
    return readPicture(answer, { client, dialect, where: { vendor: 'huawei-ivm', operation: OPERATION }, unpack });
  }
}
