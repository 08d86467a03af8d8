/** Recording a stream to object storage (chapter 4.2.4). */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, textOf } from '../../kernel/values.ts';
import type { Operation } from './context.ts';
import { streamOf, SUCCESS } from './context.ts';
import { invalid, Refusal } from './refusals.ts';
import type { Retention } from './tenant.ts';

/** The account's bucket; it owns no other. */
export const BUCKET = 'lanner-recordings';
/** A bucket of another owner: it may be named but not written. */
const FOREIGN_BUCKET = 'lanner-foreign';
const SLICE_MINUTES = 5;
const CHANGES = ['retention_in_hour', 'retention_forever', 'store_type', 'bucket', 'path', 'slice_in_minute'] as const;

export const updateStreamRetention: Operation = (order) => {
  const { tenant, values, nowMs } = order;
  const stream = streamOf(order, textOf(values, 'stream_name'));
  const timezone = zoneOf(textOf(values, 'timezone'));
  const state = (maybeText(values, 'state') ?? 'STOPPED') as Retention['state'];
  const before = stream.retention;
  // while it records only the order to stop is taken; no code forbids naming the state that it has
  if (before?.state === 'ACTIVE' && (state === 'ACTIVE' || CHANGES.some((name) => values[name] !== undefined)))
    throw new Refusal('VIS.0205');
  const next = { ...settingsOf(values, before), timezone, state };
  if (!tenant.hasAgency) throw new Refusal('VIS.0010');
  refuseStorage(next);
  stream.retention = next;
  stream.updatedAtMs = nowMs;
  return SUCCESS;
};

function settingsOf(values: Values, before: Retention | null): Omit<Retention, 'timezone' | 'state'> {
  const isForever =
    values['retention_forever'] === undefined ? (before?.isForever ?? false) : values['retention_forever'] === true;
  const hours = values['retention_in_hour'] ?? before?.hours;
  if (hours === undefined && !isForever) throw invalid('retention_in_hour is required at first');
  const storeType = maybeText(values, 'store_type')?.toUpperCase() ?? before?.storeType;
  if (storeType === undefined) throw invalid('store_type is required at first');
  const bucket = maybeText(values, 'bucket') ?? before?.bucket;
  if (bucket === undefined) throw invalid('bucket is required for obs');
  const path = maybeText(values, 'path') ?? before?.path;
  if (path === undefined) throw invalid('path is required for obs');
  const sliceMinutes = numberOf(values, 'slice_in_minute', before?.sliceMinutes ?? SLICE_MINUTES);
  return { hours: typeof hours === 'number' ? hours : 0, isForever, storeType, bucket, path, sliceMinutes };
}

function refuseStorage({ bucket, path }: Pick<Retention, 'bucket' | 'path'>): void {
  if (bucket === FOREIGN_BUCKET) throw new Refusal('VIS.0210');
  if (bucket !== BUCKET) throw new Refusal('VIS.0017');
  const isPath = path === '' || /^(?!\/)(?!.*\/\/)(?!.*\.\.)[^\\:*?"<>|]{1,1023}$/.test(path);
  if (!isPath) throw new Refusal('VIS.0209');
}

/** Takes `GMT+8:00`, answers `GMT+08:00`, as the samples do. */
function zoneOf(text: string): string {
  const [, sign, hours] = /^GMT([+-])(\d{1,2}):00$/.exec(text) ?? [];
  if (sign === undefined || hours === undefined || Number(hours) > 14) throw invalid('timezone (format)');
  return `GMT${sign}${hours.padStart(2, '0')}:00`;
}
