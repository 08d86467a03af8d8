import { lazy, type ComponentType } from 'react';
import type { AreaWithTexts } from '../i18n/area-texts.ts';
import { loadTexts } from '../i18n/i18n.ts';

/** A component whose code is fetched when the component is first shown, and with the code the texts of its area. */
export const fetched = (area: AreaWithTexts, load: () => Promise<ComponentType>): ComponentType =>
  lazy(async () => {
    const [component] = await Promise.all([load(), loadTexts(area)]);
    return { default: component };
  });
