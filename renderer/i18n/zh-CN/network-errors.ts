/** 网络错误的文案。 */
import type { Texts } from '../texts.ts';
import type { networkErrors as source } from '../en-US/network-errors.ts';

export const networkErrors: Texts<typeof source> = {
  unreachable: {
    what: '无法连接 {{host}}。',
    why: '连接未能建立：{{detail}}。',
    next: '请检查网线、代理与防火墙后重试。',
  },
  dns: { what: '找不到 {{host}}。', why: '域名无法解析：{{detail}}。', next: '请检查地址拼写和本机 DNS。' },
  tls: {
    what: '与 {{host}} 的连接不可信。',
    why: '证书被拒绝：{{detail}}。',
    next: '请检查地址。若代理会解开 TLS，请在本机安装其证书。',
  },
  'certificate-expired': {
    what: '{{host}} 的证书已过期。',
    why: '按本机时钟，证书的有效期已结束。',
    next: '请检查本机时钟。若时钟无误，服务器需要更换证书，请告知其管理员。',
  },
  'certificate-not-yet-valid': {
    what: '{{host}} 的证书尚未生效。',
    why: '按本机时钟，证书的有效期还没有开始。',
    next: '请检查本机的时钟和时区后重试。',
  },
  'certificate-other-host': {
    what: '证书不属于 {{host}}。',
    why: '应答的服务器出示的是另一台主机的证书。',
    next: '请检查地址。需要登录的网络也会这样应答：请打开浏览器完成登录。',
  },
  'certificate-self-signed': {
    what: '{{host}} 的证书由它自己签发。',
    why: '没有机构为它签名，任何人都可能制作这样的证书。',
    next: '请向管理员索取由机构签发的证书，或贵单位的机构证书文件。',
  },
  'certificate-unknown-issuer': {
    what: '本机不认识 {{host}} 证书的签发机构。',
    why: '签发证书的机构既不受系统信任，也不受本客户端信任。',
    next: '若途中的代理会解开 TLS，或贵单位有自己的机构，请在“设置”的“网络”中添加其证书。',
  },
  'tls-too-old': {
    what: '{{host}} 只支持过时的 TLS。',
    why: '服务器或途中的代理不提供 TLS 1.2 及以上版本，更旧的版本起不到保护作用。',
    next: '请联系服务器或代理的管理员启用 TLS 1.2。',
  },
  'proxy-unreachable': {
    what: '无法连接代理 {{host}}。',
    why: '与代理的连接未能建立。',
    next: '请检查“设置”的“网络”中的代理，以及本机的网线与防火墙。',
  },
  'proxy-sign-in': {
    what: '代理 {{host}} 要求用户名和密码。',
    why: '尚未保存该代理的用户名和密码，或代理不接受已保存的。',
    next: '请在“设置”的“网络”中填写代理的用户名和密码。',
  },
  'proxy-page': {
    what: '应答的是登录页面，不是云端。',
    why: '代理 {{host}} 或其所在网络要求先登录。',
    next: '请打开浏览器登录网络后重试。',
  },
  'proxy-refused': {
    what: '代理 {{host}} 拒绝了这个连接。',
    why: '代理的规则不允许云端的地址或端口。',
    next: '请联系代理的管理员放行该地址。',
  },
  'proxy-failed': {
    what: '代理 {{host}} 未能建立连接。',
    why: '代理有应答，但连不上云端。',
    next: '请重试。若持续，请告知代理的管理员。',
  },
  'proxy-unsupported': {
    what: '系统为 {{host}} 指定的代理本客户端无法使用。',
    why: '系统只指定了其他类型的代理，例如 SOCKS。',
    next: '请在“设置”的“网络”中填写 HTTP 代理。',
  },
  timeout: { what: '{{host}} 未按时应答。', why: '{{seconds}} 秒内没有应答。', next: '请重试。若持续，请检查网络。' },
  reset: { what: '{{host}} 关闭了连接。', why: '应答未完成即被切断。', next: '请重试。' },
  'bad-answer': {
    what: '{{host}} 的应答无法读取。',
    why: '应答与云端文档不符：{{detail}}。',
    next: '请检查地址：可能是代理或其他服务在应答。',
  },
  'no-api': {
    what: '此地址没有{{cloud}} 的 API 应答。',
    why: '{{host}} 有应答，但返回的是{{detail}}。',
    next: '请检查 API 地址：它可能属于其他云，或只是一个网页。若地址无误，可能是途中的代理在应答。',
  },
  'too-large': {
    what: '{{host}} 的应答过大。',
    why: '收到超过 {{limit}} 字节。',
    next: '请减少一次读取的内容。若再次出现，请把日志发给技术支持。',
  },
  'redirect-refused': {
    what: '{{host}} 要求转往别处。',
    why: '不接受跳转，否则密钥会发往其他主机。',
    next: '请填写云端的最终地址。',
  },
  'address-refused': {
    what: '未连接 {{host}}。',
    why: '{{detail}} 属于本机、本机链路或仅供本机使用的服务，云端不得指定这类地址。',
    next: '若主机无误，请把主机名发给技术支持。',
  },
};
