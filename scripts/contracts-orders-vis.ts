/** The changes of Huawei VIS, and where each of them shows. */
import type { Orders } from './contracts-orders.ts';

const STREAM = { stream_name: '@createStream.name' };
const CHANNEL = { device_id: '@camera.deviceId', channel_id: '@camera.channelId' };
const IDLE = { device_id: '@notInvited.deviceId', channel_id: '@notInvited.channelId' };
const GB_USER = { username: 'lannerUser' };
const KEY = { access_key: '@createAkskCredential.access_key' };

export const VIS_ORDERS: Orders = {
  createSubscription: {
    refused: { code: 'VIS.0018', because: 'The simulated account is subscribed, and an account subscribes once.' },
  },
  createAkskCredential: { shows: 'listAkskCredentials', says: 'name' },
  updateAkskCredential: { send: { ...KEY, name: 'lanner' }, shows: 'listAkskCredentials', says: 'name' },
  createStream: { shows: 'listStreams', says: 'name' },
  updateStream: {
    send: { ...STREAM, description: 'Lanner' },
    shows: 'getStream',
    reading: STREAM,
    says: 'description',
  },
  updateStreamRetention: { send: { ...STREAM, bucket: 'lanner-recordings' }, shows: 'getStream', reading: STREAM },
  deleteStream: { send: STREAM, shows: 'listStreams', withinMs: 15_000 },
  createGbCredential: { send: GB_USER, shows: 'listGbCredentials', says: 'username' },
  updateGbCredential: { send: { ...GB_USER, description: 'Lanner' }, shows: 'listGbCredentials', says: 'description' },
  createDevices: { send: { ...GB_USER, quantity: 1 }, shows: 'listDevices' },
  updateChannel: { send: IDLE, shows: 'getDevice', reading: { device_id: '@notInvited.deviceId' } },
  updateChannelAccessStrategy: { send: CHANNEL, shows: 'getDevice', reading: { device_id: '@camera.deviceId' } },
  refreshNvrChannels: {
    send: { device_id: '@recorder.deviceId' },
    shows: 'getDevice',
    reading: { device_id: '@recorder.deviceId' },
  },
  deleteDevice: { send: { device_id: '@createDevices.device_id_list~(.+)' }, shows: 'listDevices' },
  deleteGbCredential: { send: GB_USER, shows: 'listGbCredentials' },
  deleteAkskCredential: { send: KEY, shows: 'listAkskCredentials' },
};
