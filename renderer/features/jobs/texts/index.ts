/** The texts of the page of all jobs. */
import type { AreaTextSource } from '../../../i18n/area-texts.ts';
import { shared } from './shared.ts';

export const texts = { shared } satisfies AreaTextSource;

declare module '../../../i18n/area-texts.ts' {
  interface AreaTexts {
    readonly jobs: typeof texts;
  }
}
