/** The question before pictures of an account are taken from a host over plain http, in the user's language. */
import type { DialogLocale } from '../../dialog-locale.ts';
import type { ConfirmRequest } from '../../host.ts';
import { plainName } from './key-question.ts';

interface Subject {
  /** With its port. */
  readonly host: string;
  readonly label: string;
}

export function mediaQuestion({ host, label }: Subject, locale: DialogLocale): ConfirmRequest {
  const name = plainName(label);
  if (locale === 'zh-CN') {
    return {
      title: '允许该主机的画面不加密传输？',
      message: `账号“${name}”的画面将通过明文 http 从 ${host} 接收。`,
      detail: [
        `本机与 ${host} 之间网络上的任何人都能观看和篡改这些画面。`,
        '密钥和对云的调用绝不会以这种方式传输。',
        '仅在您信任该网络，且管理员无法提供 https 时，才选择允许。可以随时在账号页撤销。',
      ].join('\n'),
      confirmLabel: '允许明文 http',
      cancelLabel: '取消',
    };
  }
  return {
    title: 'Take pictures from this host without encryption?',
    message: `Pictures of the account "${name}" will come from ${host} over plain http.`,
    detail: [
      `Anyone on the network between this computer and ${host} can watch and alter these pictures.`,
      'Keys and calls to the cloud never go this way.',
      'Allow it only if you trust this network and the administrator cannot offer https. You can revoke it on the page of the account at any time.',
    ].join('\n'),
    confirmLabel: 'Allow plain http',
    cancelLabel: 'Cancel',
  };
}
