/** 窗格的操作：拖动、回到先前内容、缺失、放大；列表预览；电视墙设置。 */
import type { Texts } from '../texts.ts';
import type { handling as source } from '../en-US/handling.ts';

export const handling: Texts<typeof source> = {
  dragged_other: '{{count}} 个窗格',
  earlier: '回到“{{name}}”',
  later: '转到“{{name}}”',
  missing: {
    name: '窗格 {{tile}}：{{name}}，缺失',
    unknown: '未知摄像机',
    why: {
      'no-account': '云账号不在本机。',
      'account-off': '云账号已停用。',
      'not-listed': '云端已不再列出。',
    },
    what: {
      'no-account': '重新添加该账号，摄像机会自动恢复；也可换上其他摄像机。',
      'account-off': '重新启用该账号，摄像机会自动恢复。',
      'not-listed': '请换上其他摄像机，或从墙上移除。',
    },
    openClouds: '转到云账号',
    addCloud: '添加云账号',
    replace: '替换',
    takeOff: '移除',
  },
  zoomed: '因画面放大而播放主码流',
  preview: {
    label: '预览“{{number}} {{name}}”',
    opening: '正在打开',
    parked: '因负载暂停',
    failed: '无法预览：{{reason}}',
    full: '无法预览：本机播放已达上限',
  },
  settings: {
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
  queue: '确认前一直停留',
};
