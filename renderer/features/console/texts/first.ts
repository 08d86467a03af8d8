/** How the window calls the API console, also before the console is loaded. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: {
    screen: 'API console',
    tab: 'API console',
    side: 'Operations',
    openHere: 'Open in the API console',
  },
};

const chinese: Texts<typeof english> = {
  names: {
    screen: 'API 控制台',
    tab: 'API 控制台',
    side: '接口',
    openHere: '在 API 控制台打开',
  },
};

export const first = { 'en-US': english, 'zh-CN': chinese };
