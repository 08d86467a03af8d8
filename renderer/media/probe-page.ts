/**
 * The page of the stream doctor: one player as on the wall, without the wall. It asks the tool that served it for a
 * stream and reports the state of the player four times a second.
 */
import type { Result } from '../../preload/domain/error.ts';
import type { ChannelId, LeaseId } from '../../preload/domain/ids.ts';
import type { StreamFeed, StreamTicket } from '../../preload/domain/media/streams.ts';
import { createEngine } from './engines/create-engine.ts';
import { mediaError } from './engines/player-engine.ts';
import { Player } from './live/player.ts';
import type { PlayerState, PlayerStatistics } from './live/player-state.ts';
import { ticker } from './ticker.ts';

/** The message that the page posts to `report`. */
export interface ProbeReport {
  readonly state: PlayerState;
  readonly statistics: PlayerStatistics;
  /** A recording has been played to its end. */
  readonly isEnded: boolean;
  /** One reading of the frame rate for each second with a picture. */
  readonly fpsReadings: readonly number[];
}

/** The data of an event from `events`. */
export type ProbeEvent =
  | { readonly kind: 'feed'; readonly leaseId: LeaseId; readonly feed: StreamFeed }
  | { readonly kind: 'replaced'; readonly leaseId: LeaseId; readonly ticket: StreamTicket };

const TICKS_PER_SECOND = 4;

async function post(path: string, body: unknown): Promise<Response> {
  return await fetch(path, { method: 'POST', body: JSON.stringify(body) });
}

/** When this fails the tool is gone, and this page closes with it. */
const tell = (path: string, body: unknown): void => void post(path, body).catch(() => undefined);

async function open(): Promise<Result<StreamTicket>> {
  try {
    return (await (await post('open', null)).json()) as Result<StreamTicket>;
  } catch {
    return { ok: false, error: mediaError('media.gateway-down') };
  }
}

/** The only element of this page waits for no other element. */
function beginAtOnce(begin: () => void): () => void {
  begin();
  return () => undefined;
}

function start(video: HTMLVideoElement): void {
  let lease: LeaseId | null = null;
  const early: ProbeEvent[] = [];
  const fpsReadings: number[] = [];
  const player = new Player({
    channelId: 'probe' as ChannelId,
    profile: 'main',
    video,
    ports: { open, close: (leaseId) => tell('close', { leaseId }), retry: (leaseId) => tell('retry', { leaseId }) },
    createEngine,
    rejoin: beginAtOnce,
    random: Math.random,
    onChange: () => undefined,
    onUnsupported: () => undefined,
    onLease: (now) => {
      lease = now;
      for (const event of early.splice(0)) take(event);
    },
  });
  const take = (event: ProbeEvent): void => {
    if (lease === null) early.push(event);
    else if (event.leaseId !== lease) return;
    else if (event.kind === 'feed') player.onFeed(event.feed);
    else player.onReplaced(event.ticket);
  };
  const events = new EventSource('events');
  events.onmessage = (message: MessageEvent<string>) => take(JSON.parse(message.data) as ProbeEvent);
  events.onopen = () => {
    events.onopen = null;
    player.start(Date.now());
  };
  let ticks = 0;
  ticker.subscribe(({ nowMs, hasJumped }) => {
    ticks += 1;
    const isSecond = ticks % TICKS_PER_SECOND === 0;
    if (hasJumped) player.restartWaits(nowMs);
    // The end of a recording is not a frozen picture.
    if (!video.ended) player.tick(nowMs, isSecond);
    if (isSecond && player.hasPicture && !video.ended) fpsReadings.push(player.statistics.fps);
    const { state, statistics } = player;
    tell('report', { state, statistics, isEnded: video.ended, fpsReadings } satisfies ProbeReport);
  });
}

const video = document.querySelector('video');
if (video) start(video);
