/** Where the keys of an account go, in words: each host once, and whether its cloud documents it. */
import type { AccountView } from '../../../../preload/contract/account.ts';
import { distinctOrigins, keyAddresses, type KeyAddress } from '../../../../preload/domain/accounts/key-addresses.ts';
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import type { AccountForm } from './use-account-form.ts';

/** The id of the line that says where keys go; secret fields are described by it. */
export const ROUTE_ID = 'account-route';

/** Said again with every change of the address, also to a screen reader. */
export function KeyRoute({ form }: { readonly form: AccountForm }) {
  const t = useText();
  const { account, route, isMoved, values } = form;
  return (
    <div className="frow route">
      <span className="label">{t('clouds.route.label')}</span>
      <div id={ROUTE_ID} role="status">
        <RouteLines vendor={values.vendor} addresses={route} confirmed={account?.confirmedOrigins ?? []} />
        {isMoved ? (
          <p className="row g2 warn">
            <StateGlyph name="delayed" />
            <span>{t('clouds.route.moved')}</span>
          </p>
        ) : null}
      </div>
    </div>
  );
}

/** True where main asks about a host before keys go to it. */
export function isAskedAbout({ account, route }: AccountForm): boolean {
  return route.some((address) => !address.isPlain && !isTrusted(address, account?.confirmedOrigins ?? []));
}

/** The same for a stored account. */
export function AccountRoute({ account }: { readonly account: AccountView }) {
  const t = useText();
  const addresses = keyAddresses(account.vendor, account.endpoint, account.fields);
  return (
    <section className="fsec route" aria-label={t('clouds.route.label')}>
      <h3>{t('clouds.route.label')}</h3>
      <RouteLines vendor={account.vendor} addresses={addresses} confirmed={account.confirmedOrigins} />
    </section>
  );
}

interface RouteLinesProps {
  readonly vendor: VendorId;
  readonly addresses: readonly KeyAddress[];
  readonly confirmed: readonly string[];
}

function RouteLines({ vendor, addresses, confirmed }: RouteLinesProps) {
  const t = useText();
  const cloud = t(`shell.vendors.${vendor}`);
  return distinctOrigins(addresses).map((address) => (
    <p key={address.origin} className={isTrusted(address, confirmed) ? 'row g2' : 'row g2 warn'}>
      <StateGlyph name={isTrusted(address, confirmed) ? 'ok' : 'delayed'} />
      <span>{lineOf(t, address, cloud, confirmed)}</span>
    </p>
  ));
}

const isTrusted = ({ kind, origin }: KeyAddress, confirmed: readonly string[]): boolean =>
  kind !== 'other' || confirmed.includes(origin);

function lineOf(
  t: Text,
  { kind, host, origin, isPlain }: KeyAddress,
  cloud: string,
  confirmed: readonly string[],
): string {
  if (kind === 'documented') return t('clouds.route.documented', { host, cloud });
  if (kind === 'local') return t('clouds.route.local', { host });
  if (isPlain) return t('clouds.route.plain', { host });
  return t(confirmed.includes(origin) ? 'clouds.route.confirmed' : 'clouds.route.other', { host, cloud });
}
