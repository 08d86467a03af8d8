/** Beside the list: whether a bundle is as it was when it was exported, file by file. */
import type { EvidenceVerdict, JudgedFile } from '../../../preload/domain/exports/evidence.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { stampZone } from '../../state/page/stamp-zone.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { stampWords } from '../../ui/timeline/stamp.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { checkBundle, closeCheck, useExports, type BundleCheck } from './model/exports.ts';

/** More would fill the window; the counts name all. */
const MOST_FILES = 200;

export function CheckPanel() {
  const check = useExports((state) => state.check);
  return check === null ? null : <Panel check={check} />;
}

function Panel({ check }: { readonly check: BundleCheck }) {
  const t = useText();
  return (
    <SidePane title={t('exports.check.title')} closeLabel={t('exports.check.close')} onClose={closeCheck}>
      {check.state === 'checking' ? <Running share={check.share} /> : null}
      {check.state === 'refused' ? (
        <div className="exports-note errt" role="alert">
          <StateGlyph name="error" size={14} />
          <p className="grow">{t(`exports.check.drops.${check.why}`)}</p>
        </div>
      ) : null}
      {check.state === 'failed' ? (
        <div className="exports-note">
          <ErrorText error={check.error} onAction={() => void checkBundle(null)} />
        </div>
      ) : null}
      {check.state === 'judged' ? <Verdict name={check.name} verdict={check.verdict} /> : null}
      {check.state === 'judged' && check.isDroppedFolder ? (
        <p className="exports-note t2">{t('exports.check.links')}</p>
      ) : null}
    </SidePane>
  );
}

function Running({ share }: { readonly share: number | null }) {
  const t = useText();
  const label = t('exports.check.running');
  if (share === null) return <SkeletonRows rows={4} label={label} />;
  return (
    <div className="exports-note">
      <p>{label}</p>
      <progress className="exports-progress" aria-label={label} value={share} max={1} />
    </div>
  );
}

/** The one sentence of a verdict. */
function headline(verdict: EvidenceVerdict): 'valid' | 'unreadable' | 'unsigned' | 'unknown' | 'broken' | 'changed' {
  if (verdict.isValid) return 'valid';
  if (verdict.manifest !== 'read') return 'unreadable';
  if (verdict.signature === 'broken') return 'broken';
  if (verdict.files.some(({ state }) => state !== 'valid')) return 'changed';
  return verdict.signature === 'unknown-key' ? 'unknown' : 'unsigned';
}

function Verdict({ name, verdict }: { readonly name: string; readonly verdict: EvidenceVerdict }) {
  const t = useText();
  const { isValid, manifest, signature, fingerprint, facts, files } = verdict;
  const head = headline(verdict);
  return (
    <>
      <div className="exports-verdict" role="status">
        <StateGlyph name={isValid ? 'ok' : 'error'} size={14} />
        <div>
          <b>{t(`exports.check.heads.${head}`)}</b>
          <p className="t2">{t(`exports.check.why.${head}`)}</p>
        </div>
      </div>
      <dl className="exports-facts">
        <dt>{t('exports.check.bundle')}</dt>
        <dd className="mono selectable">{name}</dd>
        <dt>{t('exports.check.manifest')}</dt>
        <dd>{t(`exports.check.manifests.${manifest}`)}</dd>
        <dt>{t('exports.check.signature')}</dt>
        <dd>
          {t(`exports.check.signatures.${signature}`)}
          {fingerprint === null ? null : <span className="mono selectable exports-print">{fingerprint}</span>}
        </dd>
        {facts === null ? null : (
          <>
            <dt>{t('exports.check.made')}</dt>
            <dd>
              <span className="mono">{stampWords(stampZone(), facts.madeAtMs)}</span> {facts.madeBy}
            </dd>
            {facts.reason === '' ? null : (
              <>
                <dt>{t('exports.check.reason')}</dt>
                <dd>{facts.reason}</dd>
              </>
            )}
          </>
        )}
      </dl>
      <Files files={files} />
    </>
  );
}

function Files({ files }: { readonly files: readonly JudgedFile[] }) {
  const t = useText();
  // Faults stand first.
  const sorted = files.toSorted((a, b) => Number(a.state === 'valid') - Number(b.state === 'valid'));
  const valid = files.filter(({ state }) => state === 'valid').length;
  const left = files.length - MOST_FILES;
  if (files.length === 0) return <EmptyState title={t('exports.check.noFiles')} />;
  return (
    <section aria-label={t('exports.check.files')}>
      <div className="ph">
        <h2 className="el">{t('exports.check.files')}</h2>
        <span className="t2">{t('exports.check.count', { valid, count: files.length })}</span>
      </div>
      <ul className="exports-files">
        {sorted.slice(0, MOST_FILES).map((file) => (
          <li key={`${file.path} ${file.state}`}>
            <StateGlyph name={file.state === 'valid' ? 'ok' : 'error'} />
            <span className="mono exports-words">{file.path}</span>
            <span className="t2">{fileWords(t, file)}</span>
          </li>
        ))}
      </ul>
      {left > 0 ? <p className="exports-note t2">{t('exports.check.more', { count: left })}</p> : null}
    </section>
  );
}

const fileWords = (t: Text, { state, why }: JudgedFile): string =>
  state === 'refused' && why !== undefined ? t(`exports.check.refusals.${why}`) : t(`exports.check.states.${state}`);
