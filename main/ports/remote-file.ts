/** Files that a cloud gives by an address. */
import type { UpstreamSource } from './live.ts';

/**
 * Where the bytes of one file are fetched. It stays in main: everybody who has the URL, or the token in `headers`, may
 * fetch the file. `headers` go with each request for the file.
 */
export type RemoteFile = Pick<
  UpstreamSource,
  'url' | 'headers' | 'expiresAtMs' | 'isLocalAllowed' | 'certificate' | 'tokenWithheldFrom'
>;
