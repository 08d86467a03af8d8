/** How fast the cameras play: a button for each speed that all of them can play. */
import { useText } from '../../../i18n/i18n.ts';
import { FASTEST_ELEMENT_RATE, isByKeyPictures } from '../../../media/playback/clock/rates.ts';
import { FASTEST_WHOLE_RATE, MOST_WHOLE_PLAYERS } from '../../../media/playback/key-pictures/group-pictures.ts';
import { runAction } from '../../../state/actions/shortcut-actions.ts';
import { useAction } from '../../../state/actions/shortcuts.ts';
import { chooseByArrow } from '../../../ui/form/radio-keys.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { chooseRate, usePlayBar } from './play-bar.ts';

/** `1/2×`, `16×`, and backwards `−16×`. */
function rateWords(rate: number): string {
  if (rate < 0) return `−${-rate}×`;
  return rate < 1 ? `1/${1 / rate}×` : `${rate}×`;
}

/** The buttons, and what stands for them in a narrow bar. */
export function Speeds() {
  const t = useText();
  const rate = usePlayBar((state) => state.rate);
  const slower = useAction(t('playback.names.actions.playback.slower'), 'playback.slower');
  const faster = useAction(t('playback.names.actions.playback.faster'), 'playback.faster');
  return (
    <>
      <SpeedButtons rate={rate} />
      <span className="playback-narrow">
        <IconButton icon="minus" {...slower} onClick={() => void runAction('playback.slower')} />
        <span className="playback-rate" title={t('playback.rate')}>
          {rateWords(rate)}
        </span>
        <IconButton icon="plus" {...faster} onClick={() => void runAction('playback.faster')} />
      </span>
    </>
  );
}

/** Up to these bounds all pictures show. */
const WHOLE_UNTIL = { forward: FASTEST_ELEMENT_RATE, backward: FASTEST_WHOLE_RATE, cameras: MOST_WHOLE_PLAYERS };

/** One stop for Tab, arrows choose. Keys lead to speeds backwards: such a speed has the place of slow motion while cameras play at it. */
function SpeedButtons({ rate }: { readonly rate: number }) {
  const t = useText();
  const forward = usePlayBar((state) => state.rates).filter((one) => one > 0);
  const rates = rate < 0 ? [rate, ...forward.filter((one) => one >= 1)] : forward;
  const buttons = (of: readonly number[]) =>
    of.map((one) => (
      <button
        key={one}
        type="button"
        role="radio"
        aria-checked={one === rate}
        tabIndex={one === rate ? 0 : -1}
        onClick={() => chooseRate(one)}
      >
        {rateWords(one)}
      </button>
    ));
  const byKeys = forward.filter(isByKeyPictures);
  return (
    <div className="playback-speeds" role="radiogroup" aria-label={t('playback.rate')} onKeyDown={chooseByArrow}>
      <span className="seg">{buttons(rates.filter((one) => !byKeys.includes(one)))}</span>
      {byKeys.length === 0 ? null : (
        <span className="playback-by-keys" title={t('playback.bar.keysHint', WHOLE_UNTIL)}>
          <span className="t3 playback-wide">{t('playback.bar.keys')}</span>
          <span className="seg">{buttons(byKeys)}</span>
        </span>
      )}
    </div>
  );
}
