import type { Texts } from '../texts.ts';
import type { mediaBounds as boundsSource, mediaRefusals as refusalsSource } from '../en-US/media-errors.ts';

export const mediaRefusals: Texts<typeof refusalsSource> = {
  'over-limit': {
    what: '已拒绝该码流。',
    why: '{{detail}}',
    next: '客户端会自动重试。若持续，请重启摄像机，并把详情发给技术支持。',
  },
  quarantined: {
    what: '该码流已被隔离。',
    why: '它使客户端的媒体服务停止响应。服务已重新启动，其他码流照常播放。',
    next: '点击“重试”可再次打开该码流。若再次出现，请把详情发给技术支持。',
  },
};

export const mediaBounds: Texts<typeof boundsSource> = {
  playlist: '播放列表超过 {{limit}} MB。',
  'playlist-line': '播放列表中有一行超过 {{limit}} KB。',
  'playlist-segments': '播放列表中的分片超过 {{limit}} 个。',
  'playlist-renditions': '播放列表给出的码流版本超过 {{limit}} 个。',
  'playlist-keys': '播放列表为一个分片给出的密钥超过 {{limit}} 个。',
  'playlist-expanded': '播放列表中的地址和密钥信息超过 {{limit}} MB。',
  segment: '有一个分片超过 {{limit}} MB。',
  'segment-key': '加密密钥超过 {{limit}} KB。',
  'segment-init': '初始化数据超过 {{limit}} MB。',
  'segment-samples': '一个分片中的画面和音频帧超过 {{limit}} 个。',
  'nal-units': '一帧画面的组成部分超过 {{limit}} 个。',
  tag: '一帧画面超过 {{limit}} MB。',
  metadata: '码流元数据超过 {{limit}} MB。',
  'sequence-header': '编码参数超过 {{limit}} KB。',
};
