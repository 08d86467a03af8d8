/** Which media addresses an account takes: over plain http only from the very host that a person allowed. */
import { describe, expect, it } from 'vitest';
import {
  mediaRulesOf,
  overTls,
  toMediaSource,
  toRemoteFile,
} from '../../../../../../main/vendors/core/client/media-source.ts';

/** The result of an address in a session while a person allowed these hosts: the host that is offered after a refusal. */
function sessionThat(allowed: readonly string[], certificates: Readonly<Record<string, string>> = {}) {
  const endpoint = 'https://ivc.myqcloud.com';
  const refused: string[] = [];
  const trust = {
    allows: (host: string) => allowed.includes(host),
    onRefused: (host: string) => void refused.push(host),
    onUpgraded: () => {},
    certificateOf: (host: string) => certificates[host] ?? null,
  };
  const rules = mediaRulesOf({ endpoint, trust });
  const open = (url: string) =>
    toMediaSource({ url: overTls(url, rules), transport: 'http-flv', expiresAtMs: null, isSingleUse: false, ...rules });
  const fetch = (url: string) => toRemoteFile({ url: overTls(url, rules), host: 'api', expiresAtMs: null, ...rules });
  return { open, fetch, refused };
}

const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { readonly code?: unknown }).code;
  }
};

describe('pictures over plain http', () => {
  it('plain pictures are refused from every host until a person allows one, and the refused host is offered with its port', () => {
    const { open, fetch, refused } = sessionThat([]);
    expect(codeOf(() => open('http://10.0.0.7:18080/live/a.flv'))).toBe('media.not-encrypted');
    expect(codeOf(() => fetch('http://10.0.0.8:8080/a.mp4'))).toBe('media.not-encrypted');
    expect(refused).toEqual(['10.0.0.7:18080', '10.0.0.8:8080']);
  });

  // @promise security.plain-host-whole
  it.each([
    ['http://10.0.0.7:18080/live/a.flv', '10.0.0.7:18080'],
    ['HTTP://MEDIA.Example:8080/a', 'media.example:8080'],
    ['http://media.example.:8080/a', 'media.example:8080'],
    ['http://media.example/a', 'media.example:80'],
    ['http://media.example:80/a', 'media.example:80'],
    ['http://[FD00:0:0::7]:8080/a', '[fd00::7]:8080'],
    ['http://0x0a.7:18080/a', '10.0.0.7:18080'],
    ['http://媒体.example:8080/a', 'xn--tqqy7y.example:8080'],
  ])('pictures of %s are allowed from the host %s, as the address is printed', (url, host) => {
    expect(sessionThat([host]).open(url)).toMatchObject({ url, headers: {} });
    expect(codeOf(() => sessionThat([host]).fetch(url))).toBeNull();
  });

  // @promise security.plain-host-whole: An allowed host is compared whole, with its port; no address that only looks
  // like it is taken.
  it.each([
    ['http://10.0.0.7:18081/a', 'another port'],
    ['http://10.0.0.70:18080/a', 'another address'],
    ['http://10.0.0.7.example:18080/a', 'a longer name'],
    ['http://10.0.0.7:18080@evil.example:18080/a', 'the allowed host as a user name'],
    ['http://evil.example:18080/10.0.0.7:18080', 'the allowed host in the path'],
    ['http://evil.example:18080#@10.0.0.7:18080', 'the allowed host behind a fragment'],
    ['http://user:word@10.0.0.7:18080/a', 'a name and a password on the allowed host'],
  ])('pictures of %s are refused while 10.0.0.7:18080 is allowed: %s', (url) => {
    const { open, fetch } = sessionThat(['10.0.0.7:18080']);
    expect(codeOf(() => open(url))).toBe('media.not-encrypted');
    expect(codeOf(() => fetch(url))).toBe('media.not-encrypted');
  });

  it('plain addresses are asked for over TLS where no port is printed, unless a person allowed the host', () => {
    expect(sessionThat([]).open('http://media.example/a.flv').url).toBe('https://media.example/a.flv');
    expect(sessionThat([]).open('http://media.example:80/a?b=c').url).toBe('https://media.example/a?b=c');
    expect(sessionThat(['media.example:8080']).open('http://media.example/a.flv').url).toMatch(/^https:/);
    expect(sessionThat(['media.example:80']).open('http://media.example/a.flv').url).toBe('http://media.example/a.flv');
  });

  // @promise security.plain-local: This computer, its link and metadata services are never offered as a host without
  // encryption, and an exception opens none of them.
  it.each([
    'http://127.0.0.1:8080/a',
    'http://localhost:8080/a',
    'http://[::1]:8080/a',
    'http://169.254.169.254:8080/latest/meta-data',
    'http://[::ffff:127.0.0.1]:8080/a',
  ])('a host of this computer and its link is never offered: %s', (url) => {
    const { open, refused } = sessionThat([]);
    expect(codeOf(() => open(url))).toBe('network.address-refused');
    expect(refused).toEqual([]);
  });

  // @promise security.plain-local
  it('an allowed host does not widen what a source of pictures may reach on this computer', () => {
    const { open } = sessionThat(['10.0.0.7:18080']);
    expect(open('http://10.0.0.7:18080/a')).toEqual({
      transport: 'http-flv',
      url: 'http://10.0.0.7:18080/a',
      headers: {},
      expiresAtMs: null,
      isSingleUse: false,
      isLocalAllowed: false,
    });
  });
});

describe('a trusted certificate', () => {
  const session = sessionThat([], { 'media.example:443': 'of 443', 'media.example:8443': 'of 8443' });

  // @promise security.certificate-scope: A trusted certificate serves its very host and port, the media of its account,
  // and nothing else.
  it.each([
    ['https://media.example/a', 'of 443'],
    ['https://MEDIA.example.:443/a', 'of 443'],
    ['http://media.example/a', 'of 443'],
    ['https://media.example:8443/a', 'of 8443'],
    ['https://media.example:9443/a', undefined],
    ['https://media.example.evil.example/a', undefined],
    ['https://media.example:8443@evil.example/a', undefined],
  ])('a trusted certificate is used for the address %s of its very host and port: %s', (url, certificate) => {
    expect(session.open(url).certificate).toBe(certificate);
    expect(session.fetch(url).certificate).toBe(certificate);
  });
});
