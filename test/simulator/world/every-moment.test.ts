/** A simulated world follows from its seed and from the time since its simulator started: it is the same on every date. */
import { describe, expect, it } from 'vitest';
import { hoursAfter, MOMENTS } from '../../moments.ts';
import { VcsEstate } from '../clouds/aliyun-vcs/estate.ts';
import { recordingsOf as vcsRecordings } from '../clouds/aliyun-vcs/recordings.ts';
import { Estate as IvmEstate } from '../clouds/huawei-ivm/estate.ts';
import { recordingsOf as ivmRecordings } from '../clouds/huawei-ivm/recordings.ts';
import { furnish } from '../clouds/huawei-vis/estate.ts';
import { isPublishing } from '../clouds/huawei-vis/invitation.ts';
import { Tenant } from '../clouds/huawei-vis/tenant.ts';
import { makeEstate } from '../clouds/tencent-ivp/dress-world.ts';
import { IvpBench } from '../clouds/tencent-ivp/tencent-ivp-support.ts';
import { beijingDayStart } from '../clouds/tencent-ivp/time.ts';
import { SkewableClock } from '../kernel/clock.ts';
import type { MediaSpan } from '../media/types.ts';
import { EVENT_KINDS, EventScript } from './events.ts';
import { makeWorld } from './world.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CAMERAS = 48;

/** The facts of a world, each time as ms from the start of its simulator, whole minute. */
type Facts = Readonly<Record<string, readonly number[]>>;

const startOf = (atMs: number): number => new SkewableClock(() => atMs).days.startMs;

/** One span where two touch, as numbers from the start. */
function joined(spans: readonly MediaSpan[], startMs: number): readonly number[] {
  const out: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = out.at(-1);
    if (last !== undefined && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else out.push({ fromMs, toMs });
  }
  return out.flatMap(({ fromMs, toMs }) => [fromMs - startMs, toMs - startMs]);
}

/** Every recording of Huawei IVM, with its storage. */
function ivmFacts(atMs: number, nowMs = atMs): Facts {
  let now = atMs;
  const clock = new SkewableClock(() => now);
  now = nowMs;
  const world = makeWorld(CAMERAS, 7, 'huawei-ivm');
  const facts: Record<string, readonly number[]> = {};
  for (const channel of new IvmEstate(world).allChannels()) {
    for (const place of ['CLOUD', 'DEVICE'] as const) {
      const query = { place, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, kinds: null };
      facts[`${channel.cameraKey} ${place}`] = ivmRecordings({ clock, footage: world.footage }, channel, query).flatMap(
        ({ fromMs, toMs, storageState, kind }) => [
          fromMs - clock.days.startMs,
          toMs - clock.days.startMs,
          storageState,
          kind.length,
        ],
      );
    }
  }
  return facts;
}

/** Cameras of Tencent IVP with their ids. */
const ivpChannels = () => [...makeEstate(makeWorld(CAMERAS, 7, 'tencent-ivp')).channels.values()];

/** The Beijing days of a range, each cut to it: the cloud lists one day at a time, without its last second. */
function pieces({ fromMs, toMs }: MediaSpan): readonly MediaSpan[] {
  const out: MediaSpan[] = [];
  for (let at = fromMs; at < toMs;) {
    const midnightMs = beijingDayStart(at) + DAY_MS;
    out.push({ fromMs: at, toMs: Math.min(toMs, midnightMs - SECOND_MS) });
    at = midnightMs;
  }
  return out;
}

interface ListedSpan {
  readonly Begin: number;
  readonly End: number;
}

/**
 * Three days of Tencent IVP's recordings, in the cloud and on devices, and the times at which its AI found something.
 */
