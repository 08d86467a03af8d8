import type { NetworkView } from '../../../preload/contract/network.ts';
import { useText } from '../../i18n/i18n.ts';
import { FileChoice } from '../../ui/form/file-choice.tsx';
import { stampText } from '../../ui/format.ts';
import { useNowMs } from '../../ui/now.ts';
import { addAuthorities, revokeAuthority, useNetwork } from './model/network.ts';

/** The authorities that a person added by file. Main asks in a dialog of its own before it trusts one. */
export function Authorities({ view }: { readonly view: NetworkView }) {
  const t = useText();
  const isAsking = useNetwork((state) => state.busy === 'authorities');
  const added = useNetwork((state) => state.added);
  return (
    <section className="network-authorities" aria-labelledby="network-authorities">
      <h3 id="network-authorities">{t('network.authorities.title')}</h3>
      <p className="t3">{t('network.authorities.help', { count: view.systemAuthorities })}</p>
      <FileChoice
        label={t('network.authorities.file')}
        words={t('network.authorities.add')}
        hint={t('network.authorities.hint')}
        accept=".pem,.crt,.cer"
        onFile={(file) => void addAuthorities(file)}
      />
      <div role="status">
        {isAsking ? <p>{t('network.asking')}</p> : null}
        {added === null ? null : <p>{t('network.authorities.added', { count: added })}</p>}
      </div>
      <ul>
        {view.authorities.map((one) => (
          <OneAuthority key={one.fingerprint} {...one} />
        ))}
      </ul>
    </section>
  );
}

function OneAuthority(one: NetworkView['authorities'][number]) {
  const { fingerprint, subject, validToMs, addedBy, addedAtMs } = one;
  const t = useText();
  const nowMs = useNowMs();
  const [day, time] = [new Date(validToMs).toISOString().slice(0, 10), stampText(addedAtMs)];
  return (
    <li>
      <p className="b selectable">{subject}</p>
      <p className="t3 mono selectable">{t('network.authorities.fingerprint', { fingerprint })}</p>
      <p className={validToMs <= nowMs ? 'warn' : 't3'}>
        {validToMs <= nowMs ? t('network.authorities.ended', { day }) : t('network.authorities.until', { day })}
      </p>
      <p className="t3">
        {addedBy === ''
          ? t('network.authorities.since', { time })
          : t('network.authorities.by', { name: addedBy, time })}
      </p>
      <button
        type="button"
        className="btn sm"
        aria-label={t('network.authorities.revokeOne', { subject })}
        onClick={() => void revokeAuthority(fingerprint)}
      >
        {t('network.authorities.revoke')}
      </button>
    </li>
  );
}
