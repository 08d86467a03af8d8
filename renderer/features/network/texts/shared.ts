/** How the settings call this area. */
import type { Texts } from '../../../i18n/texts.ts';

const english = { names: { section: 'Network' } };

const chinese: Texts<typeof english> = { names: { section: '网络' } };

export const shared = { 'en-US': english, 'zh-CN': chinese };
