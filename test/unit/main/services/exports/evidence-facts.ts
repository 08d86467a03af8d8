/** Facts of evidence for tests. */
import type { EvidenceSource } from '../../../../../preload/domain/exports/evidence.ts';

export const facts = {
  madeAtMs: Date.UTC(2026, 10, 22, 9),
  madeBy: 'Ada',
  reason: 'case 7',
  tool: { name: 'Lanner', version: '0.1.0' },
};
export const range = { fromMs: Date.UTC(2026, 10, 21, 8), toMs: Date.UTC(2026, 10, 21, 9) };
export const source = {
  camera: '北门',
  number: 12,
  channelId: 'a:d/c',
  cloud: 'tencent-ivp',
  account: 'North',
  place: 'cloud' as const,
  asked: range,
  covered: [range],
  gaps: [],
  requestIds: ['r1'],
  notes: [],
  moreNotes: 0,
  clockOffset: null,
} satisfies EvidenceSource;
