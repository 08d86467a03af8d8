/** How the window calls the adding of cameras. */
import type { Texts } from '../../../i18n/texts.ts';

const english = {
  names: {
    group: 'Add cameras',
    screen: 'Add cameras',
    tab: 'Add cameras',
    actions: {
      app: { onboarding: 'Go to adding cameras' },
      onboarding: { one: 'Add one camera', table: 'Add cameras from a table', workbook: 'Add devices by a workbook' },
    },
  },
  errors: {
    onboarding: {
      'is-online': {
        what: 'The account was not changed: the camera is online.',
        why: 'The cloud takes another account only while the camera is not online.',
        next: 'Leave the account as it is, or take the camera off the network first.',
      },
      'not-in-work': {
        what: 'This camera is no longer in work.',
        why: 'Another window took it off the list, or its account was deleted.',
        next: 'Look for it in the list of cameras.',
      },
      'too-many-in-work': {
        what: 'Nothing was added: the list of cameras that are not finished is full.',
        why: 'The list takes 1,000 cameras.',
        next: 'Take finished cameras off the list, then add these.',
      },
      'too-many-sources': {
        what: 'Nothing was added: the list of data sources is full.',
        why: 'The list takes 500 data sources.',
        next: 'Take data sources off the list that nobody renews any more, then add this one.',
      },
      'no-source': {
        what: 'The data source was not renewed.',
        why: 'Another window took it off the list, or its id is not known.',
        next: 'Look into the list of data sources.',
      },
      'intake-in-use': {
        what: 'The intake group was not deleted: cameras stand in it, {{limit}} of them.',
        why: 'The cloud does not document what becomes of the cameras of a deleted group.',
        next: 'Delete the cameras of the group first.',
      },
      'no-import': {
        what: 'This import is no longer in the list.',
        why: 'Another window took it off the list, or its account was deleted.',
        next: 'Look for its cameras in the list of the cloud.',
      },
      'too-many-imports': {
        what: 'The workbook was not sent: the list of imports is full.',
        why: 'The list takes 100 imports, and none of them is over.',
        next: 'Wait for the end of an import, or take one off the list.',
      },
    },
  },
};

const chinese: Texts<typeof english> = {
  names: {
    group: '添加摄像机',
    screen: '添加摄像机',
    tab: '添加摄像机',
    actions: {
      app: { onboarding: '转到添加摄像机' },
      onboarding: { one: '添加一台摄像机', table: '从表格添加摄像机', workbook: '用工作簿添加设备' },
    },
  },
  errors: {
    onboarding: {
      'is-online': {
        what: '账号未修改：摄像机在线。',
        why: '仅当摄像机不在线时，云端才接受新的账号。',
        next: '请保留原账号，或先断开摄像机的网络。',
      },
      'not-in-work': {
        what: '该摄像机已不在办理中。',
        why: '其他窗口已将其移出列表，或其账号已删除。',
        next: '请在摄像机列表中查找。',
      },
      'too-many-in-work': {
        what: '未添加：未完成列表已满。',
        why: '该列表最多 1,000 台摄像机。',
        next: '请先将已完成的摄像机移出列表，再添加。',
      },
      'too-many-sources': {
        what: '未添加：数据源列表已满。',
        why: '该列表最多 500 个数据源。',
        next: '请先将不再续期的数据源移出列表，再添加。',
      },
      'no-source': {
        what: '数据源未续期。',
        why: '其他窗口已将其移出列表，或其 ID 未知。',
        next: '请查看数据源列表。',
      },
      'intake-in-use': {
        what: '接流工作组未删除：其中有 {{limit}} 个视频点位。',
        why: '云端文档未说明删除工作组后其中点位的去向。',
        next: '请先删除该工作组的视频点位。',
      },
      'no-import': {
        what: '该导入已不在列表中。',
        why: '其他窗口已将其移出列表，或其账号已删除。',
        next: '请在云端的设备列表中查找其摄像机。',
      },
      'too-many-imports': {
        what: '工作簿未发送：导入列表已满。',
        why: '该列表最多 100 个导入，且没有一个已结束。',
        next: '请等待某个导入结束，或将其移出列表。',
      },
    },
  },
};

export const shared = { 'en-US': english, 'zh-CN': chinese };
