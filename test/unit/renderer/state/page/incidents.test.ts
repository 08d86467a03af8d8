// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import type { Incident } from '../../../../../preload/contract/incidents.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { setLocale } from '../../../../../renderer/i18n/i18n.ts';
import { followIncidents } from '../../../../../renderer/state/page/incidents.ts';
import { useNotices, type Notice } from '../../../../../renderer/state/page/notices.ts';
import { PATIENT } from '../../../../patience.ts';
import { installMain } from '../../page.tsx';

const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'gate'), '0');
const camera = { channelId, name: '117 Dock gate', atMs: new Date(2026, 10, 22, 16, 32).getTime() };
const ended = { atMs: camera.atMs, reason: 'SIGKILL', reportPath: '/p/crashes/r.json' };
const error = {
  code: 'network.unreachable',
  params: { host: 'cloud' },
  retryable: true,
  action: 'retry',
  vendor: null,
} as const;

beforeEach(() => setLocale('en-US'));

/** The notice in the status bar after main reported these incidents. */
async function told(incidents: readonly Incident[], canReveal = false): Promise<Notice | null> {
  const asked: string[] = [];
  useNotices.setState({ last: null });
  installMain({
    'incident.take': () => (
      asked.push('take'),
      Promise.resolve({ ok: true, value: { incidents: [...incidents], canReveal } })
    ),
    'incident.reveal-report': () => (asked.push('reveal'), Promise.resolve({ ok: true, value: null })),
  });
  followIncidents()();
  if (incidents.length > 0) await vi.waitFor(() => expect(useNotices.getState().last).not.toBeNull(), PATIENT);
  const { last } = useNotices.getState();
  if (last?.link?.kind === 'showReport') {
    last.link.run();
    expect(asked).toContain('reveal');
  }
  return last;
}

it('the notice of a crash states that the client restarted, when it ended, and where its report is', async () => {
  expect(await told([{ kind: 'restarted', ...ended }], true)).toMatchObject({
    key: 'restarted',
    params: { time: '16:32' },
    link: { kind: 'showReport' },
  });
  expect((await told([{ kind: 'restarted', ...ended }]))?.link?.kind).toBe('copyPath');
  expect(await told([{ kind: 'restarted', ...ended, reportPath: null }])).toMatchObject({
    key: 'restartedBare',
    link: null,
  });
});

it('the notice of a hung client states that the client stopped responding', async () => {
  const hung: Incident = { kind: 'restarted', ...ended, reason: 'hung' };
  expect(await told([hung])).toMatchObject({ key: 'hung' });
  expect(await told([{ ...hung, reportPath: null }])).toMatchObject({ key: 'hungBare' });
  const stopped: Incident = { kind: 'camera-stopped', ...camera, name: '117 Dock gate' };
  expect(await told([hung, stopped])).toMatchObject({ key: 'hungStopped', params: { name: '117 Dock gate' } });
});

it('the notice of a crash names in the same line the cameras that were stopped', async () => {
  const stopped: Incident[] = ['117 Dock gate', '118 Yard'].map((name) => ({
    kind: 'camera-stopped',
    ...camera,
    name,
  }));
  const both = await told([...stopped, { kind: 'restarted', ...ended }]);
  expect(both).toMatchObject({ key: 'restartedStopped', params: { name: '117 Dock gate, 118 Yard', time: '16:32' } });
  expect(await told(stopped.slice(0, 1))).toMatchObject({ key: 'cameraStopped', params: { name: '117 Dock gate' } });
});

it('the notice of a crash ends with the camera that may still be moving, whatever else there is to report', async () => {
  const moving: Incident = { kind: 'camera-moving', ...camera, name: null, error };
  const last = await told([moving, { kind: 'restarted', ...ended }, { kind: 'camera-stopped', ...camera }]);
  expect(last).toMatchObject({ key: 'cameraMoving', params: { name: 'Camera not in the list', time: '16:32' } });
  expect(last?.params['reason']).toMatch(/\.$/);
});

it('the notice of a crash names a camera that may still be moving because its account went before the stop arrived', async () => {
  const left: Incident = { kind: 'camera-left-moving', ...camera, name: '117 Dock gate', error };
  expect(await told([left])).toMatchObject({ key: 'cameraLeftMoving', params: { name: '117 Dock gate' } });
});

it('the notice of a crash reports nothing where there is nothing to report', async () => {
  expect(await told([])).toBeNull();
});
