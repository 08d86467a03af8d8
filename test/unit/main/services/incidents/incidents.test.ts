import { expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { AppError } from '../../../../../main/errors.ts';
import { IncidentsService } from '../../../../../main/services/incidents/incidents.ts';

const GATE = channelIdOf(deviceIdOf(asAccountId('a1'), 'gate'), '0');
const ended = { atMs: 5, reason: 'SIGKILL', reportPath: '/p/crashes/r.json' };

function open(options: Partial<ConstructorParameters<typeof IncidentsService>[0]> = {}) {
  const events: string[] = [];
  const revealed: string[] = [];
  const reveal = (path: string): void => void revealed.push(path);
  const emit = (name: string): void => void events.push(name);
  const service = new IncidentsService({ emit, reveal, startAgain: null, againAtMs: null, ...options });
  return { service, events, revealed };
}

it('each incident is reported once, with the name that the camera has by then', () => {
  const { service, events } = open();
  service.onPtzOutcome({ channelId: GATE, atMs: 3, error: null });
  service.onRestarted(ended);
  expect(events).toEqual(['incident.arrived', 'incident.arrived']);
  service.nameWith(() => '117 Dock gate');
  expect(service.take()).toEqual({
    incidents: [
      { kind: 'camera-stopped', channelId: GATE, atMs: 3, name: '117 Dock gate' },
      { kind: 'restarted', ...ended },
    ],
    canReveal: true,
  });
  expect(service.take().incidents).toEqual([]);
});

it('every page that loads is informed why nothing runs', () => {
  const { service } = open({ againAtMs: 9 });
  service.onHalted(ended);
  for (let i = 0; i < 2; i++) expect(service.take().incidents).toEqual([{ kind: 'halted', ...ended, againAtMs: 9 }]);
});

it('the report of this start is shown, no other report is, and none where the host cannot', () => {
  const { service, revealed } = open();
  expect(() => service.revealReport()).toThrow(AppError);
  service.onRestarted(ended);
  service.revealReport();
  expect(revealed).toEqual([ended.reportPath]);
  const bare = open({ reveal: null });
  bare.service.onRestarted(ended);
  expect(bare.service.take().canReveal).toBe(false);
  expect(() => bare.service.revealReport()).toThrow(AppError);
});

it('nothing is started again while the client runs', () => {
  expect(() => open().service.startAgain()).toThrow(AppError);
  let asked = 0;
  open({ startAgain: () => void (asked += 1) }).service.startAgain();
  expect(asked).toBe(1);
});

it('no more than a hundred incidents that no window asks for are stored', () => {
  const { service } = open();
  for (let atMs = 0; atMs < 500; atMs++) service.onPtzOutcome({ channelId: GATE, atMs, error: null });
  expect(service.take().incidents).toHaveLength(100);
});
