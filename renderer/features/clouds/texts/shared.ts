/** How the window calls the accounts of clouds, and what it reports of them. */
import type { Texts } from '../../../i18n/texts.ts';
import { accountErrors as englishErrors } from './en-US-errors.ts';
import { accountErrors as chineseErrors } from './zh-CN-errors.ts';

const english = {
  names: {
    group: 'Clouds',
    actions: {
      app: { clouds: 'Go to Clouds' },
      clouds: {
        add: 'Add cloud account',
        import: 'Import accounts',
        export: 'Export accounts without keys',
        testAll: 'Test all accounts',
        test: 'Test the account of the row',
        switch: 'Turn the account of the row off or on',
        edit: 'Edit the account of the row',
        remove: 'Delete the account of the row',
      },
    },
    screen: 'Clouds',
    tab: 'Accounts',
  },
  notices: {
    accountAdded: 'Added {{label}}',
    accountSaved: 'Saved {{label}}',
    accountRemoved: 'Deleted {{label}} and its keys',
    accountOff: '{{label}} is off, its cameras left the list',
    accountOn: '{{label}} is on again: its cameras come back',
    mediaHostAllowed: 'Pictures come from {{host}} over plain http',
    mediaHostNotAllowed: '{{host}} was not allowed: its pictures stay refused',
    mediaHostRevoked: 'Revoked: pictures of {{host}} over plain http are refused',
    certificateTrusted: 'The certificate of {{host}} is trusted for pictures of this account',
    certificateNotTrusted: 'The certificate of {{host}} was not trusted: its pictures stay refused',
    certificateRevoked: 'Revoked: the certificate of {{host}} is trusted no longer',
    accountsExported_one: 'Exported {{count}} account, without keys',
    accountsExported_other: 'Exported {{count}} accounts, without keys',
    accountsNotExported: 'Nothing to export: accounts of the simulated clouds end with this session',
    accountsImported_one: 'Imported {{count}} account; it needs its keys',
    accountsImported_other: 'Imported {{count}} accounts; they need their keys',
  },
  errors: { account: englishErrors },
};

const chinese: Texts<typeof english> = {
  names: {
    group: '云账号',
    actions: {
      app: { clouds: '转到云账号' },
      clouds: {
        add: '添加云账号',
        import: '导入账号',
        export: '导出账号（不含密钥）',
        testAll: '测试全部账号',
        test: '测试该行的账号',
        switch: '停用或启用该行的账号',
        edit: '编辑该行的账号',
        remove: '删除该行的账号',
      },
    },
    screen: '云账号',
    tab: '账号',
  },
  notices: {
    accountAdded: '已添加 {{label}}',
    accountSaved: '已保存 {{label}}',
    accountRemoved: '已删除 {{label}} 及其密钥',
    accountOff: '{{label}} 已停用，其摄像机已从列表移除',
    accountOn: '{{label}} 已启用：其摄像机正在恢复',
    mediaHostAllowed: '现通过明文 http 接收 {{host}} 的画面',
    mediaHostNotAllowed: '未允许 {{host}}：仍拒绝其画面',
    mediaHostRevoked: '已撤销：拒绝 {{host}} 以明文 http 发送的画面',
    certificateTrusted: '该账号的画面现信任 {{host}} 的证书',
    certificateNotTrusted: '未信任 {{host}} 的证书：仍拒绝其画面',
    certificateRevoked: '已撤销：不再信任 {{host}} 的证书',
    accountsExported_other: '已导出 {{count}} 个账号，不含密钥',
    accountsNotExported: '没有可导出的账号：模拟云的账号只在本次运行有效',
    accountsImported_other: '已导入 {{count}} 个账号，需填写密钥',
  },
  errors: { account: chineseErrors },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
