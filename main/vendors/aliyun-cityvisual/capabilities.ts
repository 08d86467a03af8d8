/** Which operations of City Visual serve what. */
import type { CapabilityClaims } from '../core/contract/capabilities.ts';
import type { AliyunCityvisualOperations } from './operations.gen.ts';

export const CLAIMS: CapabilityClaims<AliyunCityvisualOperations> = {
  groups: {
    stream: ['analysis'],
    region: [],
    'image-search': ['target-search'],
    capability: ['analysis'],
    'resource-profile': ['analysis'],
    'algo-lib': ['analysis'],
    'job-group': ['analysis'],
    camera: ['onboarding'],
    'work-group': ['groups'],
    instance: [],
  },
  operations: {
    DescribeCameras: [],
    BatchModifyCameraStatus: ['device-settings'],
    ModifyCamera: ['device-settings'],
    GetStreamsForCameras: ['analysis'],
  },
  forms: [['live-rtmp', 'DescribeCameras', 'RtmpPath']],
};
