/** How answers of IVP are understood. Loaded by the thread that reads long answers, so it imports little. */
import type { VendorAnswers } from '../core/client/answers/reading.ts';
import { createDialect } from './wire/dialect.ts';
import { OVERRIDES } from './overrides.ts';

export const ANSWERS: VendorAnswers = { overrides: OVERRIDES, rules: createDialect([]) };
