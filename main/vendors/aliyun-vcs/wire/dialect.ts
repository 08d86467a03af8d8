/** How VCS is spoken to: RPC on two hosts, comma and JSON lists, `Retry` while a stream is set up. */
import { derivedDataAddress } from '../../../../preload/domain/accounts/key-addresses.ts';
import { withoutEnd } from '../../../../preload/domain/text.ts';
import type { Credential } from '../../../secret.ts';
import { errorOf } from '../../aliyun/errors.ts';
import { createRpcDialect } from '../../aliyun/rpc-dialect.ts';
import type { Operation } from '../../core/contract/contract.ts';
import type { ItemFailure } from '../../../ports/calls.ts';
import type { Dialect } from '../../core/client/dialect.ts';
import { FOLLOW_UPS } from './follow-ups.ts';
import { OVERRIDES } from '../overrides.ts';

/** Printed by the document; the vendor's own tools say 2020-05-15, so an account may name another one. */
const API_VERSION = '2020-03-09';

const DATA_SERVICE = /^cdrs\./;

export interface VcsAddresses {
  readonly version: string;
  /** Base URL of the data service (chapter 10), or null to derive it from the account's endpoint. */
  readonly dataEndpoint: string | null;
}

/** The account's fields other than its keys. Empty fields count as not given. */
export function addressesOf({ fields }: Credential): VcsAddresses {
  return {
    version: fields['apiVersion'] || API_VERSION,
    dataEndpoint: withoutEnd(fields['dataEndpoint'] ?? '', '/') || null,
  };
}

/** The data service has a host of its own beside the main one; an address of another form serves both. */
function endpointWith(dataEndpoint: string | null): (operation: Operation, endpoint: string) => string {
  return (operation, endpoint) => {
    if (!DATA_SERVICE.test(operation.http.host ?? '')) return endpoint;
    return dataEndpoint ?? derivedDataAddress(endpoint);
  };
}

const failure = (item: string | null, vendorCode: string | null, text: string | null): ItemFailure => ({
  item,
  code: vendorCode === null ? 'cloud.refused' : errorOf(vendorCode, 200).code,
  vendorCode,
  text,
});

/** A text that holds a JSON list; null for anything else. */
function listIn(value: unknown): readonly unknown[] | null {
  try {
    const list: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    return Array.isArray(list) ? list : null;
  } catch {
    return null; // not a list, so the text names no failed item
  }
}

/** Three calls report success although items failed; each call lists the failures in its own way. */
function failuresIn(operation: Operation, answer: unknown): readonly ItemFailure[] {
  const { Data: data } = answer as { readonly Data?: unknown };
  switch (operation.id) {
    case 'DeleteDevices': {
      type Outcome = { readonly DeviceId?: string; readonly Code?: string; readonly Description?: string };
      const failed = ((data ?? []) as readonly Outcome[]).filter(({ Code }) => Code !== undefined && Code !== '200');
      return failed.map((one) => failure(one.DeviceId ?? null, one.Code ?? null, one.Description ?? null));
    }
    case 'RemoveWatchItems': {
      const failed = listIn((data as { readonly FailedItemIds?: unknown } | undefined)?.FailedItemIds) ?? [];
      return failed.map((id) => failure(String(id), null, null));
    }
    case 'UpdateDevicesStorage':
      return data === false ? [failure(null, null, 'the storage settings were not changed')] : [];
    default:
      return [];
  }
}

export function createDialect({ version, dataEndpoint }: VcsAddresses): Dialect {
  return createRpcDialect({
    version,
    longQuery: OVERRIDES.longQuery,
    endpointOf: endpointWith(dataEndpoint),
    pendingCode: 'Retry',
    failuresIn,
    followUps: FOLLOW_UPS,
  });
}
