import { Input } from 'antd';
import { useEffect, useState } from 'react';
import type { NetworkView, Reached } from '../../../preload/contract/network.ts';
import { PROXY_MODES, type ProxyMode } from '../../../preload/domain/accounts/proxy.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { Segmented } from '../../ui/form/segmented.tsx';
import { SettingLine } from '../../ui/form/setting-line.tsx';
import { ThemeProvider } from '../../ui/theme/theme-provider.tsx';
import { Authorities } from './authorities.tsx';
import { setProxy, testWay, useNetwork, watchNetwork } from './model/network.ts';
import { SignIn } from './sign-in.tsx';
import './network.css';

/** The proxy, the user and the password for it, the test of the way, and the authorities that are trusted. */
export function NetworkSettings() {
  const view = useNetwork((state) => state.view);
  const failure = useNetwork((state) => state.failure);
  useEffect(watchNetwork, []);
  return (
    <ThemeProvider locale={useLocale()}>
      {failure === null ? null : <ErrorText error={failure} />}
      {view === null ? null : (
        <>
          <Way key={`${view.proxy.mode} ${view.proxy.address ?? ''}`} view={view} />
          <SignIn key={`sign-in ${view.proxy.address ?? ''}`} view={view} />
          <Test />
          <Authorities view={view} />
        </>
      )}
    </ThemeProvider>
  );
}

const isMode = (value: string): value is ProxyMode => (PROXY_MODES as readonly string[]).includes(value);

function Way({ view }: { readonly view: NetworkView }) {
  const t = useText();
  const { proxy } = view;
  const [mode, setMode] = useState(proxy.mode);
  const choose = (value: string): void => {
    if (!isMode(value)) return;
    setMode(value);
    // A proxy that is named by hand is taken with its own button.
    if (value !== 'manual') void setProxy({ ...proxy, mode: value });
  };
  const options = PROXY_MODES.map((value) => ({ value, label: t(`network.modes.${value}`) }));
  return (
    <>
      <SettingLine label={t('network.way')} help={t('network.wayHelp')}>
        <Segmented label={t('network.way')} options={options} value={mode} onChange={choose} />
      </SettingLine>
      {mode === 'manual' ? <Manual view={view} /> : null}
    </>
  );
}

function Manual({ view }: { readonly view: NetworkView }) {
  const t = useText();
  const isAsking = useNetwork((state) => state.busy === 'proxy');
  const [address, setAddress] = useState(view.proxy.address ?? '');
  const [exceptions, setExceptions] = useState(view.proxy.exceptions.join('\n'));
  const lines = exceptions.split('\n').map((line) => line.trim());
  const use = (): void =>
    void setProxy({
      mode: 'manual',
      address: address.trim() === '' ? null : address,
      exceptions: lines.filter((line) => line !== ''),
    });
  return (
    <form
      className="network-form"
      onSubmit={(event) => {
        event.preventDefault();
        use();
      }}
    >
      <label htmlFor="network-address">{t('network.address')}</label>
      <Input
        id="network-address"
        value={address}
        placeholder={t('network.addressExample')}
        onChange={(event) => setAddress(event.target.value)}
      />
      <label htmlFor="network-exceptions">{t('network.exceptions')}</label>
      <Input.TextArea
        id="network-exceptions"
        value={exceptions}
        rows={3}
        aria-describedby="network-exceptions-help"
        onChange={(event) => setExceptions(event.target.value)}
      />
      <p id="network-exceptions-help" className="t3">
        {t('network.exceptionsHelp')}
      </p>
      <button type="submit" className="btn" aria-busy={isAsking}>
        {t('network.use')}
      </button>
      {isAsking ? <p role="status">{t('network.asking')}</p> : null}
    </form>
  );
}

function Test() {
  const t = useText();
  const reached = useNetwork((state) => state.reached);
  const isTesting = useNetwork((state) => state.busy === 'test');
  return (
    <section className="network-test">
      <button type="button" className="btn" aria-busy={isTesting} onClick={() => void testWay()}>
        {t(isTesting ? 'network.test.running' : 'network.test.run')}
      </button>
      <div role="status">
        {reached?.length === 0 ? <p>{t('network.test.none')}</p> : null}
        {reached?.map((one) => (
          <OneReached key={one.host} {...one} />
        ))}
      </div>
    </section>
  );
}

function OneReached({ host, proxy, error }: Reached) {
  const t = useText();
  if (error !== null) return <ErrorText error={error} />;
  return (
    <p className="row g2">
      <StateGlyph name="ok" />
      {proxy === null ? t('network.test.direct', { host }) : t('network.test.by', { host, proxy })}
    </p>
  );
}
