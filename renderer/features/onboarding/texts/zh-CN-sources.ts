/** 数据源：其他视频平台的流。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { sources as english } from './en-US-sources.ts';

export const sources: Texts<typeof english> = {
  title: '数据源',
  why: '其他视频平台的流，供云端计算。云端没有数据源列表：由本客户端保存其 ID，地址不保存。',
  type: '数据源类型',
  types: { VIDEO: '视频', AUDIO: '音频' },
  name: '数据源名称',
  url: '流地址',
  urlRule: 'http(s) 的 .m3u8 或 .flv，或 rtmp；以其他平台提供的为准',
  endsAt: '地址失效时间',
  endsAtWhy: '例如 2026-12-01 10:00；以其他平台的说明为准，云端不报告。留空则不提醒。',
  add: '添加数据源',
  list: '本客户端的数据源',
  none: '尚未在此添加数据源。',
  states: {
    unknown: '应答丢失：云端是否已有该数据源未知，且文档中没有接口可列出数据源。',
    'no-end': '已添加；未填写地址失效时间。',
    lasting: '{{left}}后失效，即 {{at}}',
    near: '即将失效：剩余 {{left}}，至 {{at}}。请提前续期。',
    over: '地址已于 {{at}} 失效。',
  },
  renew: '续期',
  renewTitle: '数据源的新地址',
  renewSubmit: '提交新地址',
  overWhy: '云端文档只说明在失效前续期；失效后是否接受没有说明。',
  forgetWhy: '云端不会改变。其 ID 在本机丢失，没有 ID 则无法续期。',
  forgetUnknown: '云端不作任何更改：云端是否已有该数据源仍未知。',
};
