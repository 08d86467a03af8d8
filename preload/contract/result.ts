/** Schemas of failures. The types are the domain's; here they become checkable. */
import { z } from 'zod';
import { ERROR_ACTIONS, ERROR_CODES, type WireError } from '../domain/error.ts';
import { VENDOR_IDS } from '../domain/vendor.ts';

const vendorFailure = z.strictObject({
  id: z.enum(VENDOR_IDS),
  operation: z.string(),
  code: z.string().nullable(),
  httpStatus: z.number().int().nullable(),
  requestId: z.string().nullable(),
  text: z.string().nullable(),
});

export const wireError: z.ZodType<WireError> = z.strictObject({
  code: z.enum(ERROR_CODES),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  retryable: z.boolean(),
  action: z.enum(ERROR_ACTIONS),
  vendor: vendorFailure.nullable(),
});
