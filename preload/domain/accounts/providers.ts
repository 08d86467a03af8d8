/** The sign-in form of each cloud, as data: which fields, which of them are secret, what they may hold. */
import { withoutEnd } from '../text.ts';
import type { VendorId } from '../vendor.ts';

export interface ProviderField {
  /** The vendor's own name; also the i18n key `clouds.fields.<vendor>.<name>.{label,help}`. */
  readonly name: string;
  readonly secret: boolean;
  readonly required: boolean;
  readonly maxLength: number;
  /** A regular expression over the whole value, or null. */
  readonly pattern: string | null;
  /** Follows from the address or from other fields in the usual case. */
  readonly isAdvanced?: boolean;
}

/** One of several ways to sign in to a cloud; also the i18n key `clouds.ways.<name>`. */
export interface SignInWay {
  readonly name: 'password' | 'keys';
  /** The fields that this way needs and the others do not. */
  readonly fields: readonly string[];
}

export interface ProviderRegion {
  /** As the vendor spells it. */
  readonly name: string;
  readonly endpoint: string;
}

export interface Provider {
  readonly vendor: VendorId;
  readonly defaultEndpoint: string;
  readonly fields: readonly ProviderField[];
  /** Where one of several ways will do; the first is the usual one. */
  readonly ways?: readonly SignInWay[];
  /** The hosts that the vendor documents, where a region has its own. */
  readonly regions?: readonly ProviderRegion[];
  /**
   * The hosts that the vendor documents as places to send keys to, for each address field of an account; `{region}`
   * stands for one region. See key-addresses.ts.
   */
  readonly keyHosts: Readonly<Partial<Record<'endpoint' | 'iamEndpoint' | 'dataEndpoint', readonly string[]>>>;
}

/** An Alibaba Cloud key pair, and the API version where a cloud has moved on from the documented one. */
const ALIYUN_KEYS: readonly ProviderField[] = [
  { name: 'accessKeyId', secret: false, required: true, maxLength: 128, pattern: '^[A-Za-z0-9._-]{1,128}$' },
  { name: 'accessKeySecret', secret: true, required: true, maxLength: 128, pattern: '^[A-Za-z0-9._+/=-]{1,128}$' },
];
const API_VERSION: ProviderField = {
  name: 'apiVersion',
  secret: false,
  required: false,
  maxLength: 10,
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  isAdvanced: true,
};

