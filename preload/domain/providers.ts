/** The sign-in form of each cloud, as data: which fields, which of them are secret, what they may hold. */
import type { VendorId } from './vendor.ts';

export interface ProviderField {
  /** The vendor's own name; also the i18n key `clouds.fields.<vendor>.<name>.{label,help}`. */
  readonly name: string;
  readonly secret: boolean;
  readonly required: boolean;
  readonly maxLength: number;
  /** A regular expression over the whole value, or null. */
  readonly pattern: string | null;
}

export interface Provider {
  readonly vendor: VendorId;
  readonly defaultEndpoint: string;
  readonly fields: readonly ProviderField[];
}

export const PROVIDERS: readonly Provider[] = [
  {
    vendor: 'huawei-ivm',
    defaultEndpoint: 'https://api-ivm.myhuaweicloud.com',
    fields: [
      { name: 'userId', secret: false, required: true, maxLength: 25, pattern: '^\\d{15,25}$' },
      { name: 'ak', secret: false, required: true, maxLength: 64, pattern: '^[A-Za-z0-9-]{1,64}$' },
      { name: 'sk', secret: true, required: true, maxLength: 64, pattern: '^[A-Za-z0-9-]{1,64}$' },
    ],
  },
];

/** The provider of a cloud that this version can join, or null. */
export function providerOf(vendor: VendorId): Provider | null {
  return PROVIDERS.find((p) => p.vendor === vendor) ?? null;
}
