import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import {
  clearDraft,
  discardJson,
  draftRef,
  editField,
  editJson,
  jsonTextOf,
  selectDraft,
  showView,
  useDrafts,
  type Draft,
  type DraftRef,
} from '../../../../renderer/contract-form/console-drafts.ts';

const choice = { vendor: 'huawei-ivm', operationId: 'listDevices' } as const;
const campus = draftRef(choice, 'a1' as AccountId);
const harbour = draftRef(choice, 'a2' as AccountId);
const draft = (ref: DraftRef): Draft => selectDraft(ref)(useDrafts.getState());

beforeEach(() => useDrafts.setState({ drafts: {} }));

describe('the words typed in the console', () => {
  it('the words typed in the console are stored for each account apart', () => {
    editField(campus, ['name'], 'Gate');
    editField(harbour, ['name'], 'Pier');
    expect([draft(campus).values, draft(harbour).values]).toEqual([{ name: 'Gate' }, { name: 'Pier' }]);
  });

  it('goes over to the account that is added afterwards', () => {
    editField(draftRef(choice, null), ['name'], 'Gate');
    expect(draft(campus).values).toEqual({ name: 'Gate' });
  });

  it('loses nothing that was typed after the form was cleared: Undo gives back what was cleared, Redo what was typed', () => {
    editField(campus, ['name'], 'Gate');
    const exchange = clearDraft(campus);
    expect(draft(campus).values).toEqual({});
    editField(campus, ['name'], 'Pier');
    exchange();
    expect(draft(campus).values).toEqual({ name: 'Gate' });
    exchange();
    expect(draft(campus).values).toEqual({ name: 'Pier' });
  });

  it('shows a JSON text that cannot be read in the JSON view when its clearing is undone', () => {
    showView(campus, 'json');
    editJson(campus, '{ "name": ');
    const exchange = clearDraft(campus);
    showView(campus, 'form');
    exchange();
    expect(draft(campus)).toMatchObject({ view: 'json', jsonText: '{ "name": ' });
  });

  it('survives the way to JSON and back to the letter', () => {
    const typed = '{ "name":   "Gate",\n "extra": [1, {"deep": null}] }';
    showView(campus, 'json');
    editJson(campus, typed);
    showView(campus, 'form');
    expect(draft(campus).values).toEqual({ name: 'Gate', extra: [1, { deep: null }] });
    showView(campus, 'json');
    expect(jsonTextOf(draft(campus))).toBe(typed);
  });

  it('stays in the JSON view while it cannot be read, and the last good values stay behind it', () => {
    showView(campus, 'json');
    editJson(campus, '{"name": "Gate"}');
    editJson(campus, '{"name": "Gate"');
    showView(campus, 'form');
    expect(draft(campus)).toMatchObject({ view: 'json', jsonText: '{"name": "Gate"', values: { name: 'Gate' } });
    discardJson(campus);
    expect(draft(campus)).toMatchObject({ view: 'form', values: { name: 'Gate' } });
  });

  it('carries an edit of the form into the JSON text', () => {
    editJson(campus, '{"name": "Gate", "extra": 1}');
    editField(campus, ['name'], 'Pier');
    expect(JSON.parse(jsonTextOf(draft(campus)))).toEqual({ name: 'Pier', extra: 1 });
  });
});
