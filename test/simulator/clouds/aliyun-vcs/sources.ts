/** Chapter 9: data sources, files, and how long devices' data is kept. */
import { createHash } from 'node:crypto';
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, recordsOf, textOf, textsOf } from '../../kernel/values.ts';
import { invalid, missing, notFound } from '../aliyun-rpc/refusal.ts';
import type { VcsContext, VcsOperations } from './context.ts';
import { corpOf, done, doneZero } from './context.ts';
import type { DataSource } from './source-store.ts';

/** Of recordings and pictures; the document names no number. */
const MAX_STORAGE_DAYS = 365;

export const sourceOperations: VcsOperations = {
  AddDataSource(context, values) {
    const corpId = corpOf(context, textOf(values, 'CorpId')).id;
    const type = textOf(values, 'DataSourceType');
    const url = textOf(values, 'Url');
    if (url === '' && (type === 'AUDIO' || type === 'VIDEO')) throw missing('Url');
    const draft = {
      corpId,
      type,
      name: textOf(values, 'DataSourceName'),
      description: textOf(values, 'Description'),
      url,
    };
    const source = context.sources.add(draft, context.clock.nowMs());
    return done({ Data: { KafkaTopic: source.kafkaTopic, DataSourceId: source.id, OssPath: source.ossPath } });
  },

  UploadFile(context, values) {
    const source = sourceOf(context, values);
    const corpId = maybeText(values, 'CorpId');
    if (corpId !== null && corpOf(context, corpId).id !== source.corpId) throw notFound('CorpId');
    const filePath = maybeText(values, 'FilePath'); // wins when both are given
    const content = maybeText(values, 'FileContent');
    if (filePath === null && content === null) throw missing('FileContent');
    const md5 = maybeText(values, 'MD5');
    if (filePath === null && md5 !== null) {
      const real = createHash('md5')
        .update(Buffer.from(content ?? '', 'base64'))
        .digest('hex');
      if (md5.toLowerCase() !== real) throw invalid('MD5', 'The MD5 does not fit the file.');
    }
    if (textOf(values, 'FileType') !== source.type) throw invalid('FileType');
    const name = textOf(values, 'FileName');
    const ossPath = filePath ?? `vcs-sim/${source.ossPath}/${name}`;
    const mark = createHash('md5')
      .update(`${source.id}|${String(source.files.length)}`)
      .digest('hex');
    const file = { sourceId: `dsf_${mark}`, ossPath, name: maybeText(values, 'FileAliasName') ?? name };
    source.files.push(file);
    return done({ Data: { Records: [{ OssPath: file.ossPath, SourceId: file.sourceId }] } });
  },

  /** `Success` speaks of the request, `Data` of the change: an unknown device leaves everything as it was. */
  UpdateDevicesStorage(context, values) {
    const orders = recordsOf(values, 'UpdateStorageRequests');
    const all = orders.flatMap((order) => recordsOf(order, 'StorageDays'));
    if (all.some((one) => numberOf(one, 'StorageDays', 0) < 1 || numberOf(one, 'StorageDays', 0) > MAX_STORAGE_DAYS))
      throw invalid('StorageDays');
    const { devices } = context.estate;
    const isKnown = orders.every((order) => (textsOf(order, 'DeviceIds') ?? []).every((id) => devices.has(id)));
    if (isKnown) for (const order of orders) applyStorage(context, order);
    return doneZero({ Success: true, Data: isKnown });
  },

  UpdateDataSource(context, values) {
    const source = sourceOf(context, values);
    const url = textOf(values, 'Url');
    if (url === '' && (source.type === 'AUDIO' || source.type === 'VIDEO')) throw missing('Url');
    source.name = textOf(values, 'DataSourceName');
    source.description = maybeText(values, 'Description') ?? source.description;
    source.url = url;
    return done();
  },
};

function sourceOf(context: VcsContext, values: Values): DataSource {
  const source = context.sources.find(textOf(values, 'DataSourceId'));
  if (source === undefined) throw notFound('DataSourceId');
  return source;
}

function applyStorage(context: VcsContext, order: Values): void {
  for (const id of textsOf(order, 'DeviceIds') ?? []) {
    const device = context.estate.devices.get(id);
    if (device === undefined) continue;
    for (const one of recordsOf(order, 'StorageDays')) {
      const days = numberOf(one, 'StorageDays', 0);
      if (textOf(one, 'StorageType') === 'VIDEO') device.videoDays = days;
      else device.pictureDays = days;
    }
  }
}
