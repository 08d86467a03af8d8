/** The question before keys go to a host that their cloud does not document, in the user's language. */
import { documentedHosts, type KeyAddress } from '../../../preload/domain/accounts/key-addresses.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import type { DialogLocale } from '../../dialog-locale.ts';
import type { ConfirmRequest } from '../../host.ts';

interface Subject {
  readonly vendor: VendorId;
  readonly label: string;
  /** One entry for each origin. */
  readonly addresses: readonly KeyAddress[];
}

const CLOUDS: Readonly<Record<VendorId, readonly [english: string, chinese: string]>> = {
  'huawei-ivm': ['Huawei IVM', '华为 IVM'],
  'huawei-vis': ['Huawei VIS', '华为 VIS'],
  'tencent-ivp': ['Tencent IVP', '腾讯 IVP'],
  'aliyun-vcs': ['Alibaba VCS', '阿里 VCS'],
  'aliyun-cityvisual': ['Alibaba City Visual', '阿里城市视觉'],
};

const MAX_LABEL = 64;
const REGION_IN: Readonly<Record<DialogLocale, string>> = { 'en-US': 'REGION', 'zh-CN': '区域' };

/** A name without characters that would change the lines or the direction of the text around it. */
export function plainName(label: string): string {
  return label.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').slice(0, MAX_LABEL);
}

export function keyQuestion({ vendor, label, addresses }: Subject, locale: DialogLocale): ConfirmRequest {
  const name = plainName(label);
  const hosts = addresses.map(({ host }) => host).join(locale === 'zh-CN' ? '、' : ', ');
  const documented = documentedHosts(vendor)
    .map((host) => host.replace('{region}', REGION_IN[locale]))
    .join(locale === 'zh-CN' ? '、' : ', ');
  const [english, chinese] = CLOUDS[vendor];
  if (locale === 'zh-CN') {
    return {
      title: '将密钥发送到文档未载明的主机？',
      message: `“${name}”的密钥将发送到 ${hosts}。`,
      detail: [
        `云：${chinese}`,
        `该云文档载明的主机：${documented}`,
        '该主机的运营者将能使用这些密钥：观看和控制摄像机，并更改云端设置。',
        '仅在您使用私有部署，并已核对该地址时，才选择发送。',
      ].join('\n'),
      confirmLabel: '发送密钥',
      cancelLabel: '取消',
    };
  }
  return {
    title: 'Send the keys to a host that the cloud does not document?',
    message: `The keys of "${name}" will be sent to ${hosts}.`,
    detail: [
      `Cloud: ${english}`,
      `Hosts that this cloud documents: ${documented}`,
      'The people who run this host can use your keys: they can watch and steer the cameras, and change settings of the cloud.',
      'Send them only if you use a private installation and have checked its address.',
    ].join('\n'),
    confirmLabel: 'Send the keys',
    cancelLabel: 'Cancel',
  };
}
