import { expect, it } from 'vitest';
import { z } from 'zod';
import { joined } from '../../../../preload/contract/areas.ts';
import { requests } from '../../../../preload/contract/contract.ts';
import { event } from '../../../../preload/contract/event.ts';
import { events } from '../../../../preload/contract/events.ts';

const request = { in: z.null(), out: z.null() };

it('a request or an event that two areas declare is refused', () => {
  const first = { requests: { 'a.one': request }, events: { 'a.heard': event(z.null()) } };
  expect(() => joined('requests', [first, { requests: { 'a.one': request } }])).toThrow('two areas declare a.one');
  const second = { requests: {}, events: { 'a.heard': event(z.null()) } };
  expect(() => joined('events', [first, second])).toThrow('two areas declare a.heard');
  expect(Object.keys(joined('events', [first]))).toEqual(['a.heard']);
});

it('the contract joins the requests and the events of the listed areas', () => {
  expect(Object.keys(requests)).toEqual(expect.arrayContaining(['app.info', 'wall.save', 'incident.take']));
  expect(Object.keys(events)).toEqual(expect.arrayContaining(['account.changed', 'wall.changed', 'load.measured']));
});

it('the progress of two stages of a test has two subjects, so that neither replaces the other', () => {
  const stage = { stage: 'network', state: 'passed', elapsedMs: 1, facts: {}, error: null } as const;
  const { subjectOf } = events['account.test-progressed'];
  expect(subjectOf({ runId: 'r', stage })).not.toBe(subjectOf({ runId: 'r', stage: { ...stage, stage: 'tls' } }));
});
