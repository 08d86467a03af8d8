/** Capabilities, algorithm libraries and resource profiles. */
import type { CvEstate } from './estate.ts';

export interface Capability {
  readonly id: string;
  readonly instanceId: string;
  name: string;
}

export interface AlgoLib {
  readonly id: string;
  readonly instanceId: string;
  name: string;
  version: string;
  capabilityNames: string;
  capacity: number;
  jsonText: string;
  text: string;
  ossAccessKeyId: string;
  ossBucket: string;
  ossEndpoint: string;
  ossPath: string;
  uploadedAtMs: number;
}

export interface Setting {
  readonly Key: string;
  readonly Value: string;
}

export interface ResourceProfile {
  readonly id: string;
  readonly instanceId: string;
  name: string;
  settings: readonly Setting[];
}

export class Library {
  readonly capabilities = new Map<string, Capability>();
  readonly algoLibs = new Map<string, AlgoLib>();
  readonly profiles = new Map<string, ResourceProfile>();

  /** Every running instance comes with capabilities, a library and a profile. */
  constructor(estate: CvEstate) {
    for (const instance of estate.instances.values()) {
      if (instance.status !== 'Running') continue;
      const instanceId = instance.id;
      for (const name of ['PERSON', 'VEHICLE', 'BICYCLE']) {
        const id = estate.newId();
        this.capabilities.set(id, { id, instanceId, name });
      }
      const libId = estate.newId();
      this.algoLibs.set(libId, {
        id: libId,
        instanceId,
        name: 'Video compute library',
        version: '1.2.34',
        capabilityNames: 'PERSON,VEHICLE,BICYCLE',
        capacity: 15,
        jsonText: '[{"objType":"person","indexMode":"INDEX_PER_DAY","fields":[]}]',
        text: 'person',
        ossAccessKeyId: 'LTAIsimulated',
        ossBucket: 'tq-library-bucket',
        ossEndpoint: 'oss-cn-shanghai-internal.aliyuncs.com',
        ossPath: 'lib/VideoProcessor.tgz',
        uploadedAtMs: instance.createdAtMs,
      });
      const profileId = estate.newId();
      const settings = [
        { Key: 'MQ_NAMESERVERS', Value: '192.168.100.100:9300' },
        { Key: 'MQ_GROUP', Value: 'ConsumerGroup1' },
      ];
      this.profiles.set(profileId, { id: profileId, instanceId, name: 'Global Resource Profile', settings });
    }
  }
}
