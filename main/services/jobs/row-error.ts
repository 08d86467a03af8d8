import type { WireError } from '../../../preload/domain/error.ts';
import type { JobRowError } from '../../../preload/domain/jobs.ts';

/** The stored part of a failure: no words of the cloud, which may repeat a name. */
export function rowError({ code, params, vendor }: WireError): JobRowError {
  const { field, detail, limit } = params;
  const isOfField = code === 'input.invalid-field';
  return {
    code,
    field: isOfField && typeof field === 'string' ? field : null,
    detail: isOfField && typeof detail === 'string' ? detail : null,
    limit: isOfField && typeof limit === 'number' ? limit : null,
    vendorCode: vendor?.code ?? null,
    requestId: vendor?.requestId ?? null,
  };
}
