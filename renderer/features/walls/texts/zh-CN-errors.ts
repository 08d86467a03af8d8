/** 电视墙可能出现的问题。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { wallErrors as source } from './en-US-errors.ts';

export const wallErrors: Texts<typeof source> = {
  'not-found': { what: '该电视墙已不存在。', why: '已在此窗口或其他窗口中删除。', next: '请打开其他电视墙。' },
  'name-taken': { what: '名称“{{label}}”已被使用。', why: '已有同名项。', next: '请换一个名称。' },
  'too-many': { what: '数量已达上限。', why: '上限为 {{limit}}。', next: '请删除不再需要的内容。' },
  'version-gone': { what: '该版本已不再保留。', why: '较早的版本会随时间精简。', next: '请选择其他版本。' },
  'file-too-large': {
    what: '这些电视墙无法放入一个文件。',
    why: '一个文件最多 {{limit}} 个字符。',
    next: '请分批导出。',
  },
};
