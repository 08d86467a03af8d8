/** The players of several cameras on one clock. Times are exact: nothing here waits. */
import { expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf, type ChannelId } from '../../../../../../preload/domain/ids.ts';
import { TimedPlayers, type TimedPlayer } from '../../../../../../renderer/features/playback/play-bar/timed-players.ts';
import type { KeysShow } from '../../../../../../renderer/media/playback/key-pictures/key-player.ts';
import type { PastPlayerState } from '../../../../../../renderer/media/playback/past-setup.ts';
import { SimulatedPlayer } from '../../../media/playback/clock/simulated-player.ts';

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const MINUTE_MS = 60_000;
const TICK_MS = 100;
const PICTURE_MS = 40;
const at = (minutes: number): number => NOW_MS + minutes * MINUTE_MS;
const HOUR = { fromMs: at(-60), toMs: at(0) };
const id = (name: string): ChannelId => channelIdOf(deviceIdOf(asAccountId('a1'), name), 'c1');
const [NORTH, SOUTH] = [id('north'), id('south')];

/** A player that steps by pictures, with the reports of the real player. */
class TestPlayer extends SimulatedPlayer implements TimedPlayer {
  keys: KeysShow | null = null;
  isPacedByDevice = false;
  isStepping = false;
  readonly ticks: number[] = [];
  get state(): PastPlayerState {
    return { phase: 'playing' };
  }
  step(by: -1 | 1): void {
    this.disturb(by * PICTURE_MS);
  }
  tick(nowMs: number): void {
    this.ticks.push(nowMs);
  }
}

/** A window with its own moment, offsets and time. */
class TestWindow {
  atMs: number | null = at(-30);
  nowMs = NOW_MS;
  readonly revealed: number[] = [];
  readonly saved: (number | null)[] = [];
  readonly offsets = new Map<ChannelId, number>();
  readonly cameras: TestPlayer[] = [];
  readonly players = new TimedPlayers<TestPlayer>({
    momentMs: () => this.atMs,
    showMoment: (atMs) => {
      this.atMs = atMs;
    },
    saveMoment: () => this.saved.push(this.atMs),
    reveal: (atMs) => this.revealed.push(atMs),
    offsetOf: (camera) => this.offsets.get(camera) ?? null,
    setOffsetOf: (camera, offsetMs) => {
      if (offsetMs === null) this.offsets.delete(camera);
      else this.offsets.set(camera, offsetMs);
      this.players.takeOffsets();
    },
    nowMs: () => this.nowMs,
    steadyMs: () => this.nowMs - NOW_MS + 1_000,
  });

  add(camera: ChannelId, footage = [HOUR]): TestPlayer {
    const player = new TestPlayer({ footage });
    this.cameras.push(player);
    this.players.join(camera, player);
    return player;
  }

  pass(ms: number): void {
    for (let passedMs = 0; passedMs < ms; passedMs += TICK_MS) {
      this.nowMs += TICK_MS;
      for (const player of this.cameras) player.pass(TICK_MS);
      this.players.beat();
    }
  }

  get shown() {
    return this.players.store.getState();
  }
}

function windowWith(...cameras: readonly ChannelId[]): { window: TestWindow; players: readonly TestPlayer[] } {
  const window = new TestWindow();
  window.players.begin();
  const players = cameras.map((camera) => window.add(camera));
  window.pass(TICK_MS);
  return { window, players };
}

// @promise playback.own-clock: The players on one clock are one object for each window, with no state beside it.
it('two windows play at moments and speeds of their own', () => {
  const { window: one } = windowWith(NORTH);
  const { window: other } = windowWith(NORTH);
  one.players.togglePlay();
  one.players.setRate(2);
  one.pass(2_000);
  other.pass(2_000);
  expect(one.shown).toMatchObject({ isPlaying: true, rate: 2 });
  expect(other.shown).toMatchObject({ isPlaying: false, rate: 1 });
  expect(other.atMs).toBe(at(-30));
  expect((one.atMs ?? 0) - at(-30)).toBeGreaterThan(3_000);
});

