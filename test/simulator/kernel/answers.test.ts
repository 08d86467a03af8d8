/** The simulated cloud answers by the document: every documented member, no other member, each of its type. */
import { expect, it } from 'vitest';
import { loadContract } from './contract.ts';
import type { ContractField } from './contract.ts';
import { Bench } from '../support.ts';

const contract = loadContract('huawei-ivm');
const bench = new Bench(120, 2);
const day = 'start_time=2026-05-18 00:00:00&end_time=2026-05-19 00:00:00';
const camera = (name: string): string => {
  const { deviceId, channelId } = bench.example(name);
  return `~/devices/${deviceId}/channels/${channelId}`;
};
const v2 = (path: string): string => path.replace(/^~/, '~2');
const ids = (name: string): { device_id: string; channel_id: string } => {
  const { deviceId, channelId } = bench.example(name);
  return { device_id: deviceId, channel_id: channelId };
};
const watch = (name: string, protocol: string): Record<string, unknown> => ({
  channels: [{ ...ids(name), live_protocol: protocol, stream_type: 'PRIMARY_STREAM' }],
});
const { deviceId: gbDevice } = bench.example('gb28181');
const group = String(bench.cloud.examples['deviceOrgId']);

/** Wrong type or unknown member, each as one line. */
function faultsOf(fields: readonly ContractField[], value: unknown, at: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${at}: not an object`];
  const byName = new Map(fields.map((field) => [field.name, field]));
  const wrong: string[] = [];
  for (const [name, item] of Object.entries(value)) {
    const field = byName.get(name);
    if (field === undefined) wrong.push(`${at}.${name}: not documented`);
    else wrong.push(...typeFaults(field, item, `${at}.${name}`));
  }
  return wrong;
}

function typeFaults(field: ContractField, value: unknown, at: string): readonly string[] {
  const { type, sampleType, children } = field;
  if (value === null) return (field as { nullable?: boolean }).nullable === true ? [] : [`${at}: null`];
  if (type.startsWith('array') && sampleType !== 'object') {
    if (!Array.isArray(value)) return [`${at}: not a list`];
    return children === undefined ? [] : value.flatMap((one: unknown) => faultsOf(children, one, `${at}[]`));
  }
  if (type === 'object' || sampleType === 'object') return children === undefined ? [] : faultsOf(children, value, at);
  const wanted = [type, sampleType].map((one) => (one === 'integer' || one === 'long' ? 'number' : one));
  if (!wanted.includes(typeof value)) return [`${at}: ${typeof value}`];
  const isCode = field.enum !== undefined && typeof value === 'string';
  return isCode && !Object.hasOwn(field.enum ?? {}, value) ? [`${at}: ${value} is not listed`] : [];
}

it.each([
  ['listSubDeviceOrgs', 'GET', '~/device-orgs/0/sub-orgs', undefined],
  ['listOrgDevices', 'GET', '~/device-orgs/0/devices?limit=1000', undefined],
  ['renameDeviceOrg', 'PUT', `~/device-orgs/${group}`, { device_org_name: 'Renamed' }],
  ['createDeviceOrg', 'POST', '~/device-orgs', { device_org_name: 'New', parent_org_id: group }],
  ['moveDevicesToOrg', 'POST', `~/device-orgs/${group}/move-devices`, { device_ids: [gbDevice] }],
  ['getDevice', 'GET', `~/devices/${gbDevice}?need_cloud_ability=true`, undefined],
  ['listDevices', 'GET', '~/devices?limit=1000', undefined],
  ['getDeviceGateway', 'GET', `~/devices/${gbDevice}/gateway`, undefined],
  ['updateDevice', 'PUT', `~/devices/${gbDevice}`, { device_name: 'a', description: 'b' }],
  ['batchDeleteDevices', 'POST', '~/devices/batch-delete', { devices: ['NOSUCHDEVICE'] }],
  ['listChannels', 'GET', '~/channels?limit=1000', undefined],
  ['getChannel', 'GET', camera('recorded'), undefined],
  ['acquirePtzLock', 'GET', `${camera('ptzDome')}/control-lock`, undefined],
  ['releasePtzLock', 'POST', `${camera('ptzDome')}/control-lock`, undefined],
  ['getLiveConnections', 'POST', '~2/devices/channels/media/live-connections', watch('ptzDome', 'HOLO')],
  ['getLiveConnections', 'POST', '~2/devices/channels/media/live-connections', watch('offline', 'HTTPS_FLV')],
  ['batchGetLiveUrls', 'POST', '~/devices/channels/cloud-live/url', watch('ptzDome', 'HLS')],
  [
    'batchConnectP2pLive',
    'POST',
    '~/devices/channels/p2p-connect/live',
    { channels: [{ ...ids('ptzDome'), stream_type: 'PRIMARY_STREAM' }] },
  ],
  [
    'batchConnectP2pPlayback',
    'POST',
    '~/devices/channels/p2p-connect/playback',
    { channels: [{ ...ids('ptzDome'), stream_type: 'PRIMARY_STREAM' }] },
  ],
  ['listMediaRecords', 'GET', `${v2(camera('recorded'))}/media/records?${day}&record_position=CLOUD`, undefined],
  ['listMediaRecords', 'GET', `${v2(camera('recorded'))}/media/records?${day}&record_position=DEVICE`, undefined],
  [
    'getPlaybackConnections',
    'GET',
    `${v2(camera('ptzDome'))}/media/playback-connections?${day}&record_position=DEVICE&playback_protocol=HOLO`,
    undefined,
  ],
  ['listCloudRecords', 'GET', `${camera('recorded')}/cloud-records?${day}`, undefined],
  ['listDeviceRecords', 'GET', `${camera('recorded')}/device-records?${day}`, undefined],
  ['listPresetPositions', 'GET', `${camera('ptzDome')}/preset-position`, undefined],
  ['listCruiseTracks', 'GET', `${camera('ptzDome')}/cruise-track/list`, undefined],
])('IVM answers of %s have documented members of documented types', (id, method, target, body) => {
  const operation = contract.operations.find((one) => one.id === id);
  const answer = bench.call(method, target, body === undefined ? {} : { body });
  expect(answer.status, answer.text).toBe(200);
  expect([...new Set(faultsOf(operation?.result ?? [], answer.body, id))]).toEqual([]);
});
