/** The texts of the live wall. All come with the page, as the live wall does. */
import type { AreaTextSource } from '../../../i18n/area-texts.ts';
import { first } from './first.ts';

export const texts = {
  first,
} satisfies AreaTextSource;

declare module '../../../i18n/area-texts.ts' {
  interface AreaTexts {
    readonly live: typeof texts;
  }
}
