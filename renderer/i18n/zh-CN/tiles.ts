/** 带画面的窗格：实况墙与回放共用。 */
import type { enUS } from '../en-US/index.ts';
import type { Texts } from '../texts.ts';

export const tiles: Texts<(typeof enUS)['tiles']> = {
  map: '当前显示的画面部分，放大 {{factor}} 倍',
  turned: '{{degrees}}°',
  mirrored: '镜像',
  taken: '{{time}} 抓取',
  tryNow: '立即重试',
  details: '详情',
  editAccount: '编辑账号',
  allowPlain: '允许 {{host}} 使用明文 http',
  trustCertificate: '信任 {{host}} 的这张证书',
  allowAsking: '请在对话框中答复关于 {{host}} 的问题',
  statistics: {
    dropped: '丢帧 {{count}}',
    stalls: '卡顿 {{count}}',
    first: '首帧 {{seconds}} 秒',
    unknown: '尚未测量',
    fps: '{{count}} fps',
    flv: 'FLV',
    hls: 'HLS',
  },
};
