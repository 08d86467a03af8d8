/** 最近删除列表。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { words as source } from './en-US.ts';

export const words: Texts<typeof source> = {
  close: '关闭最近删除列表',
  list: '已删除的内容，最新的在前',
  kept: '删除的电视墙、站点、轮巡和书签可在 {{days}} 天内恢复。',
  none: '最近 {{days}} 天没有删除任何内容',
  reading: '正在读取已删除的内容',
  restore: '恢复',
  restoreOf: '恢复“{{name}}”',
  cameras_other: '{{count}} 台摄像机',
  place: '位于 {{path}}',
};
