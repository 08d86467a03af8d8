/** How the window calls the API console, and what it says of the console, also before the console is loaded. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: {
    screen: 'API console',
    tab: 'API console',
    side: 'Operations',
    openHere: 'Open in the API console',
  },
  notices: {
    consoleCleared: 'Cleared the form of {{operation}}',
  },
};

const chinese: Texts<typeof english> = {
  names: {
    screen: 'API 控制台',
    tab: 'API 控制台',
    side: '接口',
    openHere: '在 API 控制台打开',
  },
  notices: {
    consoleCleared: '已清空 {{operation}} 的表单',
  },
};

export const first = { 'en-US': english, 'zh-CN': chinese };
