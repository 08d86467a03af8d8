/** 设置。 */
import type { Texts } from '../texts.ts';
import type { settings as source } from '../en-US/settings.ts';

export const settings: Texts<typeof source> = {
  sections: { general: '常规', live: '电视墙', view: '显示', keys: '快捷键', folders: '文件夹' },
  textSize: '文字大小',
  textSizeHelp: '屏幕上的一切随文字放大。也可按 {{larger}} 和 {{smaller}}。',
  percent: '{{value}}%',
  motion: '动画',
  motionSystem: '跟随系统',
  motionLess: '关闭',
  motionHelp: '不影响摄像机画面。',
  folders: {
    capture: '抓图与录像片段',
    help: 'Lanner 保存在此处的文件仅您本人可读取。',
    choose: '选择文件夹…',
    choosing: '请在 Lanner 打开的窗口中选择文件夹。',
    reset: '使用默认文件夹',
    isDefault: '这是默认文件夹。',
  },
};
