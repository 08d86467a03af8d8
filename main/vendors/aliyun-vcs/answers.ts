/** How answers of VCS are understood. Loaded by the thread that reads long answers, hence small. */
import type { VendorAnswers } from '../core/client/reading.ts';
import { createDialect } from './dialect.ts';
import { OVERRIDES } from './overrides.ts';

/** The rules for answers are the same for all accounts, whatever the dialect is made from. */
export const ANSWERS: VendorAnswers = {
  overrides: OVERRIDES,
  rules: createDialect({ version: '', dataEndpoint: null }),
};
