/** 与文件有关的错误。 */
import type { storageErrors as source } from '../en-US/storage-errors.ts';
import type { Texts } from '../texts.ts';

export const storageErrors: Texts<typeof source> = {
  corrupt: { what: '有文件无法读取。', why: '文件已损坏：{{detail}}。', next: '已将其移开，客户端按默认设置运行。' },
  'write-failed': { what: '保存失败。', why: '文件无法写入：{{detail}}。', next: '请检查数据文件夹的剩余空间与权限。' },
  full: { what: '磁盘已满。', why: '{{folder}} 没有剩余空间。', next: '请清理空间，或在设置中另选文件夹。' },
  'no-access': {
    what: '无权写入该文件夹。',
    why: '系统拒绝写入 {{folder}}：{{detail}}。',
    next: '请在设置中另选文件夹，或申请写入权限。',
  },
  'name-taken': {
    what: '已有同名文件。',
    why: '{{folder}} 中已有文件使用了新文件的名称。',
    next: '请移动或重命名该文件，或另选文件夹。',
  },
  'name-too-long': {
    what: '文件路径过长。',
    why: '系统不允许这么长的路径：{{folder}}。',
    next: '请选择路径较短的文件夹。',
  },
  gone: {
    what: '文件或文件夹已不存在。',
    why: '系统找不到 {{folder}}：{{detail}}。它已删除或改名，或所在磁盘已断开。',
    next: '若磁盘已断开，请重新连接，再重试。',
  },
};
