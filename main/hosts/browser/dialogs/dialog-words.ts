/** The words of main's own dialogs in the browser host, in both languages. The question itself comes from the caller. */

const EN = {
  lang: 'en-US',
  asks: 'Lanner asks',
  timeout: 'If nobody answers within five minutes, nothing is changed.',
  answered: 'Your answer was taken. You can close this window.',
  over: 'This question is over: nobody answered in time. Nothing was changed.',
  home: 'Home folder',
  up: 'Up one folder',
  path: 'Path of the folder',
  go: 'Open',
  folders: 'Folders in this folder',
  none: 'This folder holds no other folders.',
  more: 'Only the first {count} folders are listed. Type the path of any other folder.',
  newName: 'Name of the new folder',
  create: 'New folder',
  choose: 'Choose this folder',
  cancel: 'Cancel',
  'not-whole': 'Type the whole path of the folder, from its beginning.',
  'not-found': 'There is no folder with this path.',
  unreadable: 'This folder cannot be read. Choose another folder, or ask its owner for permission.',
  'bad-name': 'A folder cannot have this name. Use a name of at most 80 characters without / \\ : * ? " < > |.',
  exists: 'There is already a file or folder with this name.',
  'not-created': 'The system refused to create this folder. Choose another place for the folder.',
};

export type DialogWords = Readonly<Record<keyof typeof EN, string>>;

const ZH: DialogWords = {
  lang: 'zh-CN',
  asks: 'Lanner 需要您确认',
  timeout: '如果五分钟内没有回答，则不做任何更改。',
  answered: '已收到您的回答，可以关闭此窗口。',
  over: '未在规定时间内回答，此询问已结束，未做任何更改。',
  home: '主文件夹',
  up: '上一级文件夹',
  path: '文件夹路径',
  go: '打开',
  folders: '此文件夹中的文件夹',
  none: '此文件夹中没有其他文件夹。',
  more: '仅列出前 {count} 个文件夹。其他文件夹请直接输入路径。',
  newName: '新文件夹名称',
  create: '新建文件夹',
  choose: '选择此文件夹',
  cancel: '取消',
  'not-whole': '请输入文件夹的完整路径。',
  'not-found': '没有这个路径的文件夹。',
  unreadable: '无法读取此文件夹。请选择其他文件夹，或向其所有者申请权限。',
  'bad-name': '文件夹不能使用此名称。名称最多 80 个字符，不能包含 / \\ : * ? " < > |。',
  exists: '已存在同名的文件或文件夹。',
  'not-created': '系统拒绝创建此文件夹。请换一个位置。',
};

/** @param locale a language tag; every Chinese one gives Chinese, all others English. */
export function dialogWords(locale: string): DialogWords {
  return /^zh\b/i.test(locale) ? ZH : EN;
}
