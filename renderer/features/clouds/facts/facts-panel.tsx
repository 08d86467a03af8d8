import { useEffect, type KeyboardEvent } from 'react';
import type { AccountView } from '../../../../preload/contract/account.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import {
  canRead,
  cancelFacts,
  readFacts,
  selectFacts,
  useAccountFacts,
  type HeldFacts,
} from '../model/account-facts.ts';
import { closeCloudsPanel, openCloudsPanel } from '../../../state/page/navigation.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { clockText, durationText } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { useNowMs } from '../../../ui/now.ts';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import { useReturnedFocus } from '../../../ui/float/use-returned-focus.ts';
import { healthWords, regionWords } from '../accounts/account-cells.tsx';
import { testAccount } from '../accounts/account-table.tsx';
import { accountGlyph, useOutageOf } from '../cloud-states.ts';
import { AccountRoute } from '../form/key-route.tsx';
import { FactsFigures } from './facts-figures.tsx';
import { MediaCertificates, MediaHosts } from './media-hosts.tsx';
import { switchAccount, useSwitchConsequence } from '../accounts/switch-account.ts';

/** The facts that the cloud publishes of the account, the parts that could not be read, and the switch. */
export function FactsPanel({ account }: { readonly account: AccountView }) {
  const t = useText();
  const held = useAccountFacts(selectFacts(account.id));
  const isReadable = canRead(account);
  useReturnedFocus();
  // Closing does not stop a reading: the table shows what it brings.
  useEffect(() => {
    if (isReadable) void readFacts(account.id);
  }, [account.id, isReadable]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) closeCloudsPanel();
  };
  const title = t('clouds.facts.title', { label: account.label });
  return (
    <aside className="insp wide" aria-label={title} onKeyDown={onKeyDown}>
      <div className="ph">
        <h2 className="el" title={title}>
          {title}
        </h2>
        <RefreshButton account={account} held={held} />
        <IconButton icon="x" label={t('clouds.facts.close')} onClick={closeCloudsPanel} />
      </div>
      <Summary account={account} held={held} />
      <div className="scr facts">
        <AccountRoute account={account} />
        <MediaHosts account={account} />
        <MediaCertificates account={account} />
        <FactsBody account={account} held={held} />
        <SwitchSection account={account} />
      </div>
      <div className="insp-f">
        <span className="grow" />
        <button
          type="button"
          className="btn"
          aria-disabled={!account.isEnabled || undefined}
          title={account.isEnabled ? undefined : t('clouds.off.reason')}
          onClick={account.isEnabled ? () => testAccount(account) : undefined}
        >
          {t('clouds.form.test')}
        </button>
        <button type="button" className="btn" onClick={() => openCloudsPanel({ kind: 'edit', accountId: account.id })}>
          {t(account.isKeyMissing ? 'clouds.transfer.enterKeys' : 'clouds.edit')}
        </button>
      </div>
    </aside>
  );
}

interface HeldProps {
  readonly account: AccountView;
  readonly held: HeldFacts;
}

function RefreshButton({ account, held }: HeldProps) {
  const t = useText();
  if (held.isReading) {
    return <IconButton icon="square" label={t('clouds.facts.cancel')} onClick={() => cancelFacts(account.id)} />;
  }
  const reason = account.isEnabled ? t('clouds.facts.noKeys') : t('clouds.facts.off');
  return (
    <IconButton
      icon="refresh"
      label={t('clouds.facts.refresh')}
      disabledReason={canRead(account) ? undefined : reason}
      onClick={() => void readFacts(account.id, true)}
    />
  );
}

function Summary({ account, held }: HeldProps) {
  const t = useText();
  const outage = useOutageOf()(account);
  return (
    <div className="tsum2">
      <div className="row g2">
        <StateGlyph name={accountGlyph(account, outage)} size={16} />
        <b className="result el">{healthWords(t, account, outage)}</b>
      </div>
      <div className="t2 after-glyph el">
        {[t(`shell.vendors.${account.vendor}`), regionWords(t, account)].join(t('shell.comma'))}
      </div>
      <div className="t3 after-glyph" role="status">
        {held.isReading ? t('clouds.facts.reading') : <ReadAge account={account} held={held} />}
      </div>
    </div>
  );
}

function ReadAge({ account, held }: HeldProps) {
  const t = useText();
  const locale = useLocale();
  const nowMs = useNowMs();
  if (!account.isEnabled) return t('clouds.facts.off');
  if (account.isKeyMissing) return t('clouds.facts.noKeys');
  if (held.facts === null) return t('clouds.facts.neverRead');
  const { readAtMs } = held.facts;
  return t('clouds.facts.readAt', { time: clockText(readAtMs), age: durationText(nowMs - readAtMs, locale) });
}

function FactsBody({ account, held }: HeldProps) {
  const t = useText();
  const { facts, error, isReading } = held;
  const again = (): void => void readFacts(account.id, true);
  return (
    <>
      {error === null ? null : (
        <div className="adv">
          <ErrorText error={error} onAction={(action) => (action === 'edit-account' ? edit(account) : again())} />
          {facts === null ? null : <p className="t3">{t('clouds.facts.old')}</p>}
        </div>
      )}
      {facts === null ? (
        isReading ? (
          <SkeletonRows rows={10} label={t('clouds.facts.reading')} />
        ) : null
      ) : (
        <FactsFigures facts={facts} onAgain={again} onEdit={() => edit(account)} />
      )}
    </>
  );
}

function edit({ id }: AccountView): void {
  openCloudsPanel({ kind: 'edit', accountId: id });
}

function SwitchSection({ account }: { readonly account: AccountView }) {
  const t = useText();
  const consequence = useSwitchConsequence(account);
  return (
    <section className="fsec">
      <p className="t2" id="switch-note">
        {consequence}
      </p>
      <button
        type="button"
        className="btn sm"
        aria-describedby="switch-note"
        onClick={() => void switchAccount(account, !account.isEnabled)}
      >
        {t(account.isEnabled ? 'clouds.switch.off' : 'clouds.switch.on')}
      </button>
    </section>
  );
}
