/** The texts of the page of all jobs. */
import type { AreaTextSource } from '../../../i18n/area-texts.ts';
import { first } from './first.ts';

export const texts = { first } satisfies AreaTextSource;

declare module '../../../i18n/area-texts.ts' {
  interface AreaTexts {
    readonly jobs: typeof texts;
  }
}
