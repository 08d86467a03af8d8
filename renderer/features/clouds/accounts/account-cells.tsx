/** The cells of the accounts table. Only what is known is shown; what was not read or is not published says so. */
import type { AccountView } from '../../../../preload/contract/account.ts';
import { fieldsOf, providerOf, wayOf } from '../../../../preload/domain/accounts/providers.ts';
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { useLocale, useText, type Text } from '../../../i18n/i18n.ts';
import { TEST_STAGES } from '../model/account-test.ts';
import { useAccountTests } from '../model/account-tests.ts';
import { countChannels, countParts, type CountedState } from '../../../state/cameras/channel-counts.ts';
import { countWords } from '../../../state/cameras/count-words.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { openCloudsPanel } from '../../../state/page/navigation.ts';
import type { Outage } from '../../../state/players/outage-tracker.ts';
import { clockText, durationText, minuteText } from '../../../ui/format.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import type { StateName } from '../../../ui/icons/names.ts';
import { useNowMs } from '../../../ui/now.ts';
import { useIsNarrow } from '../../../ui/rows/use-fit.ts';
import { accountGlyph, tellingOutage, useOutageOf } from '../cloud-states.ts';

interface CellProps {
  readonly account: AccountView;
}

interface TwoLinesProps {
  readonly first: string;
  readonly second: string;
  readonly glyph?: StateName;
  readonly title?: string;
  readonly isQuiet?: boolean;
}

function TwoLines({ first, second, glyph, title, isQuiet = true }: TwoLinesProps) {
  return (
    <div className="two" title={title ?? `${first}\n${second}`}>
      <span className="row g1">
        {glyph === undefined ? null : <StateGlyph name={glyph} size={10} />}
        <span className="el">{first}</span>
      </span>
      <span className={isQuiet ? 'row g1 t3' : 'row g1'}>
        <span className="el">{second}</span>
      </span>
    </div>
  );
}

/** The state of the account in one line. @param outage the shared cause that took cameras of the account, or null. */
export function healthWords(t: Text, account: AccountView, outage: Outage | null): string {
  const { health } = account;
  if (!account.isEnabled) return t('clouds.off.state');
  if (account.isKeyMissing) return t('clouds.keyMissing');
  const telling = tellingOutage(account, outage);
  if (telling !== null) return errorWords(t, telling.error).what;
  return health.state === 'failing' ? errorWords(t, health.error).what : t(`clouds.states.${health.state}`);
}

export function AccountCell({ account }: CellProps) {
  const t = useText();
  return (
    <div className="two">
      <button
        type="button"
        className="acc-name el"
        title={`${account.label}\n${t('clouds.facts.open')}`}
        onClick={() => openCloudsPanel({ kind: 'facts', accountId: account.id })}
      >
        {account.label}
      </button>
      <span className="t2 el">{t(`shell.vendors.${account.vendor}`)}</span>
    </div>
  );
}

/** The region; where there is none, the cloud's only host, or the address of a private installation. */
export function regionWords(t: Text, { vendor, region, endpoint }: AccountView): string {
  if (region !== null) return region;
  return endpoint === providerOf(vendor)?.defaultEndpoint
    ? t('clouds.oneHost')
    : (URL.parse(endpoint)?.host ?? endpoint);
}

/** The user's name, or the end of the key: the last of the open fields that the way to sign in needs. */
function signInWords(t: Text, vendor: VendorId, fields: AccountView['fields']): string {
  const provider = providerOf(vendor);
  const way = provider && wayOf(provider, fields);
  if (way?.name === 'password') return t('clouds.userIs', { name: fields['userName'] ?? '' });
  const open = provider ? fieldsOf(provider, way).filter((field) => field.required && !field.secret) : [];
  return t('clouds.keyEnds', { tail: (fields[open.at(-1)?.name ?? ''] ?? '').slice(-4) });
}

export function SignInCell({ account }: CellProps) {
  const t = useText();
  const locale = useLocale();
  const nowMs = useNowMs();
  const { vendor, health, fields } = account;
  const first = signInWords(t, vendor, fields);
  if (health.state !== 'ok') return <TwoLines first={first} second={t('clouds.notSignedIn')} />;
  if (!health.isTested) return <TwoLines first={first} second={t('clouds.notTestedYet')} />;
  const { tokenExpiresAtMs } = health;
  const second =
    tokenExpiresAtMs === null
      ? t('clouds.tokenNone')
      : t('clouds.token', { time: durationText(tokenExpiresAtMs - nowMs, locale) });
  return <TwoLines first={first} second={second} />;
}