it('a moment that was chosen shows on every camera, in sight of the timeline, and never lies later than now', () => {
  const { window, players } = windowWith(NORTH, SOUTH);
  window.players.seek(at(-10) + 0.4);
  window.pass(TICK_MS);
  expect(players.map(({ atMs }) => atMs)).toEqual([at(-10), at(-10)]);
  expect(window.revealed).toEqual([at(-10)]);
  expect(window.saved).toEqual([at(-10)]);
  window.players.seek(at(5));
  expect(window.atMs).toBe(window.nowMs);
});

it('nothing plays and no part begins before a moment was chosen', () => {
  const { window } = windowWith(NORTH);
  window.atMs = null;
  const { players } = window;
  expect([players.togglePlay(), players.stepRate(1), players.shuttleBy('l'), players.loopFrom()]).toEqual(
    Array.from({ length: 4 }, () => false),
  );
  expect(window.shown.isPlaying).toBe(false);
});

it('a step shows the next picture of one camera, the others follow, and playback stands still', () => {
  const { window, players } = windowWith(NORTH, SOUTH);
  window.players.togglePlay();
  window.pass(1_000);
  const fromMs = players[0]?.atMs ?? 0;
  expect(window.players.stepPicture(NORTH, 1)).toBe(true);
  window.pass(TICK_MS);
  expect(window.atMs).toBe(fromMs + PICTURE_MS);
  window.pass(TICK_MS);
  expect(players.map(({ atMs }) => Math.abs((atMs ?? 0) - (window.atMs ?? 0)) < PICTURE_MS)).toEqual([true, true]);
  expect(window.shown.isPlaying).toBe(false);
  expect(window.players.stepPicture(id('nobody'), 1)).toBe(false);
});

it('a step at the end of the footage is given up, and playing continues', () => {
  const { window, players } = windowWith(NORTH);
  const [player] = players;
  if (player === undefined) throw new Error('no player');
  player.step = () => undefined;
  window.players.stepPicture(NORTH, 1);
  window.pass(3_000);
  window.players.togglePlay();
  window.pass(1_000);
  expect((window.atMs ?? 0) - at(-30)).toBeGreaterThan(500);
});

it('a camera stands apart on its picture until its clock offset was set by eye, and is in step by the offset then', () => {
  const { window, players } = windowWith(NORTH, SOUTH);
  expect(window.players.moveApart(SOUTH, 5_000)).toBe(false);
  window.players.toggleSync(SOUTH);
  expect(window.shown.standings[SOUTH]?.isSynced).toBe(false);
  window.players.moveApart(SOUTH, 5_000);
  window.pass(TICK_MS);
  expect(players.map(({ atMs }) => atMs)).toEqual([at(-30), at(-30) + 5_000]);
  expect(window.players.setOffset(SOUTH)).toBe(true);
  expect(window.offsets.get(SOUTH)).toBe(5_000);
  window.players.seek(at(-20));
  window.pass(TICK_MS);
  expect(players.map(({ atMs }) => atMs)).toEqual([at(-20), at(-20) + 5_000]);
  expect(window.shown.standings[SOUTH]).toMatchObject({ isSynced: true, offsetMs: 5_000 });
  window.players.setOffset(SOUTH);
  expect(window.players.setOffset(SOUTH)).toBe(false);
});

it('a camera that failed is tried again at another moment with footage, and left alone where nothing is recorded', () => {
  const { window, players } = windowWith(NORTH);
  const [player] = players;
  if (player === undefined) throw new Error('no player');
  player.hasFailed = true;
  const before = player.seeks.length;
  window.players.seek(at(-90));
  expect(player.seeks.length).toBe(before);
  window.players.seek(at(-20));
  expect(player.seeks.at(-1)).toBe(at(-20));
});

it('the part from A to B repeats, also when it was chosen beside the moment, until it is taken away', () => {
  const { window } = windowWith(NORTH);
  window.players.setPart({ fromMs: at(-20), toMs: at(-20) + 1_000 });
  expect(window.atMs).toBe(at(-30));
  window.players.seek(at(-20));
  window.players.togglePlay();
  window.pass(5_000);
  expect((window.atMs ?? 0) - at(-20)).toBeLessThan(1_000);
  window.players.endLoop();
  window.pass(3_000);
  expect((window.atMs ?? 0) - at(-20)).toBeGreaterThan(1_000);
  expect(window.shown).toMatchObject({ loopFromMs: null, loopToMs: null });
});

