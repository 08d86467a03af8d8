import { Input, Select } from 'antd';
import type { ProviderField } from '../../../../preload/domain/accounts/providers.ts';
import { fieldsWithoutRegion } from '../../../../preload/domain/accounts/key-addresses.ts';
import { regionOf } from '../../../../preload/domain/accounts/providers.ts';
import { fieldLabel } from '../../../i18n/error-words.ts';
import { useText } from '../../../i18n/i18n.ts';
import { describedBy, FieldRow, fieldWords, useProblemWords } from './field-row.tsx';
import { wayIn } from './form-state.ts';
import { ROUTE_ID } from './key-route.tsx';
import { SecretInput } from '../../../ui/form/secret-input.tsx';
import type { AccountForm } from './use-account-form.ts';

/** The region's own host, where the vendor documents one per region. */
export function RegionChoice({ form }: { readonly form: AccountForm }) {
  const t = useText();
  const { provider, values } = form;
  if (!provider.regions) return null;
  const options = provider.regions.map(({ name }) => ({ value: name, label: name }));
  return (
    <FieldRow id="account-region" label={t('clouds.form.region')} help="" problem={null}>
      <Select
        id="account-region"
        value={regionOf(provider, values.endpoint)}
        placeholder={t('clouds.form.otherRegion')}
        options={options}
        onChange={(name) => {
          const endpoint = provider.regions?.find((region) => region.name === name)?.endpoint;
          if (endpoint !== undefined) form.set({ endpoint });
        }}
      />
    </FieldRow>
  );
}

/** How to sign in, where the cloud takes more than one way. */
export function WayChoice({ form }: { readonly form: AccountForm }) {
  const t = useText();
  const { provider, values } = form;
  if (!provider.ways) return null;
  const options = provider.ways.map(({ name }) => ({ value: name, label: t(`clouds.ways.${name}`) }));
  return (
    <FieldRow id="account-way" label={t('clouds.form.way')} help="" problem={null}>
      <Select
        id="account-way"
        value={wayIn(provider, values)?.name ?? null}
        options={options}
        onChange={(way) => form.set(way === null ? {} : { way })}
      />
    </FieldRow>
  );
}

/** One field of the provider; a secret one keeps its value in the page only. */
export function SignInField({ form, field }: { readonly form: AccountForm; readonly field: ProviderField }) {
  const t = useText();
  const { values } = form;
  const problem = form.problemOf(field.name);
  const isKept = field.secret && form.hasStoredSecrets;
  const help = fieldWords(t, values.vendor, field.name, 'help');
  const id = `account-${field.name}`;
  const unplaced = fieldsWithoutRegion(form.provider, wayIn(form.provider, values), values.endpoint, values.fields);
  return (
    <FieldRow
      id={id}
      label={fieldLabel(t, field.name) ?? field.name}
      isRequired={(field.required && !isKept) || unplaced.includes(field.name)}
      help={isKept ? t('clouds.form.secretKeep') : help}
      problem={useProblemWords(values.vendor)(problem, field.name)}
    >
      {field.secret ? (
        <SecretInput
          id={id}
          name={field.name}
          placeholder={isKept ? t('clouds.form.secretStored') : ''}
          isBad={problem !== null}
          autoFocus={form.account?.isKeyMissing === true && field === form.shown.find(({ secret }) => secret)}
          inputs={form.secretInputs}
          words={{ reveal: t('clouds.form.reveal'), conceal: t('clouds.form.conceal') }}
          aria-invalid={problem !== null}
          aria-required={field.required && !form.hasStoredSecrets}
          aria-describedby={`${describedBy(id, problem !== null)} ${ROUTE_ID}`}
          onTyped={() => form.touch(field.name)}
        />
      ) : (
        <Input
          id={id}
          value={values.fields[field.name] ?? ''}
          autoComplete="off"
          spellCheck={false}
          status={problem === null ? '' : 'error'}
          aria-invalid={problem !== null}
          aria-required={field.required}
          aria-describedby={describedBy(id, problem !== null)}
          onChange={(event) => {
            form.setField(field.name, event.target.value);
            form.touch(field.name);
          }}
        />
      )}
    </FieldRow>
  );
}

/** Fields that follow from the rest in the usual case: the address and the optional fields. */
export function Advanced({ form }: { readonly form: AccountForm }) {
  const t = useText();
  const { values } = form;
  const problem = form.problemOf('endpoint');
  const isOpen = isUnusual(form);
  return (
    <details open={isOpen}>
      <summary>{t('clouds.form.advanced')}</summary>
      <FieldRow
        id="account-endpoint"
        label={t('errors.fields.endpoint')}
        help={t('clouds.form.endpointHelp')}
        isRequired
        problem={useProblemWords(values.vendor)(problem, 'endpoint')}
      >
        <Input
          id="account-endpoint"
          value={values.endpoint}
          spellCheck={false}
          status={problem === null ? '' : 'error'}
          aria-invalid={problem !== null}
          aria-required
          aria-describedby={describedBy('account-endpoint', problem !== null)}
          onChange={(event) => {
            form.set({ endpoint: event.target.value });
            form.touch('endpoint');
          }}
        />
      </FieldRow>
      {form.shown
        .filter((field) => field.isAdvanced)
        .map((field) => (
          <SignInField key={field.name} form={form} field={field} />
        ))}
    </details>
  );
}

/** True when something under Advanced is set, or wrong, and must be seen. */
function isUnusual({ provider, values, shown, problemOf, route }: AccountForm): boolean {
  const isOwnHost = values.endpoint !== provider.defaultEndpoint && regionOf(provider, values.endpoint) === null;
  const advanced = shown.filter((field) => field.isAdvanced);
  const isSet = advanced.some(({ name }) => (values.fields[name] ?? '') !== '' || problemOf(name) !== null);
  const isUnknown = route.some(({ kind }) => kind !== 'documented') || problemOf('endpoint') !== null;
  return isOwnHost || isSet || isUnknown;
}
