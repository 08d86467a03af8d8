export const outcomes = {
  show: '仅显示这些',
  counts: {
    done: '完成 {{count}}',
    skipped: '跳过 {{count}}',
    refused: '被拒 {{count}}',
    unknown: '未知 {{count}}',
    ready: '可发送 {{count}}',
    notAsked: '未请求 {{count}}',
  },
  states: { done: '完成', skipped: '跳过', refused: '被拒', unknown: '未知', ready: '可发送', notAsked: '未请求' },
  more: '另有 {{count}} 项',
  retry_other: '重试这 {{count}} 项',
  retrying: '正在重试',
};