it('B before A removes A: a part has its begin before its end', () => {
  const { window } = windowWith(NORTH);
  window.players.loopFrom();
  window.players.seek(at(-40));
  window.players.loopTo();
  expect(window.shown).toMatchObject({ loopFromMs: null, loopToMs: at(-40) });
});

it('a pause of playback backwards plays on forward at normal speed', () => {
  const { window } = windowWith(NORTH);
  window.players.shuttleBy('j');
  window.players.shuttleBy('j');
  expect(window.shown).toMatchObject({ isPlaying: true, rate: -2 });
  window.players.togglePlay();
  expect(window.shown).toMatchObject({ isPlaying: false, rate: 1 });
});

it('a state that did not change stays the same object, so that no tile is drawn for nothing', () => {
  const { window } = windowWith(NORTH);
  window.pass(TICK_MS);
  const before = window.shown;
  window.pass(TICK_MS);
  const after = window.shown;
  expect(after.standings[NORTH]).toBe(before.standings[NORTH]);
  expect([after.rates === before.rates, after.waitingFor === before.waitingFor]).toEqual([true, true]);
});

it('a session that shows again stands still at its moment, at its speed', () => {
  const { window } = windowWith(NORTH);
  window.players.togglePlay();
  window.players.stand(at(-5), 4);
  expect(window.shown).toMatchObject({ isPlaying: false, rate: 4 });
  window.pass(TICK_MS);
  expect(window.cameras[0]?.atMs).toBe(at(-5));
});

it('the speed of a device is measured while it plays; a cloud recording that plays as requested has no measured speed', () => {
  const { window, players } = windowWith(NORTH, SOUTH);
  const [device] = players;
  if (device === undefined) throw new Error('no player');
  device.isPacedByDevice = true;
  window.players.togglePlay();
  window.pass(5_000);
  expect(window.shown.standings[NORTH]?.measuredRate).toBeCloseTo(1, 1);
  expect(window.shown.standings[SOUTH]?.measuredRate).toBeNull();
});

/** Lets a camera fall behind by a share of each tick, as one whose pictures come too slowly. */
function passSlowly(window: TestWindow, slow: TestPlayer, ms: number, share: number): void {
  for (let passedMs = 0; passedMs < ms; passedMs += TICK_MS) {
    slow.disturb(-TICK_MS * share);
    window.pass(TICK_MS);
  }
}

// @promise screen.real-speed: The speed of a recording that plays a tenth slower than asked stands in the header of its tile.
it('a recording of a cloud that plays slower than asked has its real speed and its sync error', () => {
  const { window, players } = windowWith(NORTH, SOUTH);
  const [, slow] = players;
  if (slow === undefined) throw new Error('no player');
  slow.seek = () => undefined;
  window.players.togglePlay();
  passSlowly(window, slow, 6_000, 0.4);
  const { [NORTH]: north, [SOUTH]: south } = window.shown.standings;
  expect(south?.measuredRate).toBeGreaterThan(0.5);
  expect(south?.measuredRate).toBeLessThan(0.75);
  expect(south?.syncErrorMs).toBeLessThan(-500);
  expect(north).toMatchObject({ measuredRate: null, syncErrorMs: null });
});

it('a camera alone on the clock, and a camera apart from it, has no sync error', () => {
  const { window, players } = windowWith(NORTH);
  const [alone] = players;
  if (alone === undefined) throw new Error('no player');
  alone.seek = () => undefined;
  window.players.togglePlay();
  passSlowly(window, alone, 4_000, 0.4);
  expect(window.shown.standings[NORTH]?.syncErrorMs).toBeNull();
  window.add(SOUTH);
  window.pass(4_000);
  expect(window.shown.standings[NORTH]?.syncErrorMs).toBeLessThan(-500);
  window.players.toggleSync(NORTH);
  window.pass(TICK_MS);
  expect(window.shown.standings[NORTH]?.syncErrorMs).toBeNull();
});
