/** How the window calls the list of deleted things, and what it reports of it. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: {
    title: 'Recently deleted',
    actions: { removed: { open: 'Recently deleted walls, sites, sequences and bookmarks' } },
  },
  notices: {
    restored: 'Restored {{name}}',
    restoredAs: 'Restored {{before}} as {{name}}: another one has the old name now',
  },
  errors: {
    removed: {
      'not-found': {
        what: 'This cannot be restored any more.',
        why: 'It was restored already, or it was deleted more than 30 days ago.',
        next: 'Look for it among the walls, the sites, the sequences or the bookmarks.',
      },
    },
  },
};

const chinese: Texts<typeof english> = {
  names: { title: '最近删除', actions: { removed: { open: '最近删除的电视墙、站点、轮巡和书签' } } },
  notices: { restored: '已恢复“{{name}}”', restoredAs: '原名称已被使用，“{{before}}”已恢复为“{{name}}”' },
  errors: {
    removed: {
      'not-found': {
        what: '该内容已无法恢复。',
        why: '它已被恢复，或删除已超过 30 天。',
        next: '请在电视墙、站点、轮巡或书签中查找。',
      },
    },
  },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
