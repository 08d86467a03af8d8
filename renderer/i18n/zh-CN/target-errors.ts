import type { Texts } from '../texts.ts';
import type { targetErrors as source } from '../en-US/target-errors.ts';

export const targetErrors: Texts<typeof source> = {
  'takes-nobody': {
    what: '无法向该名单添加人员。',
    why: '该名单由设备自行维护，例如录像机的陌生人名单。',
    next: '请选择其他名单。',
  },
  'answer-lost': {
    what: '无法确认修改是否成功。',
    why: '请求已发送，但没有收到可识别的应答。客户端不会自动重复发送。',
    next: '请重新读取名单，确认修改是否生效。再次新增时会先读取名单，不会重复发送。',
  },
  'not-settled': {
    what: '未发送任何内容。',
    why: '此前一次更改的应答丢失，且无法读取名单来确认是否成功。',
    next: '请在名单可读取后重试。',
  },
  'not-asked': {
    what: '修改未发送。',
    why: '前面的一项修改失败，其原因同样影响后续修改。',
    next: '请查看前一项修改的失败原因，然后重试。',
  },
  'no-picture': {
    what: '需要选择新图片才能修改该目标。',
    why: '设备不返回该目标的图片，而云端要求修改时同时提交图片。',
    next: '请选择图片后重新保存。',
  },
  'added-twice': {
    what: '该目标目前同时在两个名单中。',
    why: '目标已添加到新名单，但未能从原名单中删除。',
    next: '请从不应包含该目标的名单中将其删除。',
  },
  'list-fixed': { what: '无法更改该名单。', why: '该名单由设备自行建立。', next: '请选择或新建其他名单。' },
  'list-empty': { what: '未启用该名单。', why: '设备只与有目标的名单比对。', next: '请先在名单中新增目标，再启用。' },
  'list-not-empty': { what: '未删除该名单。', why: '该设备只能删除空名单。', next: '请先删除名单中的目标。' },
  unchanged: {
    what: '修改未生效。',
    why: '没有收到可用的应答。随后读取设备，内容与之前相同。',
    next: '请确认设备可连接，然后重试。',
  },
  'signed-since': {
    what: '未发送任何内容。',
    why: '此后该设备又签署了另一份声明，本声明可能已不代表现在的约定。',
    next: '请查看记录，如有需要请重新签署。',
  },
  'reading-ended': {
    what: '文件未读取完毕。',
    why: '读取期间有账号被更改、停用或移除，或读取停顿了数分钟；此时不保留文件的任何内容。',
    next: '请重新选择文件。',
  },
  'export-too-large': {
    what: '未导出该名单。',
    why: '文件将超过 512 MB，浏览器无法保存更大的文件。',
    next: '请在桌面客户端中导出该名单。',
  },
};
