/** 录像不能回放或下载的原因，以及怎么办。 */
import type { recordingErrors as source } from '../en-US/recording-errors.ts';
import type { Texts } from '../texts.ts';

export const recordingErrors: Texts<typeof source> = {
  none: {
    what: '该时间没有录像。',
    why: '云端没有保存这台摄像机在所选时间的录像。',
    next: '请选择时间轴上有录像的时间。',
  },
  archived: {
    what: '该录像已归档。',
    why: '它在归档存储中，不能直接回放或下载。',
    next: '请先取回录像：该云提供取回时用取回任务，否则请所有者在云控制台恢复。',
  },
  'no-right': {
    what: '云端无权读取该录像。',
    why: '云端没有读取录像存储的权限。',
    next: '请在云控制台授予该权限，再重试。',
  },
  'bad-address': { what: '云端拒绝了下载地址。', why: '云端不认可该地址。', next: '请重试，客户端会申请新地址。' },
  'address-expired': { what: '下载地址已过期。', why: '地址只在几分钟内有效。', next: '请重试，客户端会申请新地址。' },
  'too-many-downloads': {
    what: '同时下载的数量过多。',
    why: '该账号已达到云端允许的并发下载数。',
    next: '请等待其他下载完成后重试。',
  },
  bandwidth: {
    what: '云端限制了下载。',
    why: '云端允许的下载带宽已用完。',
    next: '请稍后重试。若持续，请在云控制台扩大带宽。',
  },
  'too-many-links': {
    what: '录像连接数过多。',
    why: '该账号已达到云端允许的连接数。',
    next: '请等待其他下载完成后重试。',
  },
  'not-open': {
    what: '该录像已不在回放。',
    why: '回放已关闭，或者其摄像机或账号已不存在。',
    next: '请重新打开该录像。',
  },
  'device-taken': {
    what: '该设备正在回放另一段录像。',
    why: '一台设备同时只能回放一段录像，本客户端正在回放其摄像机 {{label}} 的录像。',
    next: '请关闭那段录像，或者接管该设备：那段录像随即结束。',
  },
  'not-steered': { what: '云端不控制该回放。', why: '该录像的读取由播放器决定。', next: '请使用播放器的控件。' },
  'no-key-frames': {
    what: '无法显示这段录像。',
    why: '这段录像没有关键帧：播放器没有可以开始的完整画面。',
    next: '请转到该录像的其他时刻。',
  },
  'bad-file': {
    what: '无法显示该文件。',
    why: '无法读取文件 {{label}} 的任何画面：文件已损坏，或内容与文件名不符。',
    next: '请从存放处重新获取该文件。其他文件仍可播放。',
  },
  'file-gone': {
    what: '无法再读取该文件。',
    why: '系统不再提供文件 {{label}} 的内容，或未及时提供：文件已被修改、移动或删除，或其磁盘已移除。',
    next: '请将文件放回原处，或重新打开该文件。',
  },
};
