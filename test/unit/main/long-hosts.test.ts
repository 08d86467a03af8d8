/**
 * Node calls a host name of 32 kB valid when asked (`URL.canParse`) and then throws (`new URL`): every door that takes an
 * address from outside must refuse such an address with an error of its own.
 */
import { expect, it } from 'vitest';
import { redact, redactUrl } from '../../../main/log.ts';
import { parseMediaUrl } from '../../../main/media/upstream/http-open.ts';
import { parseRtmpUrl } from '../../../main/media/upstream/rtmp/rtmp-url.ts';
import { checkEndpoint } from '../../../main/services/accounts/account-input.ts';
import { toMediaSource } from '../../../main/vendors/core/client/media-source.ts';
import { isPageUrl } from '../../../main/hosts/electron/parts.ts';
import { windowOfUrl } from '../../../main/hosts/window-address.ts';

const LONG_HOST = 'Infinity'.repeat(5_000);
const url = `https://${LONG_HOST}/live?token=t0p-secret`;

// @promise security.long-hosts: An address with a host name of 40 kB is refused with an error of its own.
it.each([
  ['a media URL', () => parseMediaUrl(url), 'media.no-url'],
  ['an RTMP URL', () => parseRtmpUrl(`rtmp://${LONG_HOST}/live/cam`), 'media.no-url'],
  ['an endpoint of an account', () => checkEndpoint(url), 'input.invalid-field'],
  [
    'a media URL of a cloud',
    () =>
      toMediaSource({
        url,
        transport: 'hls',
        isPlainAllowed: false,
        isLocalAllowed: false,
        isSingleUse: false,
        expiresAtMs: null,
      }),
    'media.unsupported-transport',
  ],
])('%s with a host name of 40 kB is refused, with an error of its own', (_name, read, code) => {
  expect(read).toThrow(expect.objectContaining({ code }));
});

it('the log writes a line with such a long address, and no secret of the address', () => {
  expect(redactUrl(url)).toBe('(not a URL)');
  expect(redact(`GET ${url} failed`)).not.toContain('t0p-secret');
});

it('the client opens no window for an address with such a long host name', () => {
  expect(windowOfUrl(url, 'http://127.0.0.1:1')).toBeNull();
  expect(isPageUrl(url)).toBe(false);
});
