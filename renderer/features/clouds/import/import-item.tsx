import type { ImportedAccount } from '../../../../preload/contract/cloud-facts.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { currentLocale, useText, type Text } from '../../../i18n/i18n.ts';
import { selectAccount, useAccounts } from '../../../state/accounts/accounts.ts';
import { openCloudsPanel } from '../../../state/page/navigation.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import type { StateName } from '../../../ui/icons/names.ts';

interface ImportItemProps {
  readonly item: ImportedAccount;
  readonly isDone: boolean;
}

const GLYPHS: Readonly<Record<ImportedAccount['outcome'], StateName>> = {
  added: 'ok',
  'already-there': 'skip',
  refused: 'error',
};

/**
 * One account of the file: its outcome, expected or done, and the reason; an account that was added asks for its keys.
 */
export function ImportItem({ item, isDone }: ImportItemProps) {
  const t = useText();
  const { label, vendor, line, position, outcome, accountId } = item;
  const account = useAccounts(selectAccount(accountId));
  const needsKeys = isDone && outcome === 'added' && account?.isKeyMissing === true;
  const name = label ?? t('clouds.transfer.noName', { position });
  return (
    <li className="row g2">
      <StateGlyph name={needsKeys ? 'delayed' : GLYPHS[outcome]} size={13} />
      <div className="grow">
        <div className="row g2">
          <b className="el" title={name}>
            {name}
          </b>
          <span className="t3 nw">
            {[vendor === null ? null : t(`shell.vendors.${vendor}`), t('clouds.transfer.line', { line })]
              .filter((part) => part !== null)
              .join(t('shell.comma'))}
          </span>
        </div>
        <div className={outcome === 'refused' ? 'selectable' : 't2'}>{outcomeWords(t, item, isDone, needsKeys)}</div>
        <UnknownHosts item={item} />
      </div>
      {needsKeys && account !== undefined ? (
        <button
          type="button"
          className="btn sm"
          aria-label={`${t('clouds.transfer.enterKeys')}: ${name}`}
          onClick={() => openCloudsPanel({ kind: 'edit', accountId: account.id })}
        >
          {t('clouds.transfer.enterKeys')}
        </button>
      ) : null}
    </li>
  );
}

/** Hosts that the keys would go to and that the cloud does not document; main asks about them with the keys. */
function UnknownHosts({ item: { unknownHosts, vendor } }: { readonly item: ImportedAccount }) {
  const t = useText();
  if (vendor === null) return null;
  const cloud = t(`shell.vendors.${vendor}`);
  return unknownHosts.map((host) => (
    <p key={host} className="row g2 warn">
      <StateGlyph name="delayed" />
      <span>{t('clouds.route.imported', { host, cloud })}</span>
    </p>
  ));
}

function outcomeWords(t: Text, { outcome, error, line }: ImportedAccount, isDone: boolean, needsKeys: boolean): string {
  if (outcome === 'refused') {
    if (error === null) return '';
    const { what, why, next } = errorWords(t, error);
    // A field of a file is not typed here: it is mended there.
    const todo = error.code === 'input.invalid-field' ? t('clouds.transfer.correct', { line }) : next;
    return [what, why, todo].join(currentLocale() === 'zh-CN' ? '' : ' ');
  }
  if (outcome === 'already-there') return t('clouds.transfer.there');
  if (!isDone) return t('clouds.transfer.willAdd');
  return t(needsKeys ? 'clouds.transfer.added' : 'clouds.transfer.hasKeys');
}
