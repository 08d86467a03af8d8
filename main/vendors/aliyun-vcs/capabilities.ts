/** Which operations of VCS serve what. */
import type { CapabilityClaims } from '../core/contract/capabilities.ts';
import type { AliyunVcsOperations } from './operations.gen.ts';

export const CLAIMS: CapabilityClaims<AliyunVcsOperations> = {
  groups: {
    project: ['groups'],
    device: ['device-settings'],
    instance: ['analysis'],
    datasource: ['analysis'],
    'data-service': ['alarm-rules'],
  },
  operations: {
    CreateDevice: ['onboarding'],
    DeleteDevices: ['onboarding'],
    GetDeviceLiveUrl: [],
    GetDeviceVideoUrl: ['cloud-playback', 'device-playback'],
    GetDevicePicture: ['snapshot'],
    UpdateDevicesStorage: ['recording-plans'],
    SearchTarget: ['target-search'],
    DescribeWatchItems: ['alarm-rules', 'target-libraries'],
    RemoveWatchItems: ['alarm-rules', 'target-libraries'],
  },
  forms: [
    ['live-flv', 'GetDeviceLiveUrl', 'httpsflv'],
    ['live-hls', 'GetDeviceLiveUrl', 'hls'],
    ['live-rtmp', 'GetDeviceLiveUrl', 'rtmp'],
    ['alarm-push', 'CreateWatchTask', 'MessageReceiver'],
  ],
};
