/** Which hosts may get keys without a question: the documented ones, letter by letter, and nothing that looks like them. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressProblem,
  distinctOrigins,
  documentedHosts,
  keyAddresses,
  movedAddresses,
  needsConsent,
  type AddressKind,
} from '../../../../../preload/domain/accounts/key-addresses.ts';
import { PROVIDERS } from '../../../../../preload/domain/accounts/providers.ts';
import { VENDOR_IDS, type VendorId } from '../../../../../preload/domain/vendor.ts';

const kindOf = (vendor: VendorId, endpoint: string): AddressKind | undefined =>
  keyAddresses(vendor, endpoint, {}).find(({ field }) => field === 'endpoint')?.kind;

const REAL_HOSTS: Readonly<Record<VendorId, readonly string[]>> = {
  'huawei-ivm': ['api-ivm.myhuaweicloud.com'],
  'huawei-vis': ['vis.cn-north-4.myhuaweicloud.com', 'vis.ap-southeast-1.myhuaweicloud.com'],
  'tencent-ivp': ['ivc.myqcloud.com'],
  'aliyun-vcs': ['vcs.cn-hangzhou.aliyuncs.com'],
  'aliyun-cityvisual': ['cityvisual.cn-shanghai.aliyuncs.com'],
};
const EVERY = VENDOR_IDS.flatMap((vendor) => REAL_HOSTS[vendor].map((host) => [vendor, host] as const));

describe('a documented host', () => {
  it.each(EVERY)('%s at %s gets keys without a question', (vendor, host) => {
    expect(kindOf(vendor, `https://${host}`)).toBe('documented');
    expect(kindOf(vendor, `https://${host}/`)).toBe('documented');
  });

  it('a documented host is every host that the contracts print as an address of their API, and each default and region of the forms', () => {
    for (const { vendor, defaultEndpoint, regions = [] } of PROVIDERS) {
      const file = new URL(`../../../../../main/vendors/${vendor}/contract.json`, import.meta.url);
      const { endpoints } = JSON.parse(readFileSync(file, 'utf8')) as {
        readonly endpoints: readonly { host: string }[];
      };
      const printed = endpoints.map(({ host }) => host.replace('{RegionId}', 'cn-shanghai'));
      // The VCS document prints the bare host once, in a sample over http, and does not name it as an address.
      const open = printed.filter((host) => host !== 'vcs.aliyuncs.com');
      for (const address of [defaultEndpoint, ...regions.map(({ endpoint }) => endpoint)]) {
        expect(kindOf(vendor, address), address).toBe('documented');
      }
      const all = keyAddresses(vendor, defaultEndpoint, {});
      for (const host of open) {
        const kinds = all.map(({ field }) => {
          const fields = field === 'endpoint' ? {} : { [field]: `https://${host}` };
          const typed = field === 'endpoint' ? `https://${host}` : defaultEndpoint;
          return keyAddresses(vendor, typed, fields).find((one) => one.field === field)?.kind;
        });
        expect(kinds, host).toContain('documented');
      }
    }
  });

  it('a documented host serves one purpose: the host of the API is no host for signing in', () => {
    const endpoint = 'https://vis.cn-north-4.myhuaweicloud.com';
    const kinds = (iamEndpoint: string) =>
      keyAddresses('huawei-vis', endpoint, { iamEndpoint }).map(({ kind }) => kind);
    expect(kinds('https://iam.cn-north-4.myhuaweicloud.com')).toEqual(['documented', 'documented']);
    expect(kinds(endpoint)).toEqual(['documented', 'other']);
    expect(kindOf('tencent-ivp', 'https://api-ivm.myhuaweicloud.com')).toBe('other');
  });
});

/** Ways to dress another address up as a documented one. */
const DISGUISES: readonly (readonly [string, (host: string) => string])[] = [
  ['a longer name', (host) => `https://${host}.evil.example`],
  ['a name before it', (host) => `https://evil-${host}`],
  ['a label before it', (host) => `https://evil.${host}`],
  ['a lost dot', (host) => `https://${host.replace('.', '-')}`],
  ['a lost label', (host) => `https://${host.split('.').slice(1).join('.')}`],
  ['user info', (host) => `https://${host}@evil.example`],
  ['user info with a password', (host) => `https://${host}:443@evil.example`],
  ['user info of its own', (host) => `https://user@${host}`],
  ['a backslash', (host) => `https://evil.example\\@${host}`],
  ['a slash and the host as a path', (host) => `https://evil.example/${host}`],
  ['the host as a query', (host) => `https://evil.example?${host}`],
  ['the host as a fragment', (host) => `https://evil.example#${host}`],
  ['another port', (host) => `https://${host}:8443`],
  ['the usual port spelt out', (host) => `https://${host}:443`],
  ['a trailing dot', (host) => `https://${host}.`],
  ['capitals', (host) => `https://${host.toUpperCase()}`],
  ['a capital scheme', (host) => `HTTPS://${host}`],
  ['no encryption', (host) => `http://${host}`],
  ['three slashes', (host) => `https:///${host}`],
  ['one slash', (host) => `https:/${host}`],
  ['a Cyrillic letter', (host) => `https://${host.replace('c', '\u0441')}`],
  ['a full-width dot', (host) => `https://${host.replace('.', '\uff0e')}`],
  ['a soft hyphen', (host) => `https://${host.replace('.', '\u00ad.')}`],
  ['an ASCII name of an international one', (host) => `https://xn--${host}`],
  ['a percent sign', (host) => `https://${host.replace('.', '%2e')}`],
  ['a line break', (host) => `https://${host.replace('.', '.\n')}`],
  ['another country', (host) => `https://${host}.cn`],
];

