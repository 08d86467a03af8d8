/** Adding cameras: those whose set-up is not finished at the left, one form or the steps of one camera beside them. */
import { useCallback, useEffect } from 'react';
import type { OnboardingDevice } from '../../../preload/domain/onboarding/onboarding.ts';
import { idInCloud, isIdKnown, registrationOf } from '../../../preload/domain/onboarding/onboarding.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { accountsWith } from '../../state/accounts/accounts-with.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { goTo } from '../../state/page/navigation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { Icon, StateGlyph } from '../../ui/icons/icon.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { ThemeProvider } from '../../ui/theme/theme-provider.tsx';
import { CameraForm } from './camera-form.tsx';
import { CredentialsPage } from './credentials-page.tsx';
import { DeviceSteps, type PictureOf } from './device-steps.tsx';
import { IntakesPage } from './intakes-page.tsx';
import * as model from './model/onboarding.ts';
import './onboarding.css';
import { SourcesPage } from './sources-page.tsx';
import { TableForm } from './table-form.tsx';
import { WorkbookPage } from './workbook-page.tsx';
import { LINE_GLYPHS } from './words.ts';

export function OnboardingPage({ Picture }: { readonly Picture: PictureOf }) {
  const hasAccount = useAccounts(
    ({ accounts, load }) => load.status !== 'ready' || accountsWith(accounts, 'onboarding').length > 0,
  );
  // Cameras in work stay in sight without their account, so that somebody can see and end them.
  const hasDevices = model.useOnboarding(({ devices }) => devices !== null && devices.length > 0);
  return (
    <ThemeProvider locale={useLocale()}>
      <section className="stage onboarding-stage" data-scope="onboarding">
        {hasAccount || hasDevices ? (
          <>
            <InWork />
            <Content Picture={Picture} />
          </>
        ) : (
          <NoAccount />
        )}
      </section>
    </ThemeProvider>
  );
}

function Content({ Picture }: { readonly Picture: PictureOf }) {
  const { shown, devices, offers, accountId } = model.useOnboarding();
  const device = devices?.find(({ id }) => id === shown);
  const id = device?.id;
  const onDecoded = useCallback(() => (id === undefined ? undefined : void model.passDevice(id)), [id]);
  const of = device?.accountId ?? null;
  useEffect(() => {
    if (of !== null && of !== accountId && offers[of] === undefined) void model.chooseAccount(of);
  }, [of, accountId, offers]);
  if (shown === 'credentials') return <Scrolled key={shown} content={<CredentialsPage />} />;
  if (shown === 'intakes') return <Scrolled key={shown} content={<IntakesPage />} />;
  if (shown === 'sources') return <Scrolled key={shown} content={<SourcesPage />} />;
  if (shown === 'workbook') return <Scrolled key={shown} content={<WorkbookPage />} />;
  if (shown === 'table') return <Scrolled key={shown} content={<TableForm />} />;
  if (device === undefined) return <Scrolled key="one" content={<CameraForm />} />;
  const offer = offers[device.accountId]?.find(({ kind }) => kind === device.kind);
  return <Scrolled key={device.id} content={<DeviceSteps {...{ device, offer, Picture, onDecoded }} />} />;
}

/** Each screen begins at its top. */
const Scrolled = ({ content }: { readonly content: React.ReactNode }) => (
  <div className="scr onboarding-content">{content}</div>
);

function InWork() {
  const t = useText();
  const { devices, shown, listError } = model.useOnboarding();
  const one = useAction(t('onboarding.names.actions.onboarding.one'), 'onboarding.one');
  const table = useAction(t('onboarding.names.actions.onboarding.table'), 'onboarding.table');
  return (
    <aside className="onboarding-side">
      <div className="tb">
        <button
          type="button"
          className="btn sm"
          {...one}
          aria-pressed={shown === 'one'}
          onClick={() => model.show('one')}
        >
          <Icon name="plus" size={14} />
          {t('onboarding.one')}
        </button>
        <button
          type="button"
          className="btn sm"
          {...table}
          aria-pressed={shown === 'table'}
          onClick={() => model.show('table')}
        >
          {t('onboarding.table')}
        </button>
      </div>
      <MoreWays shown={shown} />
      <h2 className="onboarding-head t2">{t('onboarding.unfinished')}</h2>
      {listError === null ? null : <ErrorText error={listError} onAction={() => void model.loadDevices()} />}
      {devices === null && listError === null ? <SkeletonRows rows={2} label={t('onboarding.reading')} /> : null}
      {devices?.length === 0 ? <p className="note onboarding-head">{t('onboarding.noneInWork')}</p> : null}
      <ul className="scr onboarding-devices" aria-label={t('onboarding.unfinished')}>
        {(devices ?? []).map((device) => (
          <Card key={device.id} device={device} isShown={device.id === shown} />
        ))}
      </ul>
    </aside>
  );
}

/** The other things that some clouds take. */
function MoreWays({ shown }: { readonly shown: model.Shown }) {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  const workbook = useAction(t('onboarding.names.actions.onboarding.workbook'), 'onboarding.workbook');
  const ways = [
    ...(accountsWith(accounts, 'data-sources').length > 0 ? (['sources'] as const) : []),
    ...(accountsWith(accounts, 'credentials').length > 0 ? (['credentials'] as const) : []),
    ...(accountsWith(accounts, 'intakes').length > 0 ? (['intakes'] as const) : []),
    ...(accountsWith(accounts, 'workbooks').length > 0 ? (['workbook'] as const) : []),
  ];
  if (ways.length === 0) return null;
  return (
    <div className="tb onboarding-ways">
      {ways.map((way) => (
        <button
          key={way}
          type="button"
          className="btn sm"
          {...(way === 'workbook' ? workbook : {})}
          aria-pressed={shown === way}
          onClick={() => model.show(way)}
        >
          {t(`onboarding.${way}.title`)}
        </button>
      ))}
    </div>
  );
}

function Card({ device, isShown }: { readonly device: OnboardingDevice; readonly isShown: boolean }) {
  const t = useText();
  const now = registrationOf(device);
  const id = isIdKnown(device) ? idInCloud(device) : '';
  const name = device.name ?? id;
  return (
    <li>
      <button
        type="button"
        className={isShown ? 'onboarding-card sel' : 'onboarding-card'}
        aria-current={isShown || undefined}
        title={`${name} ${id}`.trim()}
        onClick={() => model.show(device.id)}
      >
        <span className="row g1">
          {now === null ? null : <StateGlyph name={LINE_GLYPHS[now.state]} />}
          <span className="el b">{name}</span>
        </span>
        <span className="el t2">{now === null ? '' : t(`onboarding.states.${now.state}`)}</span>
        {id === '' ? null : <span className="el mono t2">{id}</span>}
      </button>
    </li>
  );
}

function NoAccount() {
  const t = useText();
  return (
    <EmptyState title={t('onboarding.noAccount.title')} text={t('onboarding.noAccount.text')}>
      <button type="button" className="btn" data-action="app.clouds" onClick={() => goTo('clouds')}>
        {t('onboarding.noAccount.toClouds')}
      </button>
    </EmptyState>
  );
}