function ivpFacts(atMs: number): Facts {
  const bench = new IvpBench(CAMERAS, 7, atMs);
  const startMs = startOf(atMs);
  const range = { fromMs: startMs - 3 * DAY_MS, toMs: startMs };
  const facts: Record<string, readonly number[]> = {};
  const secondsOf = (ms: number): number => ms / 1000;
  const spansOf = (list: readonly ListedSpan[] | null | undefined): readonly MediaSpan[] =>
    (list ?? []).map(({ Begin, End }) => {
      const isToMidnight = beijingDayStart((End + 1) * 1000) === (End + 1) * 1000;
      return { fromMs: Begin * 1000, toMs: (isToMidnight ? End + 1 : End) * 1000 };
    });
  for (const { id: ChannelId, device, cameraKey } of ivpChannels()) {
    const cloud = pieces(range).flatMap(({ fromMs, toMs }) => {
      const query = { DeviceId: device.id, ChannelId, StartTime: secondsOf(fromMs), EndTime: secondsOf(toMs) };
      const { data } = bench.call('queryCloudRecordTimeline', { query });
      return spansOf((data as { readonly List?: readonly ListedSpan[] | null } | null)?.List);
    });
    const body = { ChannelId, Start: secondsOf(range.fromMs), End: secondsOf(range.toMs) };
    const local = bench.call('queryLocalRecordTimeline', { body });
    facts[`${cameraKey} cloud`] = joined(cloud, startMs);
    facts[`${cameraKey} device`] =
      local.status === 200 ? joined(spansOf(local.data as readonly ListedSpan[]), startMs) : [local.status];
  }
  const [first] = ivpChannels();
  const found = bench.get<{ AIResults: Readonly<Record<string, readonly { readonly Time: string }[]>> }>(
    'GetAITaskResult',
    {
      query: {
        TaskId: bench.text('aiTaskId'),
        ChannelId: first?.id ?? '',
        BeginTime: secondsOf(startMs - DAY_MS),
        EndTime: secondsOf(startMs),
        PageNumber: 1,
        PageSize: 100,
      },
    },
  );
  for (const [kind, rows] of Object.entries(found.AIResults))
    facts[kind] = rows.map(({ Time }) => Date.parse(`${Time.replace(' ', 'T')}+08:00`) - startMs);
  return facts;
}

/** Alibaba VCS's recordings of each camera, in both places. */
function vcsFacts(atMs: number): Facts {
  const world = makeWorld(CAMERAS, 7, 'aliyun-vcs');
  const ground = { clock: new SkewableClock(() => atMs), footage: world.footage };
  const { startMs } = ground.clock.days;
  const facts: Record<string, readonly number[]> = {};
  for (const device of new VcsEstate(world).devices.values()) {
    const range = { fromMs: startMs - 5 * DAY_MS, toMs: startMs + DAY_MS };
    for (const place of ['cloud', 'device'] as const)
      facts[`${device.cameraKey} ${place}`] = joined(vcsRecordings(ground, device, place, range), startMs);
  }
  return facts;
}

/** Events of some cameras in the hour before the start and the hour behind it. */
function eventFacts(atMs: number): Facts {
  const startMs = startOf(atMs);
  const script = new EventScript(7, startMs);
  return Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((key) => [
      key,
      script
        .between(key, startMs - HOUR_MS, startMs + HOUR_MS)
        .flatMap((one) => [one.atMs - startMs, one.mark, EVENT_KINDS.indexOf(one.kind)]),
    ]),
  );
}

const QUOTA = {
  password: 100,
  aksk: 2,
  stream: 100,
  activeStream: 100,
  device: 100,
  consecutiveMinutes: 1_000,
  randomMinutes: 1_000,
};

/** Which cameras of Huawei VIS send video at the start and half an hour later. */
function visFacts(atMs: number): Facts {
  const facts: Record<string, readonly number[]> = {};
  for (const afterMs of [0, HOUR_MS / 2]) {
    const tenant = new Tenant('p', 'u', QUOTA, true);
    furnish(tenant, makeWorld(CAMERAS, 7, 'huawei-vis'), atMs);
    for (const stream of tenant.streams.values())
      facts[`${stream.cameraKey} ${String(afterMs)}`] = [isPublishing(stream, atMs + afterMs) ? 1 : 0];
  }
  return facts;
}

const KINDS = [
  ['recordings and gaps of Huawei IVM', ivmFacts, 20_000],
  ['recordings, gaps and AI results of Tencent IVP', ivpFacts, 500],
  ['recordings and gaps of Alibaba VCS', vcsFacts, 500],
  ['events', eventFacts, 500],
  ['cameras of Huawei VIS that send', visFacts, 60],
] as const;

/** A moment at which none of the moments of the list is near. */
const ELSEWHERE_MS = Date.UTC(2026, 7, 11, 6, 17);

describe.each(KINDS)('the %s', (_, factsOf, least) => {
  const elsewhere = factsOf(ELSEWHERE_MS);

  it('the world has enough of them', () => {
    expect(Object.values(elsewhere).flat().length).toBeGreaterThan(least);
  });

  it.each(MOMENTS)('a simulator that starts at $name has the same as any other', ({ atMs }) => {
    expect(factsOf(atMs)).toEqual(elsewhere);
  });
});

it.each(MOMENTS)(
  'the list of Huawei IVM stays while the simulator runs on from $name over midnight everywhere',
  (moment) => {
    const before = ivmFacts(moment.atMs);
    const after = ivmFacts(moment.atMs, hoursAfter(moment, 23));
    for (const [key, rows] of Object.entries(before)) {
      // Five minutes at the newest edge were not published yet, and days of age move footage to other storage.
      const edges = (facts: readonly number[]): readonly number[] =>
        facts.filter((value, i) => i % 4 < 2 && value > -9 * DAY_MS && value < -HOUR_MS);
      expect(edges(after[key] ?? [])).toEqual(edges(rows));
    }
  },
);
