import type { SequenceId } from '../../../../preload/domain/ids.ts';
import type { Sequence } from '../../../../preload/domain/sequences.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { specialSlotOf, useShown, type Run } from '../../../state/sequences/sequences-shown.ts';
import { openSequences, selectSequence, useSequences } from '../../../state/sequences/sequences.ts';
import { placeOf, type SpecialProps } from '../base/special-props.ts';
import { SequenceSign } from './special-sign.tsx';
import { SpecialWaiting } from './special-waiting.tsx';
import { WarmPlace } from './special-warm.tsx';
import { LiveTile } from '../tile/tile.tsx';

interface SequenceTileProps extends SpecialProps {
  readonly sequenceId: SequenceId;
}

/** Cameras in turn. A tile without a camera to show says why. */
export function SequenceTile({ sequenceId, ...props }: SequenceTileProps) {
  const { specialKey, aspect, isMaximised } = props;
  const t = useText();
  const sequence = useSequences(selectSequence(sequenceId));
  const isRead = useSequences((state) => state.load.status === 'ready');
  const camera = useShown((state) => state.cameras[specialKey] ?? null);
  const run = useShown((state) => state.runs[specialKey]);
  const place = placeOf(props);
  if (camera === null || !sequence || !run) {
    const { title, text } = reasonOf(t, sequence, run, isRead);
    return (
      <SpecialWaiting {...{ place, isMaximised, title, text }} icon="carousel">
        {isRead && !isKiosk() ? (
          <button type="button" className="btn sm" onClick={() => openSequences(sequence?.id ?? null)}>
            {t(sequence ? 'live.sequence.edit' : 'live.sequence.choose')}
          </button>
        ) : null}
      </SpecialWaiting>
    );
  }
  const special = {
    slotKey: specialSlotOf(camera, specialKey),
    sign: <SequenceSign specialKey={specialKey} name={sequence.name} run={run} />,
    behind: <WarmPlace specialKey={specialKey} />,
  };
  return <LiveTile {...place} {...{ aspect, isMaximised, special }} channelId={camera} copy={0} />;
}

const MAX_NAMES = 3;

/** Why a sequence shows nothing. */
function reasonOf(
  t: Text,
  sequence: Sequence | undefined,
  run: Run | undefined,
  isRead: boolean,
): { readonly title: string; readonly text: string } {
  if (!isRead) return { title: t('live.sequence.loading'), text: '' };
  if (!sequence) return { title: t('live.sequence.deleted'), text: t('live.sequence.deletedText') };
  const { name, steps } = sequence;
  if (steps.length === 0) return { title: t('live.sequence.empty', { name }), text: t('live.sequence.emptyText') };
  const gone = run?.gone ?? [];
  if (gone.length === steps.length) {
    const names = gone.slice(0, MAX_NAMES).map((step) => step.name);
    const text = t('live.sequence.goneText', { names: `${names.join(', ')}${gone.length > MAX_NAMES ? ' …' : ''}` });
    return { title: t('live.sequence.gone', { name }), text };
  }
  const count = run?.count ?? 0;
  if (count === 0) return { title: t('live.sequence.empty', { name }), text: t('live.sequence.emptyText') };
  return { title: t('live.sequence.off', { name, count }), text: t('live.sequence.offText') };
}
