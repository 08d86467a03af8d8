import { expect, it } from 'vitest';
import { isException, proxyAddress, proxyText, wayIn } from '../../../../../main/services/network/proxy-address.ts';

it.each([
  ['proxy.example:3128', 'http://proxy.example:3128'],
  ['  HTTP://Proxy.Example:3128/ ', 'http://proxy.example:3128'],
  ['proxy.example', 'http://proxy.example:80'],
  ['https://proxy.example', 'https://proxy.example:443'],
  ['[fd00::1]:3128', 'http://[fd00::1]:3128'],
])('the address of a proxy is read as people write it: %s', (text, expected) => {
  const address = proxyAddress(text);
  expect(address === null ? null : proxyText(address)).toBe(expected);
});

it.each([
  '',
  'socks5://proxy:1080',
  'http://user:word@proxy:3128',
  'http://proxy/path',
  'http://proxy:99999',
  'a b',
  '://',
])('no proxy is taken from %j', (text) => {
  expect(proxyAddress(text)).toBeNull();
});

it.each([
  ['https://vis.cloud.example/', ['vis.cloud.example'], true],
  ['https://vis.cloud.example/', ['.cloud.example'], true],
  ['https://cloud.example/', ['.cloud.example'], true],
  ['https://cloud.example/', ['*.cloud.example'], false],
  ['https://VIS.Cloud.Example./', ['*.cloud.example'], true],
  ['https://evilcloud.example/', ['.cloud.example', 'cloud.example'], false],
  ['https://vis.cloud.example/', ['cloud.example'], false],
  ['https://vis.cloud.example/', ['vis.cloud.example:443'], true],
  ['https://vis.cloud.example/', ['vis.cloud.example:8443'], false],
  ['http://10.0.0.7:18080/', ['10.0.0.7'], true],
  ['https://[fd00::7]/', ['[fd00::7]'], true],
  ['https://anything.example/', ['*'], true],
  ['https://anything.example/', ['', ' '], false],
] as const)('the host %s is reached without a proxy by the exceptions %j: %s', (url, exceptions, expected) => {
  expect(isException(new URL(url), exceptions)).toBe(expected);
});

it.each([
  ['DIRECT', 'direct'],
  ['', 'direct'],
  ['PROXY a:3128; DIRECT', { isSecure: false, host: 'a:3128' }],
  ['HTTPS a:8443', { isSecure: true, host: 'a:8443' }],
  ['SOCKS5 a:1080; PROXY b:3128', { isSecure: false, host: 'b:3128' }],
  ['SOCKS5 a:1080; DIRECT', 'direct'],
  ['SOCKS a:1080', 'unknown'],
])('the first way that the system names and the client can go is taken: %s', (answer, expected) => {
  expect(wayIn(answer)).toEqual(expected);
});
