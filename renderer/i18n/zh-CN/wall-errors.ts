/** Failures of walls and windows. */
export const wallErrors = {
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

export const windowErrors = {
  'not-opened': { what: '无法打开新窗口。', why: '浏览器返回：{{detail}}。', next: '请关闭一个窗口后重试。' },
  kiosk: {
    what: '此处只显示一面电视墙，不能更改任何内容。',
    why: '客户端以 --kiosk-wall 参数启动。',
    next: '如需更改，请不带 --kiosk-wall 启动。',
  },
};