export function CamerasCell({ account }: CellProps) {
  const t = useText();
  const part = useDirectory((state) => state.view.parts.find((held) => held.accountId === account.id));
  const asOfMs = useDirectory((state) => state.states[account.id]?.asOfMs ?? null);
  if (part === undefined || asOfMs === null) return <span className="t3">{t('clouds.notReadYet')}</span>;
  const counts = countChannels(part.channels);
  const { total, online } = counts;
  const asOf = t('clouds.asOf', { time: clockText(asOfMs) });
  if (online === total) return <TwoLines first={String(total)} second={t('clouds.allReachable')} title={asOf} />;
  return (
    <div className="two" title={[...countWords(t, counts), asOf].join('\n')}>
      <span>{`${online} / ${total}`}</span>
      <span className="clouds-counts row g2">
        {countParts(counts)
          .filter(({ state }) => state !== 'online')
          .map((part) => (
            <OtherCount key={part.state} {...part} />
          ))}
      </span>
    </div>
  );
}

const COUNT_GLYPHS: Readonly<Record<CountedState, StateName>> = {
  online: 'live',
  offline: 'offline',
  frozen: 'frozen',
  unknown: 'none',
  missing: 'unknown',
};

/** In a narrow window the shape says what the figure counts, and the tooltip says it in words. */
function OtherCount({ state, count }: { readonly state: CountedState; readonly count: number }) {
  const t = useText();
  const words = t(`cameras.counted.${state}`, { count });
  const isNarrow = useIsNarrow();
  return (
    <span className="cl">
      <StateGlyph name={COUNT_GLYPHS[state]} size={10} {...(isNarrow ? { title: words } : {})} />
      {isNarrow ? count : words}
    </span>
  );
}

export function StateCell({ account }: CellProps) {
  const t = useText();
  const { health, isKeyMissing, isEnabled } = account;
  const outageOf = useOutageOf();
  const progress = useAccountTests((state) => (state.phase === 'running' ? state.byId[account.id] : undefined));
  if (!isEnabled) return <TwoLines glyph="skip" first={t('clouds.off.state')} second={t('clouds.off.hint')} />;
  if (isKeyMissing) return <MissingKeys account={account} />;
  if (progress?.phase === 'waiting') return <span className="t3">{t('clouds.tests.waiting')}</span>;
  if (progress?.phase === 'running') {
    const stage = Math.min(progress.stage, TEST_STAGES.length);
    return <span className="t2">{t('clouds.tests.stage', { stage, total: TEST_STAGES.length })}</span>;
  }
  const outage = tellingOutage(account, outageOf(account));
  if (outage !== null) return <OutageLines account={account} outage={outage} />;
  if (health.state === 'unchecked' || health.state === 'checking') {
    return <span className="t3">{t(`clouds.states.${health.state}`)}</span>;
  }
  const second = t('clouds.checked', { time: clockText(health.checkedAtMs) });
  if (health.state === 'ok') return <TwoLines glyph="live" first={t('clouds.states.ok')} second={second} />;
  const { what, why } = errorWords(t, health.error);
  const code = health.error.vendor?.code ?? health.error.code;
  return (
    <TwoLines
      glyph="error"
      first={what}
      second={`${second}${t('shell.comma')}${code}`}
      title={`${what}\n${why}\n${code}`}
    />
  );
}

/** The wall has lost the cameras of the account: the cloud may not have been asked since. */
function OutageLines({ account, outage }: CellProps & { readonly outage: Outage }) {
  const t = useText();
  const { what, why } = errorWords(t, outage.error);
  const lost = t('streams.outage.shared', { count: outage.cameras, time: minuteText(outage.sinceMs) });
  return (
    <TwoLines
      glyph={accountGlyph(account, outage)}
      first={what}
      second={lost}
      isQuiet={false}
      title={`${what}\n${why}\n${lost}`}
    />
  );
}

/** An imported account, or one whose keys were deleted outside: the way to enter them is here. */
function MissingKeys({ account }: CellProps) {
  const t = useText();
  return (
    <div className="two">
      <span className="row g1">
        <StateGlyph name="error" size={10} />
        <span className="el">{t('clouds.keyMissing')}</span>
      </span>
      <span className="row">
        <button
          type="button"
          className="lnk"
          aria-label={`${t('clouds.transfer.enterKeys')}: ${account.label}`}
          onClick={() => openCloudsPanel({ kind: 'edit', accountId: account.id })}
        >
          {t('clouds.transfer.enterKeys')}
        </button>
      </span>
    </div>
  );
}

export function KeysCell({ account }: CellProps) {
  const t = useText();
  const { persistence, isKeyMissing } = account;
  if (isKeyMissing) return <span className="t3">{t('clouds.noKeys')}</span>;
  return (
    <TwoLines
      {...(persistence === 'session' ? { glyph: 'delayed' as const } : {})}
      first={t(`clouds.persistence.${persistence}`)}
      second={t(`clouds.persistenceHint.${persistence}`)}
    />
  );
}
