import type { ImportedWall, ImportedWallAccount } from '../../../preload/contract/walls.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { mapAccount } from './model/wall-import.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';

/** The accounts of the file, and for each the account here that stands for it. */
export function ImportAccounts({ accounts }: { readonly accounts: readonly ImportedWallAccount[] }) {
  const t = useText();
  if (accounts.length === 0) return null;
  return (
    <section className="wl-sec">
      <h3>{t('walls.transfer.accounts')}</h3>
      <ul className="wl-items">
        {accounts.map((account) => (
          <AccountChoice key={account.key} account={account} />
        ))}
      </ul>
    </section>
  );
}

function AccountChoice({ account }: { readonly account: ImportedWallAccount }) {
  const t = useText();
  const known = useAccounts((state) => state.accounts);
  const { key, vendor, label, cameraCount, choices, accountId } = account;
  const nameOf = (id: AccountId): string => known.find((one) => one.id === id)?.label ?? '';
  return (
    <li>
      <StateGlyph name={accountId === null ? 'skip' : 'ok'} size={13} />
      <div className="grow">
        <b>
          {VENDOR_CODES[vendor]} {label}
        </b>
        {choices.length === 0 ? (
          <p className="t2">{t('walls.transfer.noChoice')}</p>
        ) : (
          <select
            className="fld sm wl-select"
            aria-label={t('walls.transfer.mapTo', { label })}
            value={accountId ?? ''}
            onChange={(event) =>
              void mapAccount(key, event.target.value === '' ? null : (event.target.value as AccountId))
            }
          >
            {choices.map(({ accountId: id, found }) => (
              <option key={id} value={id}>
                {found === null
                  ? t('walls.transfer.choiceUnread', { label: nameOf(id) })
                  : t('walls.transfer.choice', { label: nameOf(id), found, total: cameraCount })}
              </option>
            ))}
            <option value="">{t('walls.transfer.keepMissing')}</option>
          </select>
        )}
      </div>
    </li>
  );
}

interface ImportWallsProps {
  readonly walls: readonly ImportedWall[];
  readonly isDone: boolean;
}

/** Every wall of the file: what will become of it, or became of it and why. */
export function ImportWalls({ walls, isDone }: ImportWallsProps) {
  const t = useText();
  const refused = walls.filter(({ outcome }) => outcome === 'refused').length;
  const counts = { added: walls.length - refused, refused };
  return (
    <section className="wl-sec">
      <h3>{t('walls.transfer.walls')}</h3>
      <p role="status" className="t2">
        {t(isDone ? 'walls.transfer.doneCounts' : 'walls.transfer.counts', counts)}
      </p>
      <ul className="wl-items">
        {walls.map((wall) => (
          <li key={wall.position}>
            <StateGlyph
              name={wall.outcome === 'refused' ? 'error' : wall.missingCount > 0 ? 'delayed' : 'ok'}
              size={13}
            />
            <div className="grow selectable">
              <span className="row g2">
                <b className="el">{wall.name ?? t('walls.transfer.noName', { position: wall.position })}</b>
                <span className="t3 nw">{t('walls.transfer.line', { line: wall.line })}</span>
              </span>
              <p>{outcomeWords(t, wall, isDone)}</p>
              <p className="t2">{wall.error === null ? factWords(t, wall) : nextWords(t, wall.error, wall, isDone)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function outcomeWords(t: Text, { outcome, error, name, asName }: ImportedWall, isDone: boolean): string {
  if (outcome === 'refused' && error !== null) {
    const { what, why } = errorWords(t, error);
    return `${what} ${why}`;
  }
  if (asName === null || asName === name) return t(isDone ? 'walls.transfer.added' : 'walls.transfer.willAdd');
  return t(isDone ? 'walls.transfer.addedAs' : 'walls.transfer.willRename', { name: asName });
}

/** A field of a file is not typed here: it is mended there. */
function nextWords(t: Text, error: WireError, { line }: ImportedWall, isDone: boolean): string {
  if (error.code !== 'input.invalid-field') return errorWords(t, error).next;
  return t(isDone ? 'walls.transfer.correctRest' : 'walls.transfer.correct', { line });
}

function factWords(t: Text, { tileCount, cameraCount, missingCount, emptiedCount, folder }: ImportedWall): string {
  return [
    t('walls.transfer.facts', { tiles: tileCount, cameras: cameraCount }),
    ...(folder === null ? [] : [t('walls.transfer.inFolder', { folder })]),
    ...(missingCount === 0 ? [] : [t('walls.transfer.missing', { count: missingCount })]),
    ...(emptiedCount === 0 ? [] : [t('walls.transfer.emptied', { count: emptiedCount })]),
  ].join(t('shell.comma'));
}
