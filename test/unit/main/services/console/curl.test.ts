/** The call as a shell command: whole, quoted, and without secrets. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PROVIDERS } from '../../../../../preload/domain/accounts/providers.ts';
import { VENDOR_IDS, type VendorId } from '../../../../../preload/domain/vendor.ts';
import { curlOf, shellWord } from '../../../../../main/services/console/console-curl.ts';
import { catalogueOf, describeOperation, entryOf } from '../../../../../main/services/console/console-operations.ts';
import { createPlaceholderCaller, markOf } from '../../../../../main/services/console/console-placeholders.ts';

const FIELDS: Readonly<Record<VendorId, Readonly<Record<string, string>>>> = {
  'huawei-ivm': { userId: '123456789012345', ak: 'AK1' },
  'huawei-vis': { ak: 'AK1', projectId: 'project-1' },
  'tencent-ivp': { secretId: 'AKID1' },
  'aliyun-vcs': { accessKeyId: 'LTAI1' },
  'aliyun-cityvisual': { accessKeyId: 'LTAI1' },
};

function placeholder(vendor: VendorId, fields = FIELDS[vendor], secretNames: readonly string[] = []) {
  const endpoint = PROVIDERS.find((provider) => provider.vendor === vendor)?.defaultEndpoint ?? '';
  const made = createPlaceholderCaller({ vendor, endpoint, region: 'cn-north-4', fields, secretNames });
  onTestFinished(() => made.caller.dispose());
  return made;
}

function curl(vendor: VendorId, operation: string, params: object, made = placeholder(vendor)): string {
  const entry = entryOf(vendor, operation);
  return curlOf(vendor, entry, entry.request.parse({ ...made.caller.supply(operation), ...params }), made);
}

/** The words that a shell hands to curl. */
function wordsOf(command: string, variables: Readonly<Record<string, string>>): readonly string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}\n`;
  const { status, stdout } = spawnSync('sh', ['-eu', '-c', script], { env: variables, encoding: 'utf8' });
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

describe.skipIf(process.platform === 'win32')('in a real shell', () => {
  it.each(['plain', "it's", 'a "b" $HOME `id` \\ !', 'two\nlines', '中文 🎥', '', `pre${markOf('TOKEN')}post`])(
    'the word %j arrives unchanged',
    (text) => {
      const [word] = wordsOf(`curl ${shellWord(text)}`, { TOKEN: 'tok en' });
      expect(word).toBe(text.replace(markOf('TOKEN'), 'tok en'));
    },
  );

  it('a call of IVM becomes the request that the client would send, with the token from a variable', () => {
    const params = { device_org_name: "Bob's gate", parent_org_id: '12' };
    const words = wordsOf(curl('huawei-ivm', 'createDeviceOrg', params), { TOKEN: 'the-token' });
    expect(words.slice(0, 4)).toEqual([
      '--request',
      'POST',
      '--url',
      'https://api-ivm.myhuaweicloud.com/v1/123456789012345/device-orgs',
    ]);
    expect(words).toContain('Access-Token: the-token');
    expect(JSON.parse(words.at(-1) ?? '')).toEqual(params);
  });

  it('a call of Alibaba Cloud has its parameters, and names the values that only a signer can make', () => {
    const command = curl('aliyun-vcs', 'ListCorps', { PageNumber: 1, PageSize: 10 });
    const words = wordsOf(command, { SIGNATURE: 'sig%3D', NONCE: 'n', TIMESTAMP: 't' });
    const url = new URL(words[words.indexOf('--url') + 1] ?? '');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      Action: 'ListCorps',
      PageSize: '10',
      AccessKeyId: 'LTAI1',
      Signature: 'sig=',
      SignatureNonce: 'n',
      Timestamp: 't',
    });
  });

  it('an upload names its file by a variable', () => {
    const params = {
      File: new Blob([]),
      Organization_id: 'org-1',
      AccessProtocol: '2',
      JobId: '01234567-89ab-cdef-0123-456789abcdef',
    };
    const words = wordsOf(curl('tencent-ivp', 'importDevices', params), { AUTHORIZATION: 'a', FILE_FILE: '/tmp/a b' });
    expect(words).toContain('File=@/tmp/a b');
    expect(words).toContain('Organization_id=org-1');
    expect(words.some((word) => /content-type/i.test(word))).toBe(false);
  });
});

it.each(VENDOR_IDS)('every operation of %s becomes a command from its sample, without a secret', (vendor) => {
  const catalogue = catalogueOf(vendor);
  const made = placeholder(vendor);
  for (const id of catalogue.operationIds) {
    const { operation } = catalogue.entry(id);
    const places = operation.params
      .filter(({ in: place }) => place === 'path')
      .map(({ name }) => [name, 'x1'] as const);
    const sample = JSON.parse(describeOperation(vendor, id).sampleJson ?? '{}') as object;
    const params = { ...sample, ...Object.fromEntries(places), ...made.caller.supply(id) };
    const command = curlOf(vendor, catalogue.entry(id), params, made);
    expect(command, id).toContain(`# ${vendor} ${operation.id}`);
    expect(command, id).toMatch(/^curl --request (GET|POST|PUT|DELETE)/m);
    expect(command, id).not.toMatch(/LANNER-VAR|Signature=[^'&]+&/);
  }
});

it('each variable of a command is explained', () => {
  const byToken = curl('huawei-ivm', 'listDevices', {});
  expect(byToken).toMatch(/^# {3}TOKEN: .*token/m);
  const signed = curl('huawei-vis', 'listStreams', {});
  expect(signed).toMatch(/^# {3}AUTHORIZATION: /m);
  expect(signed).toMatch(/^# {3}SDK_DATE: /m);
  expect(signed).toContain('--header \'Authorization: \'"$AUTHORIZATION"');
  const temporary = placeholder('tencent-ivp', FIELDS['tencent-ivp'], ['securityToken']);
  expect(curl('tencent-ivp', 'listOrganizations', {}, temporary)).toContain('"$SECURITY_TOKEN"');
  expect(curl('tencent-ivp', 'listOrganizations', {})).not.toContain('SECURITY_TOKEN');
});

it('secrets among the parameters become variables, the keys of the account too', () => {
  const command = curl('huawei-vis', 'createGbCredential', { username: 'cam1', password: 'Passw0rd@typed' });
  expect(command).not.toContain('Passw0rd@typed');
  expect(command).toContain('"$PASSWORD"');
  expect(curl('huawei-ivm', 'getAccessToken', {})).toContain('"$SK"');
});
