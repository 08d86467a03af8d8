import { useLocale, useText } from '../../i18n/i18n.ts';
import { numberText } from '../../i18n/numbers.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { openWallSide } from '../../state/page/wall-panel.ts';
import { clockText } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import type { StateName } from '../../ui/icons/names.ts';
import type { Counts } from '../../state/cameras/channel-counts.ts';

/** Counts by state, and the age of the oldest reading: the whole is as old as its oldest part. */
export function CameraFoot({ counts }: { readonly counts: Counts }) {
  const t = useText();
  const locale = useLocale();
  const states = Object.values(useDirectory((state) => state.states));
  const times = states.flatMap((state) => (state.asOfMs === null ? [] : [state.asOfMs]));
  const count = counts.total;
  const removed = useAction(t('removed.names.title'), 'removed.open');
  if (count === 0) return null;
  const figures: readonly (readonly [StateName, number, string])[] = [
    ['live', counts.online, t('cameras.states.online')],
    ['offline', counts.offline, t('cameras.states.offline')],
    ['frozen', counts.frozen, t('cameras.states.frozen')],
    ['none', counts.unknown, t('cameras.states.unknown')],
    ['unknown', counts.missing, t('cameras.missing.count', { count: counts.missing })],
  ];
  return (
    <div className="foot">
      <div className="row g3 cameras-counts">
        {figures
          .filter(([glyph, number]) => number > 0 || glyph === 'live' || glyph === 'offline')
          .map(([glyph, number, words]) => (
            <span key={glyph} className="cl" title={words}>
              <StateGlyph name={glyph} size={10} title={words} />
              {numberText(number, locale)}
            </span>
          ))}
        <span className="grow" />
        <IconButton icon="trash" size={12} {...removed} onClick={() => openWallSide({ kind: 'removed' })} />
      </div>
      <div className="t3 total">
        {times.length === 0
          ? t('cameras.countNever', { count })
          : t('cameras.count', { count, time: clockText(Math.min(...times)) })}
      </div>
      {counts.missing === 0 ? null : <div className="t3">{t('cameras.missing.count', { count: counts.missing })}</div>}
    </div>
  );
}