// @promise security.documented-hosts: Only an address that spells a documented host letter by letter needs no question.
it.each(DISGUISES)('an address in disguise by %s is asked about, for every cloud', (_, disguise) => {
  for (const [vendor, host] of EVERY) expect(kindOf(vendor, disguise(host)) ?? 'other', disguise(host)).toBe('other');
});

// @promise security.documented-hosts
it.each([
  ['aliyun-vcs', 'https://vcs.oss-cn-hangzhou.aliyuncs.com'],
  ['aliyun-cityvisual', 'https://cityvisual.oss-cn-shanghai.aliyuncs.com'],
  ['huawei-vis', 'https://vis.obs.myhuaweicloud.com'],
  ['huawei-vis', 'https://vis.obs.cn-north-4.myhuaweicloud.com'],
  ['tencent-ivp', 'https://ivc-1250000000.cos.ap-guangzhou.myqcloud.com'],
] as const)(
  'an address in disguise as a storage bucket that anybody can rent, %s at %s, is asked about',
  (vendor, address) => {
    expect(kindOf(vendor, address)).toBe('other');
  },
);

// @promise security.documented-hosts
it('an address in disguise is never taken for a documented host, whatever is put around or into one', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.constantFrom('.', '-', '@', ':', '/', '\\', '#', '?', '%', ' ', '\t', '\u3002', '443', 'xn--', '..', '[::1]'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...EVERY), piece, piece, fc.nat(), ([vendor, host], before, inside, at) => {
      const cut = at % (host.length + 1);
      const text = `https://${before}${host.slice(0, cut)}${inside}${host.slice(cut)}`.trim();
      if (kindOf(vendor, text) !== 'documented') return;
      // Only an address whose host really is a documented one, in plain sight, may pass.
      const { hostname, port, username, password } = new URL(text);
      const real = documentedHosts(vendor).map(
        (one) => new RegExp(`^${one.replace('{region}', '[a-z]{2}-[a-z]+(-[0-9]+)?')}$`),
      );
      expect([port, username, password]).toEqual(['', '', '']);
      expect(
        real.some((pattern) => pattern.test(hostname)),
        text,
      ).toBe(true);
      expect(text === `https://${hostname}` || text.startsWith(`https://${hostname}/`), text).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

describe('an address of this computer', () => {
  it.each([
    'http://127.0.0.1:8080',
    'https://localhost',
    'http://[::1]:9',
    'http://127.1',
    'http://2130706433',
    'http://0x7f.1',
  ])('%s is recognised', (address) => {
    const [found] = keyAddresses('huawei-ivm', address, {});
    expect(found?.kind).toBe('local');
    expect(found && needsConsent(found, true)).toBe(false);
    expect(found && needsConsent(found, false)).toBe(true);
  });

  it.each([
    'https://127.0.0.1.evil.example',
    'https://localhost.evil.example',
    'https://0.0.0.0',
    'https://10.0.0.1',
    'https://[::ffff:7f00:1]',
  ])('%s is none', (address) => {
    expect(kindOf('huawei-ivm', address)).toBe('other');
  });
});

it('the key route also lists derived addresses: the IAM of a region, the data service of VCS', () => {
  const hosts = (vendor: VendorId, endpoint: string, fields = {}) =>
    keyAddresses(vendor, endpoint, fields).map(({ host, kind }) => `${host} ${kind}`);
  expect(hosts('huawei-vis', 'https://vis.cn-east-3.myhuaweicloud.com')).toEqual([
    'vis.cn-east-3.myhuaweicloud.com documented',
    'iam.cn-east-3.myhuaweicloud.com documented',
  ]);
  expect(hosts('huawei-vis', 'https://vis.example')).toEqual(['vis.example other', 'vis.example other']);
  expect(hosts('aliyun-vcs', 'https://vcs.example')).toEqual(['vcs.example other', 'cdrs.example other']);
  expect(hosts('aliyun-vcs', 'https://vcs.cn-hangzhou.aliyuncs.com', { dataEndpoint: 'https://d.example' })).toEqual([
    'vcs.cn-hangzhou.aliyuncs.com documented',
    'd.example other',
  ]);
});

it('the address that keys go to has moved when the origin for one purpose is another one, not when only the path is', () => {
  const moved = (before: string, after: string, fields = {}) =>
    movedAddresses(keyAddresses('huawei-vis', before, {}), keyAddresses('huawei-vis', after, fields)).map(
      ({ field }) => field,
    );
  const north = 'https://vis.cn-north-4.myhuaweicloud.com';
  expect(moved(north, `${north}/v1`)).toEqual([]);
  expect(moved(north, north, { projectName: 'cn-north-4_site' })).toEqual([]);
  expect(moved(north, 'https://vis.cn-east-3.myhuaweicloud.com')).toEqual(['endpoint', 'iamEndpoint']);
  expect(moved(north, `${north}:8443`)).toEqual(['endpoint']);
  expect(moved(north, north.replace('https', 'http'))).toEqual(['endpoint']);
  expect(moved(north, north, { iamEndpoint: north }), 'the API gets tokens, IAM gets the password').toEqual([
    'iamEndpoint',
  ]);
});

it('the address that keys go to is listed once for each origin, and as unknown when it is unknown for one purpose', () => {
  const north = 'https://vis.cn-north-4.myhuaweicloud.com';
  const origins = distinctOrigins(keyAddresses('huawei-vis', north, { iamEndpoint: north }));
  expect(origins).toMatchObject([{ host: 'vis.cn-north-4.myhuaweicloud.com', kind: 'other' }]);
});

it.each([
  ['no address', 'cloud', 'address'],
  ['another scheme', 'ftp://cloud.example', 'address'],
  ['a user', 'https://a:b@cloud.example', 'parts'],
  ['a query', 'https://cloud.example?a=1', 'parts'],
  ['http elsewhere', 'http://cloud.example', 'plain'],
  ['http on this computer', 'http://127.0.0.1:1', null],
  ['https', 'https://cloud.example/path', null],
] as const)('the fault of an address is named: %s', (_, address, problem) => {
  expect(addressProblem(address)).toBe(problem);
});
