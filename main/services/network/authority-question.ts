/** The question before the authorities of a file are trusted, in the user's language. */
import type { DialogLocale } from '../../dialog-locale.ts';
import type { ConfirmRequest } from '../../host.ts';
import type { AuthorityFacts } from './authority-file.ts';

const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

export function authorityQuestion(authorities: readonly AuthorityFacts[], locale: DialogLocale): ConfirmRequest {
  const count = authorities.length;
  if (locale === 'zh-CN') {
    return {
      title: '信任这些机构证书？',
      message: `将为所有账号的调用和画面增加 ${count} 个受信任的机构。`,
      detail: [
        ...authorities.map(
          ({ subject, fingerprint, validToMs }) =>
            `${subject}，有效期至 ${dayOf(validToMs)}\nSHA-256 指纹：${fingerprint}`,
        ),
        '这些机构可以为任何主机签发证书：持有其密钥的人能读取和篡改本客户端与云之间的全部通信，包括密钥。',
        '请与管理员提供的指纹逐字核对。可以随时在“设置”的“网络”中撤销。',
      ].join('\n'),
      confirmLabel: '信任这些机构',
      cancelLabel: '取消',
    };
  }
  return {
    title: 'Trust these authorities?',
    message: `Calls and pictures of all accounts will trust ${count} further ${count === 1 ? 'authority' : 'authorities'}.`,
    detail: [
      ...authorities.map(
        ({ subject, fingerprint, validToMs }) =>
          `${subject}, valid until ${dayOf(validToMs)}\nSHA-256 fingerprint: ${fingerprint}`,
      ),
      'An authority can vouch for any host: whoever has its key can read and alter all that goes between this client and its clouds, keys included.',
      'Compare the fingerprints with those that the administrator gives you. You can revoke them under Settings, Network at any time.',
    ].join('\n'),
    confirmLabel: 'Trust them',
    cancelLabel: 'Cancel',
  };
}
