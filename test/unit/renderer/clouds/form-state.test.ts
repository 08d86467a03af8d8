import { describe, expect, it } from 'vitest';
import { providerOf } from '../../../../preload/domain/providers.ts';
import {
  changeOf,
  draftOf,
  emptyForm,
  formOf,
  isSignInChanged,
  problemsOf,
} from '../../../../renderer/features/clouds/form-state.ts';
import { endpointProblem, isUnprotected, labelProblem } from '../../../../renderer/features/clouds/validate.ts';
import { account } from '../cameras/directory-sample.ts';

const ivm = providerOf('huawei-ivm');
if (ivm === null) throw new Error('huawei-ivm has no sign-in form');
const good = { ...emptyForm(), label: 'Campus', fields: { userId: '123456789012345', ak: 'AK-1' } };
const kinds = (values: typeof good, secrets: Record<string, string>, hasStored = false): Record<string, string> =>
  Object.fromEntries([...problemsOf(ivm, values, secrets, hasStored)].map(([name, problem]) => [name, problem.kind]));

describe('the form', () => {
  it('accepts complete input', () => {
    expect(kinds(good, { sk: 'SK1' })).toEqual({});
  });

  it('names each wrong field and its cause', () => {
    const bad = { ...good, label: ' ', endpoint: 'cloud', fields: { userId: '12a', ak: 'AK 1' } };
    expect(kinds(bad, { sk: 'x'.repeat(65) })).toEqual({
      label: 'label-missing',
      endpoint: 'endpoint',
      userId: 'bad',
      ak: 'spaces',
      sk: 'too-long',
    });
  });

  it('needs a secret for a new account and keeps the stored one of an edited account', () => {
    expect(kinds(good, { sk: '' })).toEqual({ sk: 'missing' });
    expect(kinds(good, { sk: '' }, true)).toEqual({});
  });

  it('sends what was typed, trimmed where spaces mean nothing', () => {
    const draft = draftOf({ ...good, label: ' Campus ', endpoint: ' https://a.example ' }, { sk: 'S' }, 'none');
    expect(draft).toMatchObject({ label: 'Campus', endpoint: 'https://a.example', secrets: { sk: 'S' } });
    expect(draftOf({ ...good, label: '' }, { sk: 'S' }, 'Huawei IVM').label).toBe('Huawei IVM');
  });
});

describe('an edit', () => {
  const stored = { ...account('a1', 'Campus'), fields: { userId: '123456789012345', ak: 'AK-1' } };

  it('sends only what changed, and no empty secret', () => {
    expect(changeOf(stored, formOf(stored), { sk: '' })).toEqual({ accountId: stored.id });
    expect(changeOf(stored, { ...formOf(stored), label: 'North' }, { sk: 'S' })).toEqual({
      accountId: stored.id,
      label: 'North',
      secrets: { sk: 'S' },
    });
  });

  it('knows when the stored keys can no longer be tested with the fields on screen', () => {
    expect(isSignInChanged(stored, { ...formOf(stored), label: 'North' })).toBe(false);
    expect(isSignInChanged(stored, { ...formOf(stored), fields: { ...stored.fields, ak: 'AK-2' } })).toBe(true);
    expect(isSignInChanged(stored, { ...formOf(stored), endpoint: 'https://other.example' })).toBe(true);
  });
});

describe('an address', () => {
  it('is http or https and carries nothing else', () => {
    for (const fine of ['https://api.example', 'http://127.0.0.1:8080', ' https://a.example/base ']) {
      expect(endpointProblem(fine)).toBeNull();
    }
    for (const bad of [
      '',
      'api.example',
      'ftp://a.example',
      'https://u:p@a.example',
      'https://a.example/?k=1',
      'https://',
    ]) {
      expect(endpointProblem(bad)).toEqual({ kind: 'endpoint' });
    }
  });

  it('is called unprotected without TLS, unless it is this computer', () => {
    expect(isUnprotected('http://cloud.example')).toBe(true);
    expect(
      ['https://cloud.example', 'http://127.0.0.1:1', 'http://localhost', 'http://[::1]:2'].some(isUnprotected),
    ).toBe(false);
  });
});

it('refuses a name that is too long', () => {
  expect(labelProblem('x'.repeat(65))).toEqual({ kind: 'label-long' });
});
