/**
 * Walks the parameters and answers of every documented operation of the five clouds for names that look like secrets. Each
 * of them is hidden wherever the client shows, keeps or logs it, or stands in a closed list with the reason why not.
 */
import { expect, it } from 'vitest';
import type { ConsoleField } from '../../../preload/contract/console.ts';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import { redact } from '../../../main/log.ts';
import { describeOperation } from '../../../main/services/console/console-operations.ts';
import { cleaned, isSecretName } from '../../../main/services/console/console-secrets.ts';
import type { Field } from '../../../main/vendors/core/contract/contract.ts';
import { catalogueOf } from './wire-clients.ts';

const ALL_OPERATIONS = 282;

const SUSPICIOUS =
  /token|secret|pass|pwd|key|sign|cred|auth|priv|cert|code$|session|cookie|salt|hash|nonce|ticket|captcha|verif|activ|licen[cs]e|account$|serial|lock|(^|_)(ak|sk|pin)$/i;

const RESULT = 'says how the call, or an item of it, went';
const KEY_ID = 'the public half of a key pair: it names the key and signs nothing';
const LOCK = 'the handle of the PTZ lock: worth nothing without the token of the account, ends after 2 minutes';
const ATTRIBUTE = 'the name of an attribute or of a setting, beside its value';
const FLAG = 'tells that something is there, not what it is';

/** Names that only look like secrets, by cloud, each with the reason why they are shown. */
const HARMLESS: Readonly<Record<VendorId, Readonly<Record<string, string>>>> = {
  'huawei-ivm': {
    ak: KEY_ID,
    code: RESULT,
    error_code: RESULT,
    control_token: LOCK,
    control_lock: LOCK,
    resource_type_code: 'the kind of a package',
    attr_code: 'the name of an attribute of a channel',
    security_key_state: FLAG,
  },
  'huawei-vis': {
    active_stream: 'how many streams may be active',
    key: 'the name of a tag that the user gave to a stream',
    auth: 'an object; the password in it is hidden by its own name',
    password: 'in the quota an object that counts credentials; where the field is a text it is hidden',
  },
  'tencent-ivp': {
    Code: `${RESULT}; of a device its public GB28181 number`,
    StatusCode: RESULT,
    Key: 'as a text the name of an attribute; the private key of a domain is a file, and no file is shown or kept',
    Cert: 'a certificate is public, and a file is neither shown nor kept',
    HaveCert: FLAG,
    Have_cert: FLAG,
    Keyword: 'words to search by',
    ChannelCode: 'the public number of a channel',
    Serial: 'the series of a car in a picture',
    TypeCode: 'an entry of a dictionary',
  },
  'aliyun-vcs': { Code: RESULT, CityCode: 'an area of the administration', Key: ATTRIBUTE },
  'aliyun-cityvisual': {
    Key: ATTRIBUTE,
    OssAccessKeyId: KEY_ID,
    Account: 'the name of a user on the push platform; the password is a field of its own',
  },
};

interface Found {
  readonly vendor: VendorId;
  readonly field: Field;
  readonly where: string;
}

function* walk(vendor: VendorId, fields: readonly Field[], where: string): Generator<Found> {
  for (const field of fields) {
    const here = `${where}.${field.name}`;
    yield { vendor, field, where: here };
    yield* walk(vendor, field.children ?? [], here);
  }
}

const ALL: readonly Found[] = VENDOR_IDS.flatMap((vendor) => {
  const catalogue = catalogueOf(vendor);
  return catalogue.operationIds.flatMap((id) => {
    const { operation } = catalogue.entry(id);
    return [...walk(vendor, operation.params, `${id} request`), ...walk(vendor, operation.result, `${id} answer`)];
  });
});
const suspicious = ALL.filter(({ field }) => field.secret === true || SUSPICIOUS.test(field.name));
const isListed = ({ vendor, field }: Found): boolean => field.name in HARMLESS[vendor];

const PROBE = 'probe-of-nobody';
/** The console's display of a text in this field, and the stored text in its history. */
const shown = (name: string): unknown => (cleaned({ [name]: PROBE }).value as Record<string, unknown>)[name];
const logged = (name: string): unknown => (redact({ [name]: PROBE }) as Record<string, unknown>)[name];
const line = ({ vendor, where }: Found): string => `${vendor} ${where}`;

it('all documented operations are walked', () => {
  expect(VENDOR_IDS.flatMap((vendor) => catalogueOf(vendor).operationIds)).toHaveLength(ALL_OPERATIONS);
  expect(suspicious.length).toBeGreaterThan(200);
});

// @promise security.secret-fields: Fields that documents or their names call secret are starred in answers, history and
// log, and typed hidden.
it('a field whose name looks like a secret is starred in answers and in the history of the console, or stands in the closed list', () => {
  const open = suspicious.filter((found) => shown(found.field.name) === PROBE && !isListed(found));
  expect(open.map(line)).toEqual([]);
});

// @promise security.secret-fields
it('a field whose name looks like a secret is starred in the log, or stands in the closed list', () => {
  const open = suspicious.filter((found) => logged(found.field.name) !== '***' && !isListed(found));
  expect(open.map(line)).toEqual([]);
});

// @promise security.secret-fields
it('a field whose name looks like a secret is typed hidden in the form of the console when it is a text that is starred', () => {
  const hidden = new Set<string>();
  const offered = new Set<string>();
  const look = (fields: readonly ConsoleField[], where: string): void => {
    for (const field of fields) {
      if (field.isSecret) hidden.add(`${where}.${field.name}`);
      look(field.children ?? field.item?.children ?? [], `${where}.${field.name}`);
    }
  };
  for (const vendor of VENDOR_IDS) {
    for (const id of catalogueOf(vendor).operationIds) {
      const { fields } = describeOperation(vendor, id);
      for (const { name } of fields) offered.add(`${vendor} ${id} request.${name}`);
      look(fields, `${vendor} ${id} request`);
    }
  }
  // A parameter that the session fills in is not a field of the form.
  const isOffered = (found: Found): boolean => offered.has(line(found).split('.').slice(0, 2).join('.'));
  const typed = suspicious.filter(
    (found) => isOffered(found) && found.field.type === 'string' && isSecretName(found.field.name),
  );
  expect(typed.length).toBeGreaterThan(10);
  expect(typed.map(line).filter((one) => !hidden.has(one))).toEqual([]);
});

it('every line of the closed list is needed: its field exists and is shown somewhere', () => {
  const needed = (vendor: VendorId, name: string): boolean =>
    suspicious.some(
      ({ vendor: cloud, field }) =>
        cloud === vendor && field.name === name && (shown(name) === PROBE || field.type !== 'string'),
    );
  const idle = VENDOR_IDS.flatMap((vendor) =>
    Object.keys(HARMLESS[vendor]).flatMap((name) => (needed(vendor, name) ? [] : [`${vendor} ${name}`])),
  );
  expect(idle).toEqual([]);
});

it('a name of the closed list that is also a secret elsewhere in the same cloud is starred there', () => {
  expect(shown('password')).toBe('***');
  const nested = cleaned({ auth: { identity: { password: { user: { name: 'n', password: PROBE } } } } });
  expect(JSON.stringify(nested.value)).not.toContain(PROBE);
  const files = suspicious.filter(({ field }) => field.type === 'file').map(({ field }) => field.name);
  expect([...new Set(files)].sort()).toEqual(['Cert', 'Key']);
});
