/** 云端抓图对话框。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { words as source } from './en-US.ts';

export const words: Texts<typeof source> = {
  title: '立即抓图 · {{camera}}',
  of: '{{camera}} 的抓图',
  close: '关闭图片',
  asking: '云端正在让摄像机抓图',
  asked: '请求时间 {{time}}。云端未说明摄像机抓图的时间。',
  again: '再抓一张',
  againIn: '{{seconds}} 秒后可再抓',
};
