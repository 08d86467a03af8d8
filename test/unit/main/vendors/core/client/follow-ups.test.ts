/** The client waits for work that the cloud finishes after its answer, with a time limit, and can cancel the wait. */
import { afterEach, describe, expect, it } from 'vitest';
import { VENDOR_IDS, type VendorId } from '../../../../../../preload/domain/vendor.ts';
import { readContract } from '../../../../../../main/vendors/core/contract/contract.ts';
import {
  catalogueOf,
  dialectOf,
  ENVELOPES,
  wireClient,
  type Values,
} from '../../../../../contract/vendors/wire-clients.ts';
import { sendJson, startTinyServer, type Asked } from './tiny-server.ts';

const never = new AbortController().signal;
const QUICK = { firstDelayMs: 1, maxDelayMs: 1, maxMs: 5_000 };

/** Work that the documents call asynchronous and that needs no waiting of its own. */
const NOT_WAITED_FOR: Readonly<Record<string, string>> = {
  'aliyun-vcs GetDeviceLiveUrl': 'answers Retry itself; the client asks again by the verdict pending',
  'tencent-ivp refreshDeviceChannels': 'no state tells its end; the channels are read when they are shown',
  'huawei-vis getDevice': 'what is asked meanwhile',
};
const ASYNCHRONOUS = /asynchronous|in-progress answer|\bpoll\b/i;

it.each(VENDOR_IDS)('%s: every operation that is documented to work on is followed', (vendor) => {
  const { operations } = readContract(vendor) as unknown as {
    readonly operations: readonly { readonly id: string; readonly notes?: readonly string[] }[];
  };
  const working = operations.filter(({ notes = [] }) => notes.some((note) => ASYNCHRONOUS.test(note)));
  const { followUps = {} } = dialectOf(vendor);
  expect(working.map(({ id }) => id).filter((id) => !followUps[id] && !NOT_WAITED_FOR[`${vendor} ${id}`])).toEqual([]);
  for (const [id, { ask }] of Object.entries(followUps)) {
    expect(catalogueOf(vendor).operationIds).toContain(id);
    expect(catalogueOf(vendor).entry(ask).effect).toBe('read');
  }
});

interface Case {
  readonly vendor: VendorId;
  readonly id: string;
  readonly params: Values;
  readonly known?: Values;
  /** The answer to the call itself, then the answers to the follow-up, one after the other; the last one repeats. */
  readonly answers: readonly Values[];
  readonly progress?: readonly (number | null)[];
}

const ivp = (Data: unknown): Values => ({ ...ENVELOPES['tencent-ivp'], Data });
const vcs = (Data: unknown): Values => ({ ...ENVELOPES['aliyun-vcs'], Data });
const instance = (Status: string): Values => vcs({ Items: [{ InstanceName: 'n1', Status }] });
const job = (Status: string): Values => ({ RequestId: 'r', JobGroups: { JobGroup: [{ JobGroupId: 'j1', Status }] } });
const channel = (invitation_status: string): Values => ({ channels: [{ channel_id: 'c1', invitation_status }] });
const version = (Version: string): Values => ivp({ Services: [{ Version, LatestVersion: '2' }] });
const NOT_THERE = { ...ENVELOPES['tencent-ivp'], StatusCode: 40006, Code: 0, Message: 'no such record' };

