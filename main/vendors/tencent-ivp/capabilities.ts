/** Which operations of IVP serve what. */
import type { CapabilityClaims } from '../core/contract/capabilities.ts';
import type { TencentIvpOperations } from './operations.gen.ts';

export const CLAIMS: CapabilityClaims<TencentIvpOperations> = {
  groups: {
    'service-config': [],
    organization: ['groups'],
    device: ['device-settings'],
    'device-control': ['presets'],
    live: [],
    playback: ['cloud-playback'],
    'live-record-plan': ['recording-plans'],
    'record-backup-plan': ['recording-plans'],
    'live-record-template': ['recording-plans'],
    'record-backup-template': ['recording-plans'],
    'record-retrieve': ['cloud-playback'],
    ai: ['analysis'],
    'access-gateway': ['gateways'],
  },
  operations: {
    addDevice: ['onboarding'],
    deleteDevice: ['onboarding'],
    listDeviceServiceNodes: ['onboarding'],
    refreshDeviceChannels: ['onboarding'],
    importDevices: ['bulk-import'],
    getDeviceImportProgress: ['bulk-import'],
    exportDeviceImportResult: ['bulk-import'],
    exportDeviceTemplate: ['bulk-import'],
    exportDevices: ['bulk-import'],
    batchUpdateDeviceOrganization: ['groups'],
    controlPtz: ['ptz'],
    queryLocalRecordTimeline: ['device-playback'],
    getLocalRecordUrl: ['device-playback'],
    controlLocalPlayback: ['device-playback'],
    getCloudRecordDownloadUrl: ['recording-download'],
    getGatewayMonitor: ['gateways', 'statistics'],
  },
  forms: [
    ['live-flv', 'getLiveStreamUrl', 'Flv'],
    ['live-hls', 'getLiveStreamUrl', 'Hls'],
    ['live-rtmp', 'getLiveStreamUrl', 'Rtmp'],
    ['alarm-push', 'CreateAITask', 'CallbackUrl'],
  ],
};
