import type { NumberMove, NumberPlan } from '../../../../preload/domain/cameras/camera-numbers.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';

/** More rows than this are counted and not listed. */
const MAX_ROWS = 200;

/** Preview of a change of numbers, camera by camera, before anything is stored. */
export function NumberPreview({ plan }: { readonly plan: NumberPlan }) {
  const t = useText();
  const { moves, swaps } = plan;
  const count = moves.length + swaps.length;
  if (count === 0) return <p className="t3">{t('cameras.numbers.nothing')}</p>;
  const rows = [...swaps.map((move) => ({ move, isSwap: true })), ...moves.map((move) => ({ move, isSwap: false }))];
  return (
    <>
      {swaps.length === 0 ? null : (
        <p className="st-reconnecting" role="status">
          {t('cameras.numbers.clashes', { count: swaps.length })}
        </p>
      )}
      <table className="cameras-numbers" aria-label={t('cameras.numbers.preview')}>
        <thead>
          <tr>
            <th scope="col">{t('cameras.numbers.from')}</th>
            <th scope="col">{t('cameras.numbers.to')}</th>
            <th scope="col">{t('cameras.numbers.camera')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MAX_ROWS).map(({ move, isSwap }) => (
            <PreviewRow key={move.channelId} move={move} isSwap={isSwap} />
          ))}
        </tbody>
      </table>
      {count > MAX_ROWS ? <p className="t3">{t('cameras.numbers.more', { count: count - MAX_ROWS })}</p> : null}
    </>
  );
}

function PreviewRow({ move, isSwap }: { readonly move: NumberMove; readonly isSwap: boolean }) {
  const t = useText();
  const name = useDirectory((state) => state.view.byId.get(move.channelId)?.name ?? '');
  return (
    <tr>
      <td>{move.from}</td>
      <td>
        <b>{move.to}</b>
      </td>
      <td className="el" title={name}>
        {name}
        {isSwap ? <span className="st-reconnecting"> {t('cameras.numbers.swapped')}</span> : null}
      </td>
    </tr>
  );
}
