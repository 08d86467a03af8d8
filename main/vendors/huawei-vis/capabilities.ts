/** Which operations of VIS serve what. Recordings land in the owner's own bucket, and no operation reaches them there. */
import type { CapabilityClaims } from '../core/contract/capabilities.ts';
import type { HuaweiVisOperations } from './operations.gen.ts';

export const CLAIMS: CapabilityClaims<HuaweiVisOperations> = {
  groups: {
    subscription: [],
    stream: ['onboarding'],
    device: ['device-settings'],
    credential: ['onboarding'],
    metrics: ['statistics'],
    iam: [],
  },
  operations: {
    createDevices: ['onboarding', 'bulk-import'],
    deleteDevice: ['onboarding'],
    refreshNvrChannels: ['onboarding'],
    getStreamEndpoint: [],
    updateStreamRetention: ['recording-plans'],
  },
  forms: [
    ['live-flv', 'getStreamEndpoint', 'pull_flow_address'],
    ['live-hls', 'getStreamEndpoint', 'hls_pull_flow_address'],
  ],
};
