import { Input } from 'antd';
import { useRef, useState } from 'react';
import type { NetworkView } from '../../../preload/contract/network.ts';
import { useText } from '../../i18n/i18n.ts';
import { SecretInput, type SecretInputs } from '../../ui/form/secret-input.tsx';
import { forgetSignIn, storeSignIn } from './model/network.ts';

/** The user and the password of one proxy. The password lives in its field only, until it is sent to main. */
export function SignIn({ view }: { readonly view: NetworkView }) {
  const t = useText();
  const inputs = useRef<SecretInputs>(new Map()).current;
  const [proxy, setProxy] = useState(view.signIn ?? view.proxy.address ?? '');
  const [user, setUser] = useState('');
  const [isTyped, setIsTyped] = useState(false);
  const isReady = proxy.trim() !== '' && user !== '' && isTyped;
  const store = async (): Promise<void> => {
    const field = inputs.get('password');
    if (field === undefined || !isReady) return;
    if (!(await storeSignIn(proxy, user, field.value))) return;
    field.value = '';
    setUser('');
    setIsTyped(false);
  };
  return (
    <form
      className="network-form"
      aria-labelledby="network-sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        void store();
      }}
    >
      <h3 id="network-sign-in">{t('network.signIn.title')}</h3>
      {view.signIn === null ? null : (
        <p className="row g2">
          <span className="grow">{t('network.signIn.known', { proxy: view.signIn })}</span>
          <button type="button" className="btn sm" onClick={() => void forgetSignIn()}>
            {t('network.signIn.forget')}
          </button>
        </p>
      )}
      <p className="t3">{t(view.isSignInKept ? 'network.signIn.kept' : 'network.signIn.forRun')}</p>
      <label htmlFor="network-proxy">{t('network.signIn.proxy')}</label>
      <Input id="network-proxy" value={proxy} onChange={(event) => setProxy(event.target.value)} />
      <label htmlFor="network-user">{t('network.signIn.user')}</label>
      <Input id="network-user" value={user} autoComplete="off" onChange={(event) => setUser(event.target.value)} />
      <label htmlFor="network-password">{t('network.signIn.password')}</label>
      <SecretInput
        id="network-password"
        name="password"
        isBad={false}
        inputs={inputs}
        words={{ reveal: t('network.signIn.reveal'), conceal: t('network.signIn.conceal') }}
        onTyped={() => setIsTyped(true)}
      />
      <button type="submit" className="btn" aria-disabled={!isReady || undefined}>
        {t('network.signIn.store')}
      </button>
    </form>
  );
}
