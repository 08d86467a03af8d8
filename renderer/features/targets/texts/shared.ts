/** How the window calls the target libraries. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: { screen: 'Targets', side: 'Target libraries', actions: { app: { targets: 'Go to targets' } } },
};

const chinese: Texts<typeof english> = {
  names: { screen: '目标库', side: '设备与名单', actions: { app: { targets: '转到目标库' } } },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
