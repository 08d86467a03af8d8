export const outcomes = {
  show: '仅显示这些',
  counts: {
    done: '完成 {{count}}',
    refused: '被拒 {{count}}',
    unknown: '未知 {{count}}',
    notAsked: '未请求 {{count}}',
  },
  states: { done: '完成', refused: '被拒', unknown: '未知', notAsked: '未请求' },
  more: '另有 {{count}} 项',
  retry_other: '重试这 {{count}} 项',
  retrying: '正在重试',
};