const CASES: readonly Case[] = [
  {
    vendor: 'huawei-vis',
    id: 'refreshNvrChannels',
    params: { device_id: 'd1' },
    answers: [{}, { channels_query: 'QUERYING' }, { channels_query: 'QUERIED' }],
    progress: [null],
  },
  {
    vendor: 'huawei-vis',
    id: 'updateChannel',
    params: { device_id: 'd1', channel_id: 'c1', state: 'ACTIVE' },
    answers: [{}, channel('ONLINE'), channel('INVITING'), channel('INVITE_SUCCESS')],
    progress: [null, null],
  },
  {
    vendor: 'tencent-ivp',
    id: 'importDevices',
    params: {
      JobId: '0022c12a-e220-42e0-975f-800f872fc89e',
      AccessProtocol: '1',
      Organization_id: 'o1',
      File: new Uint8Array([1]),
    },
    answers: [ivp(null), ivp({ State: 0, Rate: 0.5, Total: 4, Succeed: 2, Failed: 0 }), ivp({ State: 1, Rate: 1 })],
    progress: [0.5],
  },
  {
    vendor: 'tencent-ivp',
    id: 'addRetrieveTask',
    params: {
      TaskName: 't',
      StartTime: 1,
      EndTime: 2,
      Mode: 1,
      Expiration: 1,
      Channels: [{ DeviceId: 'd', ChannelId: 'c' }],
    },
    answers: [ivp({ TaskId: 't1' }), ivp({ Status: 1, Channels: [{ Status: 1 }, { Status: 0 }] }), ivp({ Status: 0 })],
    progress: [0.5],
  },
  {
    vendor: 'tencent-ivp',
    id: 'upgradeGateway',
    params: { Id: 'g1' },
    answers: [ivp(null), version('1'), version('2')],
    progress: [0],
  },
  {
    vendor: 'aliyun-cityvisual',
    id: 'StartJobGroup',
    params: { JobGroupId: 'j1' },
    known: { InstanceId: 'i1' },
    answers: [{ RequestId: 'r' }, job('stopped'), job('starting'), job('running')],
    progress: [null, null],
  },
  {
    vendor: 'aliyun-cityvisual',
    id: 'StopJobGroup',
    params: { JobGroupId: 'j1' },
    known: { InstanceId: 'i1' },
    answers: [{ RequestId: 'r' }, job('stopping'), job('stopped')],
    progress: [null],
  },
  {
    vendor: 'aliyun-vcs',
    id: 'CreateComputeInstance',
    params: {
      InstanceName: 'n1',
      ScheduleType: 'EVERYDAY',
      AlgorithmType: 'PICTURE',
      Devices: [{ DeviceId: 'd1', StartStream: true }],
      Algorithms: [{ AlgorithmId: 'a1', AlgorithmName: 'a1' }],
    },
    answers: [vcs({ InstanceId: 'i1' }), instance('INIT'), instance('ONLINED')],
    progress: [null],
  },
];

describe('a call that waits', () => {
  const open: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });

  async function cloudOf(vendor: VendorId, answers: readonly Values[]) {
    const asked: Asked[] = [];
    const server = await startTinyServer((one, response) => {
      asked.push(one);
      sendJson(response, answers[Math.min(asked.length, answers.length) - 1]);
    });
    const client = wireClient(vendor, server.origin);
    open.push(
      () => client.dispose(),
      () => server.close(),
    );
    return { client, asked };
  }

  it.each(CASES)(
    'a call that waits for $vendor $id ends when the cloud reports that it is done',
    async ({ vendor, id, params, known, answers, progress }) => {
      const { client, asked } = await cloudOf(vendor, answers);
      const seen: (number | null)[] = [];
      const onProgress = (one: number | null) => void seen.push(one);
      await client.callAndWait(id, params, never, { poll: QUICK, onProgress, ...(known ? { known } : {}) });
      expect(asked).toHaveLength(answers.length);
      expect(seen).toEqual(progress);
    },
  );

  const refresh = ['refreshNvrChannels', { device_id: 'd1' }] as const;

  it('a call that waits reports that the cloud gave the work up', async () => {
    const { client } = await cloudOf('huawei-vis', [{}, { channels_query: 'QUERYING' }, { channels_query: 'IDEL' }]);
    await expect(client.callAndWait(...refresh, never, { poll: QUICK })).rejects.toMatchObject({
      code: 'cloud.refused',
    });
  });

  it('a call that waits does not wait for ever', async () => {
    const { client, asked } = await cloudOf('huawei-vis', [{}, { channels_query: 'QUERYING' }]);
    const waited = client.callAndWait(...refresh, never, { poll: { ...QUICK, maxMs: 20 } });
    await expect(waited).rejects.toMatchObject({ code: 'cloud.pending', retryable: true });
    expect(asked.length).toBeGreaterThan(1);
  });

  it('a call that waits stops asking when the caller cancels it', async () => {
    const { client, asked } = await cloudOf('huawei-vis', [{}, { channels_query: 'QUERYING' }]);
    const abort = new AbortController();
    const slow = { firstDelayMs: 60_000, maxDelayMs: 60_000, maxMs: 600_000 };
    const waited = client.callAndWait(...refresh, abort.signal, { poll: slow, onProgress: () => abort.abort() });
    await expect(waited).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked).toHaveLength(2);
  });

  it('a deletion counts as done when the cloud answers that the thing does not exist', async () => {
    const { client } = await cloudOf('tencent-ivp', [ivp({}), ivp({ Status: 0 }), NOT_THERE]);
    await client.callAndWait('deleteLiveRecordPlan', { PlanId: 'p1' }, never, { poll: QUICK });
  });

  it('a call that waits sends its order once, however often it asks for the progress', async () => {
    const { client, asked } = await cloudOf('huawei-vis', [
      {},
      ...Array.from({ length: 5 }, () => ({ channels_query: 'QUERYING' })),
      { channels_query: 'QUERIED' },
    ]);
    await client.callAndWait(...refresh, never, { poll: QUICK });
    expect(asked.filter(({ path }) => path.endsWith('/channel-refresh'))).toHaveLength(1);
  });
});
