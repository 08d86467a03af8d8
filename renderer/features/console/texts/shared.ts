/** How the window calls the API console, and what it reports of it. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: {
    group: 'API console',
    actions: {
      app: { console: 'Go to API console' },
      console: {
        run: 'Run the operation',
        search: 'Search the operations',
        tree: 'Answer as a tree',
        json: 'Answer as JSON',
        history: 'History of calls',
      },
    },
    screen: 'API console',
    tab: 'API console',
    side: 'Operations',
    openHere: 'Open in the API console',
  },
  notices: { consoleCleared: 'Cleared the form of {{operation}}' },
};

const chinese: Texts<typeof english> = {
  names: {
    group: 'API 控制台',
    actions: {
      app: { console: '转到 API 控制台' },
      console: {
        run: '执行该操作',
        search: '搜索操作',
        tree: '以树显示应答',
        json: '以 JSON 显示应答',
        history: '调用历史',
      },
    },
    screen: 'API 控制台',
    tab: 'API 控制台',
    side: '接口',
    openHere: '在 API 控制台打开',
  },
  notices: { consoleCleared: '已清空 {{operation}} 的表单' },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
