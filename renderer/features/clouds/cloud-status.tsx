/** The item of the status bar for the clouds and for the keychain with their keys. */
import type { AccountView } from '../../../preload/contract/account.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import type { StatusItem } from '../../state/actions/area.ts';
import type { Outage } from '../../state/players/outage-tracker.ts';
import { minuteText } from '../../ui/format.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { cloudStates, tellingOutage, useOutageOf } from './cloud-states.ts';

function accountWords(t: Text, account: AccountView, outage: Outage | null): string {
  const { label, health } = account;
  if (!account.isEnabled) return t('shell.status.cloud.off', { label });
  if (account.isKeyMissing) return t('shell.status.cloud.keyMissing', { label });
  const telling = tellingOutage(account, outage);
  if (telling !== null) return outageWords(t, label, telling);
  if (health.state !== 'failing') return t(`shell.status.cloud.${health.state}`, { label });
  return t('shell.status.cloud.failing', { label, reason: errorWords(t, health.error).what });
}

function outageWords(t: Text, who: string, { cameras, sinceMs, error }: Outage): string {
  const facts = { who, count: cameras, time: minuteText(sinceMs) };
  return t('streams.outage.line', { ...facts, why: errorWords(t, error).what });
}

function CloudList() {
  const t = useText();
  const outageOf = useOutageOf();
  const clouds = cloudStates(
    useAccounts((state) => state.accounts),
    outageOf,
  );
  if (clouds.length === 0) return <span className="t3">{t('shell.status.noClouds')}</span>;
  return (
    <span>
      {clouds.map(({ vendor, glyph, accounts }) => {
        const words = accounts.map((account) => accountWords(t, account, outageOf(account))).join('\n');
        return (
          <span key={vendor} className="cl" title={words}>
            <StateGlyph name={glyph} size={10} title={words} />
            <span className="cl-code">{VENDOR_CODES[vendor]}</span>
          </span>
        );
      })}
    </span>
  );
}

const KEYCHAIN_KEYS = {
  ready: 'keychain',
  locked: 'keychainLocked',
  missing: 'keychainMissing',
  refused: 'keychainRefused',
} as const;

function KeychainState() {
  const t = useText();
  const vault = useAccounts((state) => state.vault);
  if (vault === null) return null;
  return <span className="lo">{t(`shell.status.${KEYCHAIN_KEYS[vault.state]}`, { backend: vault.backend })}</span>;
}

export const cloudStatus: readonly StatusItem[] = [
  { id: 'clouds', Content: CloudList },
  { id: 'keychain', Content: KeychainState, isAtEnd: true },
];
