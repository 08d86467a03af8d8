/** The five clouds as the tests of bad input see them: how many rules they have, and where a document gives none. */
import { createCatalogue } from '../../../main/vendors/core/contract/catalogue.ts';
import { readContract, type Operation } from '../../../main/vendors/core/contract/contract.ts';
import { OVERRIDES } from '../../../main/vendors/registry.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { badCases, type BadCase } from './bad-values.ts';
import type { KnownValues, Values } from './good-values.ts';

export interface BadInput {
  readonly vendor: VendorId;
  /** The generator must not shrink unnoticed: broken rules, and those that show on the wire. */
  readonly leastCases: number;
  readonly leastOnWire: number;
  /** `operation parameter rule`: what the cloud takes all the same, and why the document lets it. */
  readonly cloudTakes: Readonly<Record<string, string>>;
  /** `operation` or `operation parameter`: right by the tables, yet refused with the code of a wrong parameter. */
  readonly cloudRefuses: Readonly<Record<string, string>>;
}

const NO_SUCH_PRESET =
  'IVM.10020001, the code of invalid parameters, also tells that the preset or cruise is not there';
const DEFAULT_SPEED = 'required by the table; its text gives 4 for a speed that is absent or out of range';
const ONE_OF_TWO = 'each template has either AIConfig or SnapshotConfig, which depends on its tag';

/** `operation parameter`: what the account adds by itself, so that nobody can leave it out. */
export const SUPPLIED: ReadonlySet<string> = new Set(['getAccessToken ak', 'getAccessToken sk', 'createIamToken auth']);

export const BAD_INPUT: readonly BadInput[] = [
  {
    vendor: 'huawei-ivm',
    leastCases: 2400,
    leastOnWire: 1800,
    cloudTakes: {
      'batchSetChannelRecordAlarmPlan channels.0.stream_type a text':
        'String in the table and a number in the sample: the cloud takes both, the client sends what the sample sends',
    },
    cloudRefuses: {
      addPresetPosition: 'the index is required for a camera alone and forbidden for one behind a recorder',
      deletePresetPosition: NO_SUCH_PRESET,
      updatePresetPosition: NO_SUCH_PRESET,
      moveToPresetPosition: NO_SUCH_PRESET,
      getCruiseTrack: NO_SUCH_PRESET,
      addCruiseTrack: NO_SUCH_PRESET,
      deleteCruiseTrack: NO_SUCH_PRESET,
      updateCruiseTrack: NO_SUCH_PRESET,
      enableCruiseTrack: NO_SUCH_PRESET,
    },
  },
  { vendor: 'huawei-vis', leastCases: 600, leastOnWire: 420, cloudTakes: {}, cloudRefuses: {} },
  {
    vendor: 'tencent-ivp',
    leastCases: 1350,
    leastOnWire: 1200,
    cloudTakes: {
      'controlPtz Speed missing': DEFAULT_SPEED,
      'controlPtz Speed null': DEFAULT_SPEED,
      'controlPtz Speed one too small': DEFAULT_SPEED,
      'controlPtz Speed one too large': DEFAULT_SPEED,
    },
    cloudRefuses: {
      'getLiveStreamUrl Resolution':
        'each camera has some of the documented resolutions and refuses the others like wrong ones',
      'CreateAITask Templates.0.Tag': ONE_OF_TWO,
      'CreateAITask Templates.0.SnapshotConfig.TimeInterval': ONE_OF_TWO,
      'CreateAITask Templates.0.SnapshotConfig.OperTimeslot.0.Start': ONE_OF_TWO,
      'CreateAITask Templates.0.SnapshotConfig.OperTimeslot.0.End': ONE_OF_TWO,
    },
  },
  {
    vendor: 'aliyun-vcs',
    leastCases: 1000,
    leastOnWire: 600,
    cloudTakes: {},
    cloudRefuses: {
      'GetDeviceVideoUrl EndTime':
        'a recording is asked for by a stretch of time, and this end is years after its start',
    },
  },
  {
    vendor: 'aliyun-cityvisual',
    leastCases: 870,
    leastOnWire: 450,
    cloudTakes: {},
    cloudRefuses: {
      'SearchImages Attribute': 'which keys there are depends on the library that is searched',
      'SearchImages Attribute.0.Key': 'which keys there are depends on the library that is searched',
    },
  },
];

export interface BadOperation {
  readonly id: string;
  readonly operation: Operation;
  /** Whether the client would send these parameters. */
  readonly isTaken: (params: object) => boolean;
  readonly cases: readonly BadCase[];
}

/** The values that a request can use in the cloud that is asked. */
export interface Surroundings {
  readonly known: KnownValues;
  /** Parameters that a valid request needs beside its required ones. */
  readonly more?: Values;
}

/** Every operation of a cloud with the requests that break one of its rules. */
export function operationsOf(
  vendor: VendorId,
  surroundings: (operation: Operation) => Surroundings = () => ({ known: {} }),
): readonly BadOperation[] {
  const { implicit } = OVERRIDES[vendor];
  const catalogue = createCatalogue(readContract(vendor), OVERRIDES[vendor]);
  return catalogue.operationIds.map((id) => {
    const { operation, request } = catalogue.entry(id);
    const { known, more } = surroundings(operation);
    const params = operation.params.filter(({ name }) => !implicit.includes(name));
    return {
      id,
      operation,
      isTaken: (given) => request.safeParse(given).success,
      cases: badCases(params, known, more),
    };
  });
}
