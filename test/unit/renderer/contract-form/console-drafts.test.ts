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

describe('typed words', () => {
  it('the words typed in the console are stored for each account apart', () => {
    editField(campus, ['name'], 'Gate');
    editField(harbour, ['name'], 'Pier');
    expect([draft(campus).values, draft(harbour).values]).toEqual([{ name: 'Gate' }, { name: 'Pier' }]);
  });

  it('words typed in the console go to the account that is added afterwards', () => {
    editField(draftRef(choice, null), ['name'], 'Gate');
    expect(draft(campus).values).toEqual({ name: 'Gate' });
  });

  it('words typed after the form was cleared are not lost: Undo restores the cleared words, Redo the typed words', () => {
    editField(campus, ['name'], 'Gate');
    const exchange = clearDraft(campus);
    expect(draft(campus).values).toEqual({});
    editField(campus, ['name'], 'Pier');
    exchange();
    expect(draft(campus).values).toEqual({ name: 'Gate' });
    exchange();
    expect(draft(campus).values).toEqual({ name: 'Pier' });
  });

  it('the JSON view opens with an unreadable JSON text when the clearing of the text is undone', () => {
    showView(campus, 'json');
    editJson(campus, '{ "name": ');
    const exchange = clearDraft(campus);
    showView(campus, 'form');
    exchange();
    expect(draft(campus)).toMatchObject({ view: 'json', jsonText: '{ "name": ' });
  });

  it('words typed in the console come back from JSON to the letter', () => {
    const typed = '{ "name":   "Gate",\n "extra": [1, {"deep": null}] }';
    showView(campus, 'json');
    editJson(campus, typed);
    showView(campus, 'form');
    expect(draft(campus).values).toEqual({ name: 'Gate', extra: [1, { deep: null }] });
    showView(campus, 'json');
    expect(jsonTextOf(draft(campus))).toBe(typed);
  });

  it('an unreadable text remains in the JSON view, and the last valid values are stored behind it', () => {
    showView(campus, 'json');
    editJson(campus, '{"name": "Gate"}');
    editJson(campus, '{"name": "Gate"');
    showView(campus, 'form');
    expect(draft(campus)).toMatchObject({ view: 'json', jsonText: '{"name": "Gate"', values: { name: 'Gate' } });
    discardJson(campus);
    expect(draft(campus)).toMatchObject({ view: 'form', values: { name: 'Gate' } });
  });

  it('the JSON text contains an edit that was made in the form', () => {
    editJson(campus, '{"name": "Gate", "extra": 1}');
    editField(campus, ['name'], 'Pier');
    expect(JSON.parse(jsonTextOf(draft(campus)))).toEqual({ name: 'Pier', extra: 1 });
  });
});
