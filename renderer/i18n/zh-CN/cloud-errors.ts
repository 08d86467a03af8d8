/** 云端或设备拒绝的原因，以及怎么办。 */
import type { cloudErrors as cloudSource, deviceErrors as deviceSource } from '../en-US/cloud-errors.ts';
import type { Texts } from '../texts.ts';

export const cloudErrors: Texts<typeof cloudSource> = {
  'rate-limited': {
    what: '云端拒绝：调用过多。',
    why: '目前已达调用上限。',
    next: '请稍候。画面和摄像机列表会自动恢复，其他操作请重新发送。',
  },
  unavailable: {
    what: '云端故障。',
    why: '云端返回了自身故障。',
    next: '画面和摄像机列表会自动恢复，其他操作请重新发送。若持续，请凭请求编号联系云服务商。',
  },
  'invalid-parameter': {
    what: '云端拒绝了请求。',
    why: '有取值不被接受：{{detail}}。',
    next: '请更正该取值后重试。若无误，请把请求编号发给技术支持。',
  },
  'not-found': { what: '该云中没有此对象。', why: '它已被删除或移到其他账号。', next: '请刷新摄像机列表。' },
  conflict: {
    what: '云端拒绝：当前状态不允许此操作。',
    why: '其状态与此操作所需的不同，期间可能有他人做了修改。',
    next: '请重新读取状态后再操作。',
  },
  exists: { what: '已经存在。', why: '云端已有该对象：{{detail}}。', next: '请使用已有的对象，或换一个名称或编号。' },
  'in-use': {
    what: '仍在使用中。',
    why: '云端仍有其他对象在使用它：{{detail}}。',
    next: '请先移除使用它的对象，再重试。',
  },
  'first-needed': {
    what: '需要先完成另一项操作。',
    why: '云端要求先完成另一步：{{detail}}。',
    next: '请先在客户端或云控制台完成该操作，再重试。',
  },
  quota: {
    what: '云端拒绝：配额已用完。',
    why: '账号已达到云端的上限：{{detail}}。',
    next: '请释放部分配额，或在云控制台扩容。',
  },
  arrears: { what: '云端拒绝：账号欠费。', why: '该账号有欠款。', next: '请在云控制台结清。' },
  'service-not-enabled': { what: '服务未开通。', why: '该账号尚未开通此服务。', next: '请在云控制台开通。' },
  'service-abnormal': {
    what: '服务状态异常。',
    why: '该服务已冻结、已到期或正在变更：{{detail}}。',
    next: '请在云控制台打开该服务，查看需要续费或完成的事项。',
  },
  'service-unclear': {
    what: '云端因存储服务拒绝。',
    why: '该云的文档对此错误码的说明自相矛盾：服务或未开通，或已开通。',
    next: '请在云控制台确认这台摄像机是否已开通该服务。',
  },
  'not-supported': { what: '该云未提供此操作。', why: '它的文档中没有对应的接口。', next: '请改用其他方式或其他云。' },
  pending: { what: '云端仍在准备。', why: '云端要求稍后再试。', next: '请稍候。若客户端需要结果，会自动再次请求。' },
  failed: {
    what: '云端未能完成。',
    why: '云端已执行，但没有成功：{{detail}}。',
    next: '请重试。若再次失败，请凭请求编号联系云服务商。',
  },
  refused: { what: '云端拒绝。', why: '云端按其自身规则拒绝：{{detail}}。', next: '请凭请求编号联系云服务商。' },
  partial: { what: '只完成了一部分。', why: '部分条目被拒绝：{{detail}}。', next: '请修正被拒绝的条目后重试。' },
};

export const deviceErrors: Texts<typeof deviceSource> = {
  offline: {
    what: '设备离线。',
    why: '云端与设备没有连接。',
    next: '请检查设备电源与网络。画面会自动恢复，其他操作请重新发送。',
  },
  frozen: { what: '设备已冻结。', why: '它在云端被冻结，例如授权到期。', next: '请在云控制台解冻。' },
  unregistered: { what: '设备从未上线。', why: '已在云端登记，但尚未接入。', next: '请检查设备上的平台地址与密码。' },
  busy: { what: '设备繁忙。', why: '设备的码流路数已满，或被他人占用。', next: '请关闭其他观看端，或稍候。' },
  timeout: { what: '设备没有应答。', why: '云端等待设备超时。', next: '请重试。若持续，请检查设备网络。' },
  failed: {
    what: '设备未能执行。',
    why: '云端已下发，但设备执行失败：{{detail}}。',
    next: '请确认设备在线且型号支持此操作，然后重试。',
  },
  'rejected-password': {
    what: '设备拒绝了密码。',
    why: '云端保存的设备用户名或密码有误，或已过期。',
    next: '请在云控制台填写设备当前的用户名和密码。',
  },
  'privacy-mask': {
    what: '隐私遮蔽已开启。',
    why: '设备遮蔽画面期间不执行此操作。',
    next: '请在设备上关闭隐私遮蔽后重试。',
  },
  licence: {
    what: '设备没有此功能的有效授权。',
    why: '云端未找到有效的许可：{{detail}}。',
    next: '请在云控制台申请或续订授权。',
  },
  storage: { what: '设备存储故障。', why: '磁盘或存储卡缺失、已满或损坏。', next: '请检查设备存储。' },
};
