/** 帮助。 */
import type { Texts } from '../../../i18n/texts.ts';
import type { words as source } from './en-US.ts';

export const words: Texts<typeof source> = {
  title: '帮助',
  close: '关闭帮助',
  keys: {
    title: '快捷键',
    text: '每个操作都有快捷键。按 {{palette}} 可按名称查找摄像机、电视墙或操作。',
    show: '显示全部快捷键',
    change: '更改快捷键',
  },
  report: {
    title: '问题报告',
    text: '报告包含版本、云和窗格的状态、负载，以及最近消息的代码，不含密钥、地址和摄像机名称。',
    copy: '复制问题报告',
    tile: '如果是某一台摄像机的问题，请选中其窗格并按 {{key}}，该报告还包含这台摄像机的信息。',
    log: '技术支持可能还需要日志：',
    copyLog: '复制日志路径',
    openLog: '打开文件夹',
  },
  failures: {
    title: '故障说明',
    search: '消息或代码',
    none: '没有符合“{{query}}”的故障。',
    count_other: '{{count}} 种故障',
    why: '原因',
    next: '处理方法',
    groups: {
      picture: '摄像机与画面',
      cloud: '云',
      signIn: '账号与密钥',
      network: '网络',
      wall: '电视墙、站点与窗口',
      computer: '填写内容、文件与本机',
      client: '客户端',
    },
  },
  general: {
    presets: { full: { what: '该摄像机的预置位已全部占用。' } },
    jobs: { 'too-many': { why: '任务列表不再容纳更多任务。' } },
    devices: { 'not-followed': { why: '云端已接受指令，但数秒后状态仍与之前相同。云端不公布原因。' } },
    onboarding: { 'intake-in-use': { what: '接流工作组未删除：其中仍有视频点位。' } },
    internal: { why: '遇到未处理的情况，消息中会注明。' },
    input: {
      'invalid-field': { what: '填写的内容无效。', why: '消息中会注明是哪个字段，以及取值有什么问题。' },
      'bad-file': { why: '消息中会注明第一处有误的行，以及有什么问题。' },
    },
    ipc: {
      'too-large': { why: '窗口一次发送的内容超过客户端可接收的大小。' },
      'too-many': { why: '它在一分钟内就同一内容请求了过多次。' },
    },
    network: {
      timeout: { why: '在客户端等待的时间内没有应答。' },
      'no-api': { what: '此地址没有该云的 API 应答。', why: '有服务器应答，但返回的是网页或其他服务的内容。' },
      'too-large': { why: '收到的字节数超过客户端可接收的大小。' },
      'address-refused': { why: '其地址属于本机、本机链路或仅供本机使用的服务，云端不得指定这类地址。' },
    },
    auth: { 'clock-skew': { why: '两边时钟之差超过云端允许的范围。' } },
    media: {
      'unsupported-codec': { why: '码流采用了本机不能播放的编码；本机只能播放 H.264。' },
      'over-limit': { why: '码流的某一部分超过客户端可接收的大小，消息中会注明是哪一部分及其上限。' },
      'not-encrypted': {
        what: '主机发送的画面未加密。',
        why: '本机与该主机之间网络上的任何人都能观看和篡改这类画面。',
      },
      'certificate-ended': { what: '画面主机的证书已过期。' },
      stalled: { why: '码流仍打开，但已有若干秒没有数据。' },
      'no-past': { why: '其分片采用了客户端不能读取的格式。' },
    },
    vault: { 'too-large': { why: '长度超过系统密钥库可保存的大小。' } },
    account: {
      'address-refused': { next: '请核对地址。若无误，请连同密钥保存账号，并在对话框中确认该主机。' },
      'address-plain': { next: '请填写云端以 https 开头的地址。' },
    },
    number: { taken: { what: '摄像机编号已被占用。' }, 'too-many': { why: '所选摄像机超过一次可更改的数量。' } },
    site: { 'too-deep': { why: '站点的嵌套层数有限。' }, 'too-many': { why: '客户端不再容纳更多站点。' } },
    wall: {
      'too-many': { why: '客户端不再容纳更多电视墙。' },
      'file-too-large': { why: '文件内容会超过客户端可读取的长度。' },
    },
    demo: { unavailable: { why: '消息中会注明未能启动的原因。' } },
  },
};
