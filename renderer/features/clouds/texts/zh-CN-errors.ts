/** 账号及其密钥发送地址可能出现的问题。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { accountErrors as source } from './en-US-errors.ts';

export const accountErrors: Texts<typeof source> = {
  'not-found': { what: '该账号已不存在。', why: '它已被删除。', next: '请选择其他账号。' },
  'label-taken': { what: '名称“{{label}}”已被使用。', why: '另一个账号使用了它。', next: '请换一个名称。' },
  disabled: { what: '该账号已停用。', why: '重新启用之前，不会向其云端发送任何请求。', next: '请在“云”页面启用它。' },
  'keys-needed': {
    what: '需要重新填写“{{label}}”的密钥。',
    why: '密钥将改为发送到 {{host}}。已保存的密钥绝不随地址变更而转移。',
    next: '请重新填写全部密钥后保存。未发送任何内容，也未做任何更改。',
  },
  'address-refused': {
    what: '未向 {{host}} 发送任何内容。',
    why: '该云的文档未载明此主机，且无人确认可将“{{label}}”的密钥发送到此处。',
    next: '请核对{{field}}。若无误，请连同密钥保存账号，并在对话框中确认该主机。',
  },
  'address-plain': {
    what: '不使用未加密的地址 {{host}}。',
    why: '使用 http 时，途中任何人都能读取密钥。客户端仅对本机上的模拟云使用 http。',
    next: '请在{{field}}中填写云端以 https 开头的地址。',
  },
};
