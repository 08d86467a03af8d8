import { describe, expect, it } from 'vitest';
import { providerOf } from '../../../../../../preload/domain/accounts/providers.ts';
import {
  changeOf,
  draftOf,
  emptyForm,
  formOf,
  isAddressChanged,
  isSignInChanged,
  isWayChanged,
  problemsOf,
  shownFields,
  withVendor,
} from '../../../../../../renderer/features/clouds/form/form-state.ts';
import { endpointProblem, labelProblem } from '../../../../../../renderer/features/clouds/form/validate.ts';
import { account } from '../../cameras/directory-sample.ts';

const ivm = providerOf('huawei-ivm');
if (ivm === null) throw new Error('huawei-ivm has no sign-in form');
const good = { ...emptyForm(), label: 'Campus', fields: { userId: '123456789012345', ak: 'AK-1' } };
const kinds = (values: typeof good, secrets: Record<string, string>, hasStored = false): Record<string, string> =>
  Object.fromEntries([...problemsOf(ivm, values, secrets, hasStored)].map(([name, problem]) => [name, problem.kind]));

describe('the form', () => {
  it('the form accepts complete input', () => {
    expect(kinds(good, { sk: 'SK1' })).toEqual({});
  });

  it('the form names each wrong field and its cause', () => {
    const bad = { ...good, label: ' ', endpoint: 'cloud', fields: { userId: '12a', ak: 'AK 1' } };
    expect(kinds(bad, { sk: 'x'.repeat(65) })).toEqual({
      label: 'label-missing',
      endpoint: 'endpoint',
      userId: 'bad',
      ak: 'spaces',
      sk: 'too-long',
    });
  });

  it('a new account needs a secret, and an edited account may use its stored secret', () => {
    expect(kinds(good, { sk: '' })).toEqual({ sk: 'missing' });
    expect(kinds(good, { sk: '' }, true)).toEqual({});
  });

  it('the form sends the typed words, trimmed where spaces mean nothing', () => {
    const draft = draftOf({ ...good, label: ' Campus ', endpoint: ' https://a.example ' }, { sk: 'S' }, 'none');
    expect(draft).toMatchObject({ label: 'Campus', endpoint: 'https://a.example', secrets: { sk: 'S' } });
    expect(draftOf({ ...good, label: '' }, { sk: 'S' }, 'Huawei IVM').label).toBe('Huawei IVM');
  });
});

describe('an edit', () => {
  const stored = { ...account('a1', 'Campus'), fields: { userId: '123456789012345', ak: 'AK-1' } };

  it('an edit sends only changed values, and no empty secret', () => {
    expect(changeOf(stored, formOf(stored), { sk: '' })).toEqual({ accountId: stored.id });
    expect(changeOf(stored, { ...formOf(stored), label: 'North' }, { sk: 'S' })).toEqual({
      accountId: stored.id,
      label: 'North',
      secrets: { sk: 'S' },
    });
  });

  it('an edit shows when the stored keys can no longer be tested with the fields on screen', () => {
    expect(isSignInChanged(stored, { ...formOf(stored), label: 'North' })).toBe(false);
    expect(isSignInChanged(stored, { ...formOf(stored), fields: { ...stored.fields, ak: 'AK-2' } })).toBe(true);
    expect(isSignInChanged(stored, { ...formOf(stored), endpoint: 'https://other.example' })).toBe(true);
  });

  it('an edit shows when the stored keys would go to another address, also by a field beside the address of the API', () => {
    expect(isAddressChanged(stored, { ...formOf(stored), label: 'North' })).toBe(false);
    expect(isAddressChanged(stored, { ...formOf(stored), endpoint: `${stored.endpoint}/v1` })).toBe(false);
    expect(isAddressChanged(stored, { ...formOf(stored), endpoint: 'https://other.example' })).toBe(true);
    const site = { ...stored, vendor: 'huawei-vis' as const, endpoint: 'https://vis.cn-north-4.myhuaweicloud.com' };
    const typed = { ...formOf(site), fields: { iamEndpoint: 'https://iam.example' } };
    expect(isAddressChanged(site, typed)).toBe(true);
  });
});

