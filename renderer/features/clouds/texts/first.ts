/** How the window calls the accounts of clouds, also before their screen is loaded. */
import type { Texts } from '../../../i18n/texts.ts';

const english = { names: { screen: 'Clouds', tab: 'Accounts' } };

const chinese: Texts<typeof english> = { names: { screen: '云账号', tab: '账号' } };

export const first = { 'en-US': english, 'zh-CN': chinese };
