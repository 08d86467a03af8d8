import type { Texts } from '../texts.ts';
import type { jobErrors as source } from '../en-US/job-errors.ts';

export const jobErrors: Texts<typeof source> = {
  'account-changed': {
    what: '任务的账号已更改，任务已暂停。',
    why: '密钥或地址更改后，数据可能会发往其他位置。',
    next: '请检查账号，然后继续任务。',
  },
  'answer-lost': {
    what: '无法确认该行是否已添加。',
    why: '请求已发送，但没有收到可识别的应答。',
    next: '任务会先查找该行，再决定是否重新发送。',
  },
  incomplete: {
    what: '任务无法开始。',
    why: '客户端结束前，任务的行尚未全部保存。',
    next: '请移除该任务，然后重新导入文件。',
  },
  'not-found': { what: '该任务已不存在。', why: '它可能已在其他窗口中移除。', next: '请重新读取任务列表。' },
  'not-running': { what: '任务无法继续。', why: '任务已结束或已取消。', next: '请导入包含未添加行的结果文件。' },
  'not-settled': {
    what: '无法确认部分行是否已添加。',
    why: '这些行的应答丢失，且无法完整读取名单来查找。',
    next: '请在名单可读取后继续任务，不会重复发送。',
  },
  'other-file': {
    what: '这是另一个文件。',
    why: '任务只能使用开始时的文件继续，内容必须逐字节相同。',
    next: '请选择最初的文件，或移除任务后重新导入此文件。',
  },
  running: { what: '任务正在运行。', why: '此操作只适用于已暂停或已结束的任务。', next: '请先暂停任务。' },
  restarted: {
    what: '客户端曾结束，任务已暂停。',
    why: '文件及其图片不保存在本机。',
    next: '请重新选择文件，任务将从中断处继续。',
  },
  'too-many': { what: '任务过多。', why: '任务列表最多容纳 {{limit}} 个任务。', next: '请移除已结束的任务后重试。' },
  'window-closed': {
    what: '任务所在的窗口已关闭，任务已暂停。',
    why: '文件由该窗口读取，其内容不保存在本机。',
    next: '请重新选择文件，任务将从中断处继续。',
  },
};