export const PROVIDERS: readonly Provider[] = [
  {
    vendor: 'huawei-ivm',
    defaultEndpoint: 'https://api-ivm.myhuaweicloud.com',
    keyHosts: { endpoint: ['api-ivm.myhuaweicloud.com'] },
    fields: [
      { name: 'userId', secret: false, required: true, maxLength: 25, pattern: '^\\d{15,25}$' },
      { name: 'ak', secret: false, required: true, maxLength: 64, pattern: '^[A-Za-z0-9-]{1,64}$' },
      { name: 'sk', secret: true, required: true, maxLength: 64, pattern: '^[A-Za-z0-9-]{1,64}$' },
    ],
  },
  {
    vendor: 'huawei-vis',
    defaultEndpoint: 'https://vis.cn-north-4.myhuaweicloud.com',
    keyHosts: { endpoint: ['vis.{region}.myhuaweicloud.com'], iamEndpoint: ['iam.{region}.myhuaweicloud.com'] },
    ways: [
      { name: 'password', fields: ['domainName', 'userName', 'password'] },
      { name: 'keys', fields: ['ak', 'sk'] },
    ],
    regions: ['cn-north-4', 'cn-north-1', 'cn-east-3', 'cn-east-2', 'cn-south-1'].map((name) => ({
      name,
      endpoint: `https://vis.${name}.myhuaweicloud.com`,
    })),
    fields: [
      { name: 'domainName', secret: false, required: false, maxLength: 64, pattern: null },
      { name: 'userName', secret: false, required: false, maxLength: 64, pattern: null },
      { name: 'password', secret: true, required: false, maxLength: 128, pattern: null },
      { name: 'ak', secret: false, required: false, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' },
      { name: 'sk', secret: true, required: false, maxLength: 128, pattern: '^[A-Za-z0-9+/=_-]+$' },
      {
        name: 'projectName',
        secret: false,
        required: false,
        maxLength: 64,
        pattern: '^[A-Za-z0-9_-]+$',
        isAdvanced: true,
      },
      {
        name: 'projectId',
        secret: false,
        required: false,
        maxLength: 64,
        pattern: '^[A-Za-z0-9_-]+$',
        isAdvanced: true,
      },
      {
        name: 'iamEndpoint',
        secret: false,
        required: false,
        maxLength: 512,
        pattern: '^(https://[^\\s/]+|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d+)?)(/\\S*)?$',
        isAdvanced: true,
      },
    ],
  },
  {
    vendor: 'tencent-ivp',
    defaultEndpoint: 'https://ivc.myqcloud.com',
    keyHosts: { endpoint: ['ivc.myqcloud.com'] },
    fields: [
      { name: 'secretId', secret: false, required: true, maxLength: 128, pattern: '^[A-Za-z0-9_-]{1,128}$' },
      { name: 'secretKey', secret: true, required: true, maxLength: 128, pattern: '^[A-Za-z0-9_-]{1,128}$' },
      { name: 'securityToken', secret: true, required: false, maxLength: 4096, pattern: '^[!-~]{1,4096}$' },
    ],
  },
  {
    vendor: 'aliyun-vcs',
    defaultEndpoint: 'https://vcs.cn-hangzhou.aliyuncs.com',
    keyHosts: { endpoint: ['vcs.{region}.aliyuncs.com'], dataEndpoint: ['cdrs.{region}.aliyuncs.com'] },
    regions: [{ name: 'cn-hangzhou', endpoint: 'https://vcs.cn-hangzhou.aliyuncs.com' }],
    fields: [
      ...ALIYUN_KEYS,
      API_VERSION,
      {
        name: 'dataEndpoint',
        secret: false,
        required: false,
        maxLength: 512,
        pattern: '^(https://[^\\s/]+|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d+)?)(/\\S*)?$',
        isAdvanced: true,
      },
    ],
  },
  {
    vendor: 'aliyun-cityvisual',
    defaultEndpoint: 'https://cityvisual.cn-shanghai.aliyuncs.com',
    keyHosts: { endpoint: ['cityvisual.{region}.aliyuncs.com'] },
    regions: [{ name: 'cn-shanghai', endpoint: 'https://cityvisual.cn-shanghai.aliyuncs.com' }],
    fields: [
      ...ALIYUN_KEYS,
      {
        name: 'regionId',
        secret: false,
        required: false,
        maxLength: 64,
        pattern: '^[a-z0-9-]{1,64}$',
        isAdvanced: true,
      },
      API_VERSION,
    ],
  },
];

/** The provider of a cloud that this version can join, or null. */
export function providerOf(vendor: VendorId): Provider | null {
  return PROVIDERS.find((p) => p.vendor === vendor) ?? null;
}

/** The way that these fields, none of them secret, sign in by: the first that was begun, else the usual one. */
export function wayOf(provider: Provider, fields: Readonly<Record<string, string>>): SignInWay | null {
  const { ways = [] } = provider;
  const isBegun = (way: SignInWay) => way.fields.some((name) => (fields[name] ?? '').trim() !== '');
  return ways.find(isBegun) ?? ways[0] ?? null;
}

/** The fields of one way, those that it needs marked as required; all fields where a cloud knows one way only. */
export function fieldsOf(provider: Provider, way: SignInWay | null): readonly ProviderField[] {
  if (way === null) return provider.fields;
  const isOther = (name: string) => (provider.ways ?? []).some((other) => other !== way && other.fields.includes(name));
  return provider.fields
    .filter(({ name }) => way.fields.includes(name) || !isOther(name))
    .map((field) => (way.fields.includes(field.name) ? { ...field, required: true } : field));
}

/** The region that an address serves, or null when the vendor does not document it. */
export function regionOf(provider: Provider, endpoint: string): string | null {
  return provider.regions?.find((region) => region.endpoint === withoutEnd(endpoint.trim(), '/'))?.name ?? null;
}
