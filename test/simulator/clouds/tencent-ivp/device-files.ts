/**
 * Import and export of devices as workbooks. The document shows no columns; these are ours, and an import must have
 * exactly those of the template that `exportDeviceTemplate` gives.
 */
import type { Values } from '../../kernel/check.ts';
import { isRecord } from '../../kernel/json.ts';
import { maybeText, numberOf, textOf, textsOf } from '../../kernel/values.ts';
import type { Row } from '../../kernel/xlsx.ts';
import { readWorkbook, writeWorkbook } from '../../kernel/xlsx.ts';
import type { IvpContext, Operations } from './context.ts';
import { deviceOf, FileAnswer, placeOf } from './context.ts';
import { devicesOf, orderOf } from './devices.ts';
import { ACCESS } from './estate.ts';
import type { Device } from './estate.ts';
import { CHECK_FAILED, IN_USE, NOT_FOUND, Refusal } from './refusals.ts';

const MAX_ROWS = 5_000;
const RTMP_COLUMNS: Row = ['设备名称', '服务节点', '描述'];
const GB_COLUMNS: Row = ['设备名称', '服务节点', '描述', '设备类型', '传输协议', '设备密码'];
const EXPORT_COLUMNS: Row = ['设备ID', '设备编码', '设备名称', '接入协议', '设备类型', '服务节点', '状态', '描述'];
const PROTOCOL_NAMES = ['', 'RTMP', 'GB28181', '网关'];
const TYPE_NAMES = ['', 'IPC', 'NVR'];
const STATUS_NAMES = ['未注册', '在线', '离线', '禁用'];
const NAME = /^[\u4e00-\u9fa5A-Za-z0-9_-]{1,32}$/;
const DESCRIPTION = /^[\u4e00-\u9fa5A-Za-z0-9_-]{0,128}$/;

const columnsOf = (accessProtocol: number): Row => (accessProtocol === ACCESS.rtmp ? RTMP_COLUMNS : GB_COLUMNS);

/** @throws {Refusal} 41614 for bytes that are not a workbook or have other columns, 41616, 41615. */
function rowsOf(file: unknown, columns: Row): readonly Row[] {
  const bytes = isRecord(file) && Buffer.isBuffer(file['bytes']) ? file['bytes'] : Buffer.alloc(0);
  const book = readWorkbook(bytes);
  if (book === null) throw new Refusal('41614');
  if (book.sheetCount > 1) throw new Refusal('41616');
  const [header = [], ...rows] = book.rows;
  if (header.length !== columns.length || columns.some((name, i) => header[i] !== name)) throw new Refusal('41614');
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  if (filled.length > MAX_ROWS) throw new Refusal('41615');
  return filled;
}

/** Adds the device of one row. @returns why not, in the words of the code, or null. */
function takeRow(context: IvpContext, accessProtocol: number, organizationId: string, row: Row): string | null {
  const [name = '', node = '', description = '', type = 'IPC', transport = 'UDP', password = ''] = row;
  const clusterId = context.estate.nodes.find((one) => one.name === node || one.id === node)?.id ?? '';
  if (!NAME.test(name)) return '41624';
  if (!DESCRIPTION.test(description)) return '41625';
  if (!['IPC', 'NVR', ''].includes(type)) return '40003';
  if (accessProtocol === ACCESS.gb && !/^(\d{6,16})?$/.test(password)) return '41626';
  try {
    const order = orderOf(context, {
      Name: name,
      AccessProtocol: accessProtocol,
      Type: type === 'NVR' ? 2 : 1,
      TransportProtocol: transport === 'TCP' ? 2 : 1,
      Password: password,
      Description: description,
      OrganizationId: organizationId,
      ClusterId: clusterId,
    });
    context.estate.addDevice(order);
    return null;
  } catch (e) {
    if (e instanceof Refusal) return e.code;
    throw e;
  }
}

const exportRow = (context: IvpContext, device: Device): Row => [
  device.id,
  device.code,
  device.name,
  PROTOCOL_NAMES[device.accessProtocol] ?? '',
  TYPE_NAMES[device.type] ?? '',
  context.estate.nodeName(device.clusterId),
  STATUS_NAMES[device.status] ?? '',
  device.description,
];

function chosenDevices(context: IvpContext, values: Values): readonly Device[] {
  const ids = textsOf(values, 'DeviceIds') ?? [];
  // "either IsAllResource, true by default, or DeviceIds"
  const isAll = values['IsAllResource'] !== false && ids.length === 0;
  const all = devicesOf(context, textOf(values, 'OrganizationId'), values['IsContainSubLevel'] === true);
  if (isAll) return all;
  if (ids.length === 0) throw new Refusal(CHECK_FAILED);
  const wanted = new Set(ids.map((id) => deviceOf(context, id)));
  return all.filter((one) => wanted.has(one));
}

export const deviceFileOperations: Operations = {
  importDevices(context, values) {
    const id = textOf(values, 'JobId').toLowerCase();
    if (context.imports.has(id)) throw new Refusal(IN_USE);
    const organizationId = placeOf(context, maybeText(values, 'OrganizationId') ?? '');
    const accessProtocol = textOf(values, 'AccessProtocol') === '1' ? ACCESS.rtmp : ACCESS.gb;
    const columns = columnsOf(accessProtocol);
    const rows = rowsOf(values['File'], columns);
    context.imports.start(id, columns, rows, (row) => takeRow(context, accessProtocol, organizationId, row));
    return null;
  },

  getDeviceImportProgress(context, values) {
    const progress = context.imports.progress(textOf(values, 'JobId').toLowerCase());
    if (progress === null) throw new Refusal(NOT_FOUND);
    const { isDone, total, done } = progress;
    const failed = done.filter((one) => one.failure !== null).length;
    return {
      State: isDone ? 1 : 0,
      Rate: total === 0 ? 1 : Math.round((done.length / total) * 100) / 100,
      Total: total,
      Succeed: done.length - failed,
      Failed: failed,
    };
  },

  exportDeviceImportResult(context, values) {
    const id = textOf(values, 'JobId').toLowerCase();
    const progress = context.imports.progress(id);
    if (progress === null) throw new Refusal(NOT_FOUND);
    const columns = context.imports.headerOf(id);
    const rows = progress.done.map(({ cells, failure }) => [
      ...columns.map((_name, i) => cells[i] ?? ''),
      failure === null ? '成功' : `失败 ${failure}`,
    ]);
    return new FileAnswer(`import-result-${id}.xlsx`, writeWorkbook('导入结果', [[...columns, '导入结果'], ...rows]));
  },

  exportDeviceTemplate(_context, values) {
    const columns = columnsOf(numberOf(values, 'AccessProtocol', 2));
    return new FileAnswer('device-template.xlsx', writeWorkbook('设备', [columns]));
  },

  exportDevices(context, values) {
    const rows = chosenDevices(context, values).map((one) => exportRow(context, one));
    return new FileAnswer('devices.xlsx', writeWorkbook('设备', [EXPORT_COLUMNS, ...rows]));
  },
};
