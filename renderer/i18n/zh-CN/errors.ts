/** 发生了什么、为什么、怎么办：每个错误码一条。 */
import type { Texts } from '../texts.ts';
import { cloudErrors, deviceErrors } from './cloud-errors.ts';
import { fieldProblems, fields, fieldWords } from './fields.ts';
import { jobErrors } from './job-errors.ts';
import { mediaBounds, mediaRefusals } from './media-errors.ts';
import { networkErrors } from './network-errors.ts';
import { recordingErrors } from './recording-errors.ts';
import { windowErrors } from './window-errors.ts';
import { storageErrors } from './storage-errors.ts';
import { targetErrors } from './target-errors.ts';
import type { errors as source } from '../en-US/errors.ts';

export const errors: Texts<typeof source> = {
  request: '请求',
  copyRequest: '复制请求编号',
  apiAnswers: '接口返回 {{status}}。',
  bounds: mediaBounds,
  fields,
  fieldWords,
  fieldProblems,
  foreign: { 'web-page': '网页', 'no-path': ' HTTP {{status}}：该路径下没有此 API', 'other-words': '其他服务的应答' },
  unknown: {
    field: '某一项',
    host: '服务器',
    limit: '上限',
    cloud: '所选云',
    seconds: '若干',
    codec: '该编码',
    label: '该账号',
    detail: '没有给出原因。',
    line: '？',
    folder: '该文件夹',
  },
  actions: {
    retry: '重试',
    wait: '立即重试',
    'check-network': '重试',
    'check-clock': '重试',
    'edit-account': '编辑账号',
    'open-console': '重试',
    'unlock-vault': '重试',
    'session-only': '仅本次运行保留',
    'choose-sub-stream': '改用子码流',
    report: '复制详情',
  },
  internal: {
    what: '客户端出错。',
    why: '遇到未处理的情况：{{detail}}。',
    next: '请重试。若再次出现，请把日志发给技术支持。',
  },
  cancelled: { what: '已取消。', why: '在完成之前由您停止。', next: '需要时可重新开始。' },
  input: {
    'invalid-field': { what: '{{field}}无效。', why: '{{detail}}', next: '请更正；其余已填内容均保留。' },
    'bad-file': {
      what: '无法读取该文件。',
      why: '第 {{line}} 行：{{detail}}',
      next: '请选择由本客户端导出的文件。未做任何更改。',
    },
  },
  ipc: {
    'invalid-input': {
      what: '客户端拒绝了自己的请求。',
      why: '请求格式不对：{{detail}}。',
      next: '请刷新窗口。若再次出现，请把日志发给技术支持。',
    },
    'unknown-request': { what: '客户端不认识此请求。', why: '页面与客户端版本不一致。', next: '请重启客户端。' },
    'too-large': { what: '请求过大。', why: '一次发送超过 {{limit}} 字节。', next: '请减少一次发送的内容。' },
    'too-many': {
      what: '此窗口请求过于频繁。',
      why: '它在一分钟内就同一内容请求了 {{limit}} 次以上。',
      next: '请等待一分钟后重试。',
    },
    'untrusted-sender': {
      what: '请求被拒绝。',
      why: '它不是由客户端自己的页面发出的。',
      next: '请关闭此窗口并重新启动客户端。',
    },
    disconnected: {
      what: '窗口与客户端失去连接。',
      why: '窗口背后的客户端没有应答：已停止或正在重启。',
      next: '窗口会自动重新连接。若未恢复，请重新启动客户端。',
    },
  },
  network: networkErrors,
  auth: {
    'rejected-user': {
      what: '云端拒绝了该用户。',
      why: '用户 ID 不存在，或属于另一个密钥。',
      next: '请与云控制台中的用户 ID 核对。',
    },
    'rejected-key': {
      what: '云端拒绝了密钥。',
      why: 'AK 与 SK 不匹配，或密钥已停用。',
      next: '请从云控制台重新填写两个密钥。',
    },
    'rejected-password': {
      what: '云端拒绝了用户名和密码。',
      why: '账号名、用户名与密码不匹配，或该用户不能用密码登录。',
      next: '请与云控制台“我的凭证”中的内容核对。',
    },
    'expired-token': {
      what: '登录已过期。',
      why: '令牌已失效。',
      next: '客户端会自动重新登录。若未恢复，请测试该账号。',
    },
    'clock-skew': {
      what: '云端拒绝了本机时间。',
      why: '两边时钟相差 {{seconds}} 秒。',
      next: '请校准本机时钟（最好用时间服务器）后重试。',
    },
    'needs-token': {
      what: '该视频流为非共享。',
      why: '云端只凭令牌提供该视频流，而账号以访问密钥登录。',
      next: '请编辑账号，改用用户名和密码登录，或在控制台把视频流设为共享。',
    },
    'no-permission': { what: '该账号无权执行。', why: '密钥没有此权限。', next: '请在云控制台授权后重试。' },
    suspended: { what: '账号已被停用。', why: '云端已将其冻结。', next: '请打开云控制台查看原因。' },
    'holder-needed': {
      what: '需要账号持有人先行处理。',
      why: '云端要求持有账号的个人或企业完成认证或设置：{{detail}}。',
      next: '请由账号持有人登录云控制台完成。',
    },
    'other-user-needed': {
      what: '该用户不能对目标用户执行此操作。',
      why: '不能对自己或对管理员执行：{{detail}}。',
      next: '请由企业的其他管理员操作。',
    },
    'wrong-project': {
      what: '云端没有该项目。',
      why: '账号在本区域没有此名称或编号的项目：{{detail}}。',
      next: '请与云控制台“我的凭证”中的项目列表核对。',
    },
    'wrong-region': {
      what: '该项目属于其他区域。',
      why: '{{host}} 不服务于该项目所在的区域。',
      next: '请选用项目所在区域的接口地址，或本区域的项目。',
    },
  },
  cloud: cloudErrors,
  device: deviceErrors,
  media: {
    'no-url': {
      what: '云端没有给出码流。',
      why: '应答中没有可播放的地址。',
      next: '请重试。若持续，请在云控制台确认摄像机有码流。',
    },
    'not-streaming': {
      what: '摄像机未向云端发送视频。',
      why: '云端尚未邀约该摄像机，或视频流已停用。',
      next: '请在云控制台启动。启动可能产生费用，客户端不会自行启动。',
    },
    'url-expired': { what: '码流地址已过期。', why: '地址已使用或过旧。', next: '客户端会自动申请新地址。' },
    'host-refused': {
      what: '未打开码流。',
      why: '该云不得指定主机 {{host}}。',
      next: '若主机无误，请把主机名发给技术支持。',
    },
    'not-encrypted': {
      what: '{{host}} 发送的画面未加密。',
      why: '本机与 {{host}} 之间网络上的任何人都能观看和篡改这类画面。',
      next: '请在账号页允许该主机使用明文 http，或请管理员提供 https。',
    },
    'certificate-ended': {
      what: '{{host}} 的证书已过期。',
      why: '证书不再有效，过期的证书不予信任。',
      next: '请向该主机的管理员索取新证书，然后信任新证书。',
    },
    'unsupported-codec': {
      what: '本机无法解码该画面。',
      why: '码流为 {{codec}}；本机只能播放 H.264。',
      next: '请把摄像机设为 H.264：它没有其他可在本机播放的码流。',
    },
    'unsupported-transport': {
      what: '无法接收该码流。',
      why: '云端只以客户端不能播放的方式提供：{{detail}}。',
      next: '请在云控制台选择其他码流类型。',
    },
    'bad-stream': {
      what: '码流已损坏。',
      why: '收到的内容不是有效视频：{{detail}}。',
      next: '客户端会自动重新打开。若持续，请重启摄像机。',
    },
    ...mediaRefusals,
    'upstream-closed': { what: '码流已结束。', why: '媒体服务器关闭了码流。', next: '客户端会自动重新打开。' },
    stalled: {
      what: '没有新画面到达。',
      why: '码流仍打开，但已 {{seconds}} 秒没有数据。',
      next: '客户端会自动重新打开。',
    },
    'gateway-down': { what: '客户端的媒体服务已停止。', why: '正在重新启动。', next: '画面会自动恢复。' },
    'no-past': {
      what: '未保留该码流的过往画面。',
      why: '其分片为 {{detail}}，客户端不拆解该格式。',
      next: '请改为回放云端录像。',
    },
  },
  bookmark: {
    overtaken: {
      what: '书签已在别处更改。',
      why: '本窗口读取之后，另一个窗口更改或删除了该书签。',
      next: '请查看书签的当前内容，然后重新修改。',
    },
  },
  evidence: {
    unreadable: {
      what: '这不是证据包。',
      why: '无法作为证据包的文件夹或 ZIP 文件读取：{{detail}}。',
      next: '请选择收到的证据文件夹或 ZIP 文件。如果已损坏，请对方重新提供一份。人员 ZIP 文件请在“目标库”页面用“导入文件”导入，录像文件夹请拖到“回放”页面。',
    },
  },
  export: {
    'not-found': {
      what: '该导出任务已不在列表中。',
      why: '另一个窗口已将其移除，或该任务没有可校验的证据包。',
      next: '请重新查看列表。',
    },
    running: { what: '导出仍在进行。', why: '正在写入文件。', next: '请先取消导出，或等待其完成。' },
    'copy-running': {
      what: '已在制作副本。',
      why: '每个窗口一次只制作一个副本，同一文件也一次只制作一个。',
      next: '请等待该副本完成，或取消它。',
    },
    'copy-ended': {
      what: '副本未完成。',
      why: '制作它的窗口已关闭，或客户端已退出。副本未留下任何内容，导出的文件未变。',
      next: '请重新制作副本，完成前不要关闭窗口。',
    },
    'copy-no-times': {
      what: '无法为该文件制作带时间的副本。',
      why: '不知道画面的时间：来源未提供时间、时间跳变过多，或文件来自较早的版本。',
      next: '请重新导出该时间段，再为新导出的文件制作副本。',
    },
    'copy-not-read': {
      what: '无法制作副本：读不出该文件的画面。',
      why: '本机无法解码这些画面（H.265 常见此情况），或文件已损坏。',
      next: '请在能解码 H.265 的计算机上制作，或导出子码流。',
    },
    'copy-not-coded': {
      what: '无法制作副本：画面编码失败。',
      why: '本机不能编码此尺寸的 H.264 画面，或途中丢失了画面。',
      next: '请重试，或在其他计算机上制作副本。导出的文件本身完整。',
    },
  },
  recording: recordingErrors,
  vault: {
    locked: {
      what: '系统密钥库已锁定。',
      why: '本次登录尚未输入其密码。',
      next: '请解锁后重试，或仅在本次运行保留密钥。',
    },
    missing: {
      what: '没有系统密钥库。',
      why: '本机没有保存密钥的服务，或服务未运行。',
      next: '请启动系统密钥库服务后重试，或仅在本次运行保留密钥。',
    },
    refused: {
      what: '系统密钥库拒绝访问。',
      why: '访问被拒绝：{{detail}}。',
      next: '请在系统密钥库中允许 Lanner 后重试，或仅在本次运行保留密钥。',
    },
    'too-large': { what: '密钥过长。', why: '系统密钥库最多保存 {{limit}} 字节。', next: '请检查是否只粘贴了密钥。' },
    'no-such-secret': {
      what: '该账号的密钥已不在。',
      why: '系统密钥库中已没有它们，或它们只保留了一次运行。',
      next: '请编辑账号并重新填写密钥。',
    },
  },
  channel: {
    'not-found': {
      what: '该摄像机已不存在。',
      why: '它不在云端最近一次的列表中。',
      next: '请刷新摄像机列表，或从墙上移除。',
    },
  },
  window: windowErrors,
  storage: storageErrors,
  targets: targetErrors,
  jobs: jobErrors,
  demo: { unavailable: { what: '模拟云未能启动。', why: '{{detail}}', next: '请重试，或添加真实的云账号。' } },
};