describe('two ways to sign in', () => {
  const vis = providerOf('huawei-vis');
  if (vis === null) throw new Error('huawei-vis has no sign-in form');
  const empty = { ...emptyForm('huawei-vis'), label: 'Site' };
  const names = (values: typeof empty) => shownFields(vis, values).map(({ name }) => name);
  const problems = (values: typeof empty, secrets: Record<string, string>) =>
    Object.fromEntries([...problemsOf(vis, values, secrets, false)].map(([name, problem]) => [name, problem.kind]));

  it('the form of a cloud with two ways to sign in asks for the fields of the chosen way only', () => {
    const common = ['projectName', 'projectId', 'iamEndpoint'];
    expect(names(empty)).toEqual(['domainName', 'userName', 'password', ...common]);
    expect(names({ ...empty, way: 'keys' })).toEqual(['ak', 'sk', ...common]);
    expect(names({ ...empty, fields: { ak: 'AK' } })).toEqual(['ak', 'sk', ...common]);
  });

  it('the chosen way to sign in needs all its fields', () => {
    expect(problems(empty, {})).toEqual({ domainName: 'missing', userName: 'missing', password: 'missing' });
    expect(problems({ ...empty, way: 'keys', fields: { ak: 'AK' } }, { sk: 'SK' })).toEqual({});
  });

  it('the form sends no field of the way that is not chosen', () => {
    const values = { ...empty, way: 'keys' as const, fields: { userName: 'lena', ak: 'AK', projectName: 'lab' } };
    expect(draftOf(values, { sk: 'SK' }, '').fields).toEqual({ ak: 'AK', projectName: 'lab' });
  });

  it('a change of the way removes the fields of the other way from a stored account, whose keys no longer count', () => {
    const user = { domainName: 'firm', userName: 'lena' };
    const stored = { ...account('a1', 'Site'), vendor: 'huawei-vis' as const, fields: user };
    const values = { ...formOf(stored), way: 'keys' as const, fields: { ...user, ak: 'AK' } };
    expect(isWayChanged(stored, vis, values)).toBe(true);
    expect(isWayChanged(stored, vis, formOf(stored))).toBe(false);
    expect(changeOf(stored, values, { sk: 'SK' })).toMatchObject({
      fields: { domainName: '', userName: '', ak: 'AK' },
      secrets: { sk: 'SK' },
    });
  });

  it('a chosen cloud brings its own address, and the name in the form is unchanged', () => {
    const values = withVendor({ ...good, endpoint: 'https://ivm.example' }, 'huawei-vis');
    expect(values).toEqual({ ...emptyForm('huawei-vis'), label: 'Campus' });
    expect(withVendor(values, 'huawei-vis')).toBe(values);
  });
});

it('an address is https, or http of this computer, and carries nothing else', () => {
  for (const fine of ['https://api.example', 'http://127.0.0.1:8080', ' https://a.example/base ']) {
    expect(endpointProblem(fine)).toBeNull();
  }
  const kinds = ['', 'api.example', 'ftp://a.example', 'https://'].map((bad) => endpointProblem(bad)?.kind);
  expect(new Set(kinds)).toEqual(new Set(['endpoint']));
  for (const bad of ['https://u:p@a.example', 'https://a.example/?k=1', 'https://a.example/#x']) {
    expect(endpointProblem(bad)).toEqual({ kind: 'endpoint-parts' });
  }
  expect(endpointProblem('http://cloud.example')).toEqual({ kind: 'endpoint-plain' });
});

it('an address without a region needs the fields that a region implies, before a test finds out', () => {
  const vis = providerOf('huawei-vis');
  if (vis === null) throw new Error('huawei-vis has no sign-in form');
  const own = { ...emptyForm('huawei-vis'), label: 'Site', endpoint: 'https://vis.example' };
  const user = { domainName: 'firm', userName: 'lena' };
  const kindsOf = (values: typeof own) =>
    Object.fromEntries(
      [...problemsOf(vis, values, { password: 'p', sk: 's' }, false)].map(([name, { kind }]) => [name, kind]),
    );
  expect(kindsOf({ ...own, fields: user })).toEqual({ iamEndpoint: 'no-region', projectName: 'no-region' });
  expect(kindsOf({ ...own, fields: { ...user, iamEndpoint: 'https://iam.example', projectName: 'lab' } })).toEqual({});
  expect(kindsOf({ ...own, fields: { ak: 'AK' } })).toEqual({ projectId: 'no-region' });
  expect(kindsOf({ ...own, fields: { ak: 'AK', projectId: 'p' } })).toEqual({});
});

it('a name that is too long is refused', () => {
  expect(labelProblem('x'.repeat(65))).toEqual({ kind: 'label-long' });
});
