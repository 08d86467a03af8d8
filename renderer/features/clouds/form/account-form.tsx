import { Input, Select } from 'antd';
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { VENDOR_IDS } from '../../../../preload/domain/vendor.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { forgetAccountTest } from '../model/account-test.ts';
import { closeCloudsPanel } from '../../../state/page/navigation.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { useReturnedFocus } from '../../../ui/float/use-returned-focus.ts';
import { describedBy, FieldRow, useProblemWords } from './field-row.tsx';
import { KeepChoice } from './keep-choice.tsx';
import { isAskedAbout, KeyRoute } from './key-route.tsx';
import { Advanced, RegionChoice, SignInField, WayChoice } from './sign-in-fields.tsx';
import { TestView } from '../account-test/test-panel.tsx';
import { useAccountForm, type AccountForm } from './use-account-form.ts';

interface AccountFormPanelProps {
  readonly account: AccountView | null;
  /** Why the account does not work: the field that the refusal names is opened, marked and has the focus. */
  readonly refusal?: WireError | undefined;
}

/** Adds an account, or edits one. While a test is shown the form stays below it, so that nothing typed is lost. */
export function AccountFormPanel({ account, refusal }: AccountFormPanelProps) {
  const t = useText();
  const form = useAccountForm(account, refusal ?? null);
  const [isTesting, setIsTesting] = useState(false);
  const title = account === null ? t('clouds.form.addTitle') : t('clouds.form.editTitle', { label: account.label });
  const test = (): void => setIsTesting(form.test?.() ?? false);
  const testButton = useRef<HTMLButtonElement>(null);
  const saveButton = useRef<HTMLButtonElement>(null);
  const leaveTest = (): void => {
    forgetAccountTest();
    flushSync(() => setIsTesting(false));
  };
  const back = (): void => {
    leaveTest();
    testButton.current?.focus();
  };
  const saveTested = (): void => {
    leaveTest();
    // The fields are on the page again: a field that is refused can take the focus.
    saveButton.current?.focus();
    void form.submit();
  };
  const correct = (reason: WireError): void => {
    back();
    form.refuse(reason);
  };
  useReturnedFocus();
  const onKeyDown = (event: KeyboardEvent): void => {
    // Escape ends what an input method composes, or closes an open list, and nothing else.
    const isListOpen = (event.target as Element).getAttribute('aria-expanded') === 'true';
    if (event.key === 'Escape' && !isListOpen && !event.nativeEvent.isComposing)
      (isTesting ? back : closeCloudsPanel)();
  };
  return (
    <aside className="insp wide" aria-label={title} onKeyDown={onKeyDown}>
      {isTesting ? (
        <TestView onBack={back} onAgain={test} onEdit={correct} next={<SaveTested form={form} onSave={saveTested} />} />
      ) : null}
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
              error={form.error}
              onAction={
                // The account is being edited: the field that is wrong has the focus already.
                form.error.action === 'edit-account'
                  ? undefined
                  : (action) => void form.submit(action === 'session-only' ? 'session' : form.persistence)
              }
            />
          </div>
        )}
        <Footer form={form} onTest={test} testButton={testButton} saveButton={saveButton} />
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
        isRequired
        problem={words(form.problemOf('label'), 'label')}
      >
        <Input
          id="account-label"
          autoFocus={account?.isKeyMissing !== true}
          value={values.label}
          status={form.problemOf('label') === null ? '' : 'error'}
          aria-invalid={form.problemOf('label') !== null}
          aria-required
          aria-describedby={describedBy('account-label', form.problemOf('label') !== null)}
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

const saveWords = (t: Text, { isBusy, account }: AccountForm): string =>
  t(isBusy ? 'clouds.form.saving' : account === null ? 'clouds.form.addAndSignIn' : 'clouds.form.save');

/** Saves what was tested, from the result of the test. */
function SaveTested({ form, onSave }: { readonly form: AccountForm; readonly onSave: () => void }) {
  const t = useText();
  return (
    <button type="button" className="btn pri" onClick={onSave}>
      {saveWords(t, form)}
    </button>
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

interface FooterProps {
  readonly form: AccountForm;
  readonly onTest: () => void;
  readonly testButton: RefObject<HTMLButtonElement | null>;
  readonly saveButton: RefObject<HTMLButtonElement | null>;
}

function Footer({ form, onTest, testButton, saveButton }: FooterProps) {
  const t = useText();
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
          ref={testButton}
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
        <button
          type="submit"
          className="btn pri"
          ref={saveButton}
          aria-disabled={form.isBusy || undefined}
          aria-busy={form.isBusy}
        >
          {saveWords(t, form)}
        </button>
      </div>
    </>
  );
}
