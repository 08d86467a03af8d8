/** Two versions of a track side by side: the own one, and the one that another desk stored meanwhile. */
import { Modal } from 'antd';
import type { PresetList } from '../../../preload/contract/presets.ts';
import type { CruiseLeg } from '../../../preload/domain/ptz/cruises.ts';
import { useText } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { InertBehind } from '../../ui/float/inert-behind.tsx';
import { differentLegs, draftOf } from './model/track-draft.ts';
import { closeTheirs, saveTrack, takeTheirs, type Editing } from './model/tracks.ts';
import { legPresetWords } from './leg-words.ts';

interface VersionsProps {
  readonly editing: Editing;
  readonly presets: PresetList | null;
}

export function TrackVersions({ editing, presets }: VersionsProps) {
  const t = useText();
  const { theirs } = editing;
  if (theirs === null) return null;
  return (
    <Modal
      open
      width={640}
      title={t('presets.tracks.versions.title', { name: editing.base?.name ?? theirs.name })}
      onCancel={closeTheirs}
      closable={{ 'aria-label': t('presets.cancel'), closeIcon: <Icon name="x" /> }}
      footer={
        <div className="row g2 dialog-foot">
          <button
            type="button"
            className="btn danger"
            aria-busy={editing.isBusy}
            title={t('presets.tracks.versions.mineHelp')}
            onClick={() => void saveTrack(true)}
          >
            {t('presets.tracks.versions.saveMine')}
          </button>
          <button type="button" className="btn" title={t('presets.tracks.versions.theirsHelp')} onClick={takeTheirs}>
            {t('presets.tracks.versions.takeTheirs')}
          </button>
          <button type="button" className="btn" autoFocus onClick={closeTheirs}>
            {t('presets.tracks.leaving.keep')}
          </button>
        </div>
      }
    >
      <InertBehind />
      <p>{t('presets.tracks.versions.text')}</p>
      <Versions {...{ editing, presets, theirs }} />
    </Modal>
  );
}

function Versions({ editing, presets, theirs }: VersionsProps & { readonly theirs: NonNullable<Editing['theirs']> }) {
  const t = useText();
  const mine = draftOf(editing.fields);
  const differs = differentLegs(mine.legs, theirs.legs);
  const words = (leg: CruiseLeg | undefined): string =>
    leg === undefined
      ? t('presets.tracks.versions.noLeg')
      : t('presets.tracks.versions.leg', {
          preset: legPresetWords(t, presets, leg.preset),
          stay: leg.dwellSec ?? t('presets.tracks.nothing'),
          speed: leg.speed ?? t('presets.tracks.nothing'),
        });
  const rows = Array.from({ length: Math.max(mine.legs.length, theirs.legs.length) }, (_, i) => ({
    label: String(i + 1),
    mine: words(mine.legs[i]),
    theirs: words(theirs.legs[i]),
    isDifferent: differs.has(i),
  }));
  const name = { label: t('presets.tracks.name'), mine: mine.name, theirs: theirs.name };
  const all = [{ ...name, isDifferent: mine.name !== theirs.name }, ...rows];
  return (
    <div className="presets-track-versions">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('presets.tracks.versions.legNo')}</th>
            <th scope="col">{t('presets.tracks.versions.mine')}</th>
            <th scope="col">{t('presets.tracks.versions.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {all.map((row) => (
            <tr key={row.label} className={row.isDifferent ? 'presets-track-differs' : undefined}>
              <th scope="row">
                {row.label}
                {row.isDifferent ? <span className="tag">{t('presets.tracks.versions.differs')}</span> : null}
              </th>
              <td>{row.mine}</td>
              <td>{row.theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
