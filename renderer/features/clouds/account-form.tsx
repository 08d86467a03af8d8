import { Input, Select } from 'antd';
import { useEffect, useState, type KeyboardEvent } from 'react';
import type { AccountView } from '../../../preload/contract/account.ts';
import { VENDOR_IDS } from '../../../preload/domain/vendor.ts';
import { useText } from '../../i18n/i18n.ts';
import { forgetAccountTest } from './model/account-test.ts';
import { closeCloudsPanel } from '../../state/page/navigation.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { useReturnedFocus } from '../../ui/use-returned-focus.ts';
import { FieldRow, useProblemWords } from './field-row.tsx';
import { KeepChoice } from './keep-choice.tsx';
import { isAskedAbout, KeyRoute } from './key-route.tsx';
import { withFieldLabel } from './account-error.ts';
import { focusField } from './refused-field.ts';
import { Advanced, RegionChoice, SignInField, WayChoice } from './sign-in-fields.tsx';
import { TestView } from './test-panel.tsx';
import { useAccountForm, type AccountForm } from './use-account-form.ts';

interface AccountFormPanelProps {
  readonly account: AccountView | null;
  /** The field that a failure names: it is marked and has the focus. */
  readonly field?: string | undefined;
}

/** Adds an account, or edits one. While a test is shown the form stays below it, so that nothing typed is lost. */
export function AccountFormPanel({ account, field }: AccountFormPanelProps) {
  const t = useText();
  const form = useAccountForm(account);
  const [isTesting, setIsTesting] = useState(false);
  const title = account === null ? t('clouds.form.addTitle') : t('clouds.form.editTitle', { label: account.label });
  const test = (): void => setIsTesting(form.test?.() ?? false);
  const back = (): void => {
    forgetAccountTest();
    setIsTesting(false);
  };
  useReturnedFocus();
  const { touch } = form;
  useEffect(() => {
    if (field === undefined) return;
    touch(field);
    focusField(field);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the form opens for this field
  }, [field]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const isListOpen = (event.target as Element).getAttribute('aria-expanded') === 'true';
    if (event.key === 'Escape' && !isListOpen) (isTesting ? back : closeCloudsPanel)();
  };
  return (
    <aside className="insp wide" aria-label={title} onKeyDown={onKeyDown}>
      {isTesting ? <TestView onClose={back} onAgain={test} closeLabel={t('clouds.testPanel.backToForm')} /> : null}
      <form
        className="acc-form"
        hidden={isTesting}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <div className="ph">
          <h2 className="el">{title}</h2>
          <IconButton icon="x" label={t('clouds.form.close')} onClick={closeCloudsPanel} />
        </div>
        <div className="scr form-body">
          <Fields form={form} />
        </div>
        {form.error === null ? null : (
          <div className="form-error">
            <ErrorText
              error={withFieldLabel(t, form.values.vendor, form.error)}
              onAction={
                // The account is being edited: the field that is wrong has the focus already.
                form.error.action === 'edit-account'
                  ? undefined
                  : (action) => void form.submit(action === 'session-only' ? 'session' : form.persistence)
              }
            />
          </div>
        )}
        <Footer form={form} onTest={test} />
      </form>
    </aside>
  );
}

function Fields({ form }: { readonly form: AccountForm }) {
  const t = useText();
  const { values, account } = form;
  const words = useProblemWords(values.vendor);
  const clouds = VENDOR_IDS.map((vendor) => ({ value: vendor, label: t(`shell.vendors.${vendor}`) }));
  return (
    <>
      <FieldRow id="account-vendor" label={t('clouds.form.cloud')} help="" problem={null}>
        <Select
          id="account-vendor"
          value={values.vendor}
          options={clouds}
          disabled={account !== null}
          onChange={(vendor) => form.set({ vendor })}
        />
      </FieldRow>
      <FieldRow
        id="account-label"
        label={t('clouds.form.label')}
        help={t('clouds.form.labelHelp')}
        problem={words(form.problemOf('label'), 'label')}
      >
        <Input
          id="account-label"
          autoFocus={account?.isKeyMissing !== true}
          value={values.label}
          status={form.problemOf('label') === null ? '' : 'error'}
          aria-describedby="account-label-note"
          onChange={(event) => {
            form.set({ label: event.target.value });
            form.touch('label');
          }}
          onBlur={() => (values.label === '' ? undefined : form.touch('label'))}
        />
      </FieldRow>
      <Twin form={form} />
      <RegionChoice form={form} />
      <WayChoice form={form} />
      {form.shown
        .filter((field) => !field.isAdvanced)
        .map((field) => (
          <SignInField key={field.name} form={form} field={field} />
        ))}
      <KeyRoute form={form} />
      <KeepChoice form={form} />
      <Advanced form={form} />
    </>
  );
}

/** Allowed, since a key may serve two ends, but seldom meant. */
function Twin({ form }: { readonly form: AccountForm }) {
  const t = useText();
  if (form.twin === null) return null;
  return (
    <p className="row g2 warn" role="status">
      <StateGlyph name="delayed" />
      <span>{t('clouds.form.sameKey', { label: form.twin.label })}</span>
    </p>
  );
}

function Footer({ form, onTest }: { readonly form: AccountForm; readonly onTest: () => void }) {
  const t = useText();
  const save = form.account === null ? t('clouds.form.addAndSignIn') : t('clouds.form.save');
  const reasons = {
    'needs-secret': t('clouds.form.testNeedsSecret'),
    moved: t('clouds.route.testMoved'),
    off: t('clouds.off.reason'),
  };
  const isAsked = form.isBusy && isAskedAbout(form);
  const reason = form.testReason === null ? undefined : reasons[form.testReason];
  return (
    <>
      {isAsked ? (
        <p className="foot-note" role="status">
          {t('clouds.route.waiting')}
        </p>
      ) : reason === undefined ? null : (
        <p className="t3 foot-note">{reason}</p>
      )}
      <div className="insp-f">
        <button
          type="button"
          className="btn"
          aria-disabled={form.test === null || undefined}
          title={reason}
          onClick={form.test === null ? undefined : onTest}
        >
          {t('clouds.form.test')}
        </button>
        <span className="grow" />
        <button type="button" className="btn" onClick={closeCloudsPanel}>
          {t('clouds.form.cancel')}
        </button>
        <button type="submit" className="btn pri" aria-disabled={form.isBusy || undefined} aria-busy={form.isBusy}>
          {form.isBusy ? t('clouds.form.saving') : save}
        </button>
      </div>
    </>
  );
}
