/** 帮助。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { words as source } from './en-US.ts';

export const words: Texts<typeof source> = {
  title: '帮助',
  close: '关闭帮助',
  keys: {
    title: '快捷键',
    text: '每个操作都有快捷键。按 {{palette}} 可按名称查找摄像机、电视墙或操作。',
    show: '显示全部快捷键',
    change: '更改快捷键',
  },
  report: {
    title: '问题报告',
    text: '报告包含版本、云和窗格的状态、负载，以及最近消息的代码，不含密钥、地址和摄像机名称。',
    copy: '复制问题报告',
    tile: '如果是某一台摄像机的问题，请选中其窗格并按 {{key}}，该报告还包含这台摄像机的信息。',
    log: '技术支持可能还需要日志：',
    copyLog: '复制日志路径',
    openLog: '打开文件夹',
  },
  failures: {
    title: '故障说明',
    search: '消息或代码',
    none: '没有符合“{{query}}”的故障。',
    count_other: '{{count}} 种故障',
    why: '原因',
    next: '处理方法',
  },
};
