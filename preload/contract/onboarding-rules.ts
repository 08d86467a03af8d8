/** The rules of a field, as forms and main check them. */
import { z } from 'zod';

const count = z.number().int().nonnegative();
const texts = z.array(z.string()).readonly();

export const ruleLimits = z.strictObject({
  minLength: count.optional(),
  maxLength: count.optional(),
  lengthUnit: z.string().optional(),
  patterns: texts.optional(),
  values: texts.optional(),
  isEmptyAllowed: z.boolean().optional(),
  kinds: z.strictObject({ of: texts, atLeast: count }).optional(),
});
