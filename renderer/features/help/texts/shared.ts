/** How the window calls the help, and what the status bar says of it. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: { actions: { app: { help: 'Help: failures and problem report' } } },
  notices: { clientReportCopied: 'Copied a problem report of the client' },
};

const chinese: Texts<typeof english> = {
  names: { actions: { app: { help: '帮助：故障说明与问题报告' } } },
  notices: { clientReportCopied: '已复制客户端的问题报告' },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
