/** The channels of a consent with their states and outcomes, and the records that were signed before. */
import { useState } from 'react';
import type { Outcome } from '../../../../preload/domain/outcomes.ts';
import type { ChannelConsent, ConsentRecord } from '../../../../preload/domain/people/targets.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { ErrorText } from '../../../ui/error-text.tsx';
import { stampText } from '../../../ui/format.ts';
import { Icon, StateGlyph } from '../../../ui/icons/icon.tsx';
import {
  countsOf,
  OUTCOME_GLYPHS,
  OutcomeCounts,
  shownOf,
  type ShownOutcome,
} from '../../../ui/outcomes/outcome-counts.tsx';
import { RetryButton } from '../../../ui/outcomes/outcome-list.tsx';
import { OutcomeReason } from '../../../ui/outcomes/outcome-words.tsx';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import {
  exportConsents,
  readRecords,
  readStates,
  retryChannels,
  toggleChannel,
  useConsentExport,
} from '../model/consent-form.ts';
import { changeSheet, type ConsentChannel, type ConsentSheet } from '../model/sheet.ts';

interface PartProps {
  readonly form: ConsentSheet;
}

const STATE_GLYPHS = { opened: 'ok', closed: 'none', unknown: 'unknown' } as const;

const nameOf = (t: Text, { id, name }: ConsentChannel): string =>
  name === null ? t('targets.sign.device') : t('targets.sign.channel', { name, id });

const isLeft = ({ state }: { readonly state: Outcome }): boolean => state !== 'done';

export function ConsentChannels({ form }: PartProps) {
  const t = useText();
  const { id, channels, chosen, states, outcomes } = form;
  const known = states !== null && 'value' in states ? states.value : [];
  const [shown, setShown] = useState<ShownOutcome | null>(null);
  const own = new Set(shownOf(outcomes ?? [], shown).map(({ channelId }) => channelId));
  const inSight = own.size < (outcomes?.length ?? 0) ? channels.filter((one) => own.has(one.id)) : channels;
  const isAll = inSight.every((one) => chosen.has(one.id));
  const choose = (): void => {
    const ids = inSight.map((one) => one.id);
    const others = [...chosen].filter((one) => !ids.includes(one));
    changeSheet('consent', id, { chosen: new Set(isAll ? others : [...others, ...ids]) });
  };
  return (
    <section className="targets-channels" aria-label={t('targets.sign.channels')}>
      <div className="row g2 targets-note">
        <h3 className="grow">{t('targets.sign.channels')}</h3>
        <button type="button" className="lnk" onClick={choose}>
          {t(isAll ? 'targets.sign.none' : 'targets.sign.all')}
        </button>
      </div>
      {states !== null && 'error' in states ? (
        <div className="targets-note">
          <ErrorText error={states.error} onAction={() => void readStates(form)} />
        </div>
      ) : null}
      {outcomes === null ? null : (
        <div className="row g2 outcome-counts targets-note">
          <OutcomeCounts counts={countsOf(outcomes)} filter={{ shown, onShow: setShown }} isLive />
          <span className="grow" />
          <RetryButton
            rows={shownOf(outcomes, shown).map((one) => ({ ...one, id: one.channelId }))}
            retry={{ can: isLeft, isBusy: form.isBusy, onRetry: (retried) => void retryChannels(form, retried) }}
          />
        </div>
      )}
      <ul className="targets-switches" tabIndex={0} aria-label={t('targets.sign.channels')}>
        {inSight.map((channel) => (
          <Channel
            key={channel.id}
            form={form}
            channel={channel}
            consent={known.find((one) => one.channelId === channel.id) ?? null}
          />
        ))}
      </ul>
    </section>
  );
}

interface ChannelProps extends PartProps {
  readonly channel: ConsentChannel;
  /** Null while it is read. */
  readonly consent: ChannelConsent | null;
}

function Channel({ form, channel, consent }: ChannelProps) {
  const t = useText();
  const outcome = form.outcomes?.find((one) => one.channelId === channel.id) ?? null;
  const state = consent?.state ?? 'unknown';
  const reading = consent?.error ? errorWords(t, consent.error) : null;
  const unread = reading === null ? null : `${reading.what} ${reading.why} ${reading.next}`;
  const name = nameOf(t, channel);
  return (
    <li>
      <div className="row g2">
        <label className="row g2 grow">
          <input
            type="checkbox"
            checked={form.chosen.has(channel.id)}
            onChange={() => toggleChannel(form, channel.id)}
          />
          <span className="el grow" title={name}>
            {name}
          </span>
        </label>
        <span className="row g1 targets-switch" title={unread ?? undefined}>
          <StateGlyph name={STATE_GLYPHS[state]} />
          {consent === null && form.states === null ? t('targets.sign.reading') : t(`targets.sign.is.${state}`)}
        </span>
      </div>
      {outcome === null || outcome.state === 'done' ? null : (
        <p className="row g1 targets-outcome">
          <StateGlyph name={OUTCOME_GLYPHS[outcome.state]} />
          <span>{t(`outcomes.states.${outcome.state}`)}</span>
          <OutcomeReason {...outcome} />
        </p>
      )}
    </li>
  );
}

export function ConsentRecords({ form }: PartProps) {
  const t = useText();
  const isBusy = useConsentExport((state) => state.isBusy);
  const { records } = form;
  return (
    <section className="targets-records" aria-label={t('targets.sign.records')}>
      <div className="row g2 targets-note">
        <h3 className="grow">{t('targets.sign.records')}</h3>
        <button type="button" className="btn sm" aria-busy={isBusy} onClick={() => void exportConsents()}>
          <Icon name="export" size={14} />
          {t('targets.sign.export')}
        </button>
      </div>
      {records === null ? (
        <SkeletonRows rows={2} label={t('targets.reading')} />
      ) : 'error' in records ? (
        <div className="targets-note">
          <ErrorText error={records.error} onAction={() => void readRecords(form)} />
        </div>
      ) : records.value.length === 0 ? (
        <p className="targets-note t2">{t('targets.sign.noRecord')}</p>
      ) : (
        <ul className="targets-signed">
          {records.value.map((record) => (
            <SignedRecord key={record.id} record={record} />
          ))}
        </ul>
      )}
    </section>
  );
}

function SignedRecord({ record }: { readonly record: ConsentRecord }) {
  const t = useText();
  const { signer, signedAtMs, state, sha256, statement, outcomes } = record;
  const done = outcomes.filter((one) => one.state === 'done').length;
  return (
    <li className="targets-note">
      <p className="row g2">
        <b className="el grow">{t(`targets.sign.was.${state}`)}</b>
        <span className="t2">{t('targets.sign.doneOf', { count: done, all: outcomes.length })}</span>
      </p>
      <p className="selectable">{t('targets.sign.by', { signer, when: stampText(signedAtMs) })}</p>
      <p className="el t2" title={statement}>
        {statement}
      </p>
      <p className="row g1">
        <span className="t2">SHA-256</span>
        <span className="mono el grow selectable" title={sha256}>
          {sha256}
        </span>
        <CopyButton text={sha256} label={t('targets.copy', { label: 'SHA-256' })} />
      </p>
    </li>
  );
}
