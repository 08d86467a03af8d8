/** 设置。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { words as source } from './en-US.ts';

export const words: Texts<typeof source> = {
  title: '设置',
  language: '语言',
  system: '跟随系统',
  statistics: '画面上显示码流统计',
  panel: '侧栏',
  shown: '显示',
  hidden: '隐藏',
  version: '版本 {{version}}，{{host}}',
  hosts: { electron: 'Electron', browser: '浏览器宿主' },
  close: '关闭',
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
  wall: {
    hold: '告警窗格',
    holdHelp: '有其他告警等待时，一条告警在窗格中停留多久。固定的告警始终停留。',
    seconds: '{{count}} 秒',
    minutes: '{{count}} 分钟',
    acknowledged: '直到确认',
    preview: '悬停预览',
    previewHelp: '指针停在列表中的摄像机上时打开，仅在可见时播放子码流。无论是否开启，均可按 {{keys}} 打开预览。',
    previewOn: '开启',
    previewOff: '关闭',
  },
};
