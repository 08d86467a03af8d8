import type { TestStage } from '../../../../preload/contract/account.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import type { StateName } from '../../../ui/icons/names.ts';
import { factsText } from './stage-facts.ts';

interface StageRowProps {
  readonly name: TestStage['stage'];
  readonly stage: TestStage | null;
  readonly vendor: VendorId;
  /** 0-based. */
  readonly index: number;
  readonly isCurrent: boolean;
  readonly isRunning: boolean;
  /** 1-based number of the stage that failed. */
  readonly failedStage: number | null;
  /** The step of the screen for an action, or undefined where it has no such way. */
  readonly actionOf: (error: WireError) => (() => void) | undefined;
}

const GLYPHS: Readonly<Record<TestStage['state'], StateName>> = {
  passed: 'ok',
  failed: 'error',
  'not-run': 'skip',
  skipped: 'skip',
};

/** One stage of the test on the line that joins them. */
export function StageRow(props: StageRowProps) {
  const t = useText();
  const { stage, name, isCurrent, actionOf } = props;
  const isBad = stage?.state === 'failed';
  const kind = isBad ? 'bad' : stage?.state === 'passed' ? 'ok' : 'no';
  return (
    <li className={`sg5 ${kind}`} aria-current={isCurrent ? 'step' : undefined}>
      <span className="ln" />
      <span className="gl">
        <StateGlyph
          name={stage === null ? 'none' : GLYPHS[stage.state]}
          size={isBad ? 14 : 13}
          title={stateWords(t, props)}
        />
      </span>
      <div className="grow">
        <div className="row g2">
          <b className="grow el">{t(`clouds.testPanel.stages.${name}`)}</b>
          <span className="mono t3">
            {stage === null || stage.elapsedMs === null || stage.state === 'skipped'
              ? ''
              : `${Math.round(stage.elapsedMs)} ms`}
          </span>
        </div>
        <div className={isBad ? 't2 el mono' : 't2 el'}>{lineOf(t, props)}</div>
        {isBad && stage.error !== null ? (
          <div className="adv">
            <ErrorText error={stage.error} onAction={actionOf(stage.error)} />
          </div>
        ) : null}
      </div>
    </li>
  );
}

function stateWords(t: Text, { stage, isCurrent, isRunning, failedStage, index }: StageRowProps): string {
  if (stage === null) {
    if (isCurrent) return t('clouds.testPanel.inProgress');
    return isRunning ? t('clouds.testPanel.waiting') : t('clouds.testPanel.notRun');
  }
  if (stage.state === 'skipped') return t('clouds.testPanel.skipped');
  if (stage.error !== null) return errorWords(t, stage.error).what;
  if (stage.state !== 'not-run') return '';
  // Only the stage after the broken one names it; the rest would only repeat it.
  return failedStage !== null && index === failedStage
    ? t('clouds.testPanel.notRunNeeds', { stage: failedStage })
    : t('clouds.testPanel.notRun');
}

/** The stage of the clock shows how far the clocks are apart; the sign-in needs not say so again. */
function ownFacts({ stage, facts }: TestStage): TestStage['facts'] {
  if (stage === 'clock') return facts;
  const { skewMs: _, ...own } = facts;
  return own;
}

function lineOf(t: Text, props: StageRowProps): string {
  const { stage } = props;
  if (stage?.state === 'passed') return factsText(t, ownFacts(stage));
  if (stage?.state === 'failed') {
    const { vendor, code } = stage.error ?? { vendor: null, code: '' };
    return [vendor?.httpStatus, vendor?.code].filter((part) => part !== null && part !== undefined).join(' ') || code;
  }
  return stateWords(t, props);
}
