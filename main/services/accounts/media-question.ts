/** The questions before pictures of an account are taken in a way that the client refuses else, in the user's language. */
import type { CertificateFacts } from '../../../preload/domain/accounts/media-hosts.ts';
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

interface CertificateSubject extends Subject, CertificateFacts {
  /** Another certificate of the host is trusted already. */
  readonly isOther: boolean;
}

export function certificateQuestion(subject: CertificateSubject, locale: DialogLocale): ConfirmRequest {
  const { host, label, fingerprint, issuer, validToMs, isOther } = subject;
  const [name, day] = [plainName(label), new Date(validToMs).toISOString().slice(0, 10)];
  if (locale === 'zh-CN') {
    return {
      title: '信任该主机的证书？',
      message: `账号“${name}”的画面将从 ${host} 接收，本机不认识其证书。`,
      detail: [
        `SHA-256 指纹：${fingerprint}`,
        `颁发给：${subject.subject}`,
        `颁发者：${issuer}`,
        `有效期至：${day}`,
        ...(isOther ? ['注意：这不是此前信任的那张证书。'] : []),
        '请与管理员提供的指纹逐字核对。若不一致，可能有人冒充该主机观看和篡改画面。',
        '此后该主机只能出示这张证书。密钥和对云的调用不受影响。可以随时在账号页撤销。',
      ].join('\n'),
      confirmLabel: '信任这张证书',
      cancelLabel: '取消',
    };
  }
  return {
    title: 'Trust the certificate of this host?',
    message: `Pictures of the account "${name}" come from ${host}, whose certificate this computer does not know.`,
    detail: [
      `SHA-256 fingerprint: ${fingerprint}`,
      `Issued to: ${subject.subject}`,
      `Issued by: ${issuer}`,
      `Valid until: ${day}`,
      ...(isOther ? ['Take care: this is another certificate than the one that was trusted before.'] : []),
      'Compare the fingerprint with the one that the administrator gives you. If they differ, somebody may stand between this computer and the host, and watch and alter the pictures.',
      'From then on the host may show this very certificate only. Keys and calls to the cloud are not concerned. You can revoke it on the page of the account at any time.',
    ].join('\n'),
    confirmLabel: 'Trust this certificate',
    cancelLabel: 'Cancel',
  };
}
