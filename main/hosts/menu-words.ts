/** The words of the application menu, by what each item does. */

export type MenuRole =
  | 'minimize'
  | 'close'
  | 'quit'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'reload'
  | 'togglefullscreen'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut';

export type MenuItem = readonly [role: MenuRole, english: string, chinese: string];

export const MENUS: readonly (readonly [english: string, chinese: string, items: readonly MenuItem[]])[] = [
  [
    'Lanner',
    'Lanner',
    [
      ['minimize', 'Minimise', '最小化'],
      ['close', 'Close window', '关闭窗口'],
      ['quit', 'Quit Lanner', '退出 Lanner'],
    ],
  ],
  [
    'Edit',
    '编辑',
    [
      ['undo', 'Undo', '撤销'],
      ['redo', 'Redo', '重做'],
      ['cut', 'Cut', '剪切'],
      ['copy', 'Copy', '复制'],
      ['paste', 'Paste', '粘贴'],
      ['selectAll', 'Select all', '全选'],
    ],
  ],
  [
    'View',
    '视图',
    [
      ['reload', 'Reload', '重新加载'],
      ['togglefullscreen', 'Full screen', '全屏'],
      ['resetZoom', 'Actual size', '实际大小'],
      ['zoomIn', 'Zoom in', '放大'],
      ['zoomOut', 'Zoom out', '缩小'],
    ],
  ],
];
