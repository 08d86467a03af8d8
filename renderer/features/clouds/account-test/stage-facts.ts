/** The facts of a test stage as one line, and the whole report as text for support. Neither holds a key. */
import type { TestStage } from '../../../../preload/contract/account.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { clockText } from '../../../ui/format.ts';
import type { AccountTest } from '../model/account-test.ts';

type Facts = TestStage['facts'];

const localDay = new Intl.DateTimeFormat('sv-SE');

function dateText(value: string | number): string {
  const atMs = typeof value === 'number' ? value : Date.parse(value);
  return Number.isNaN(atMs) ? String(value) : localDay.format(atMs);
}

export function factsText(t: Text, facts: Facts): string {
  const parts = [
    hostPart(facts),
    facts['validTo'] === undefined ? null : t('clouds.testPanel.facts.validTo', { value: dateText(facts['validTo']) }),
    typeof facts['skewMs'] === 'number' ? skewText(t, facts['skewMs']) : null,
    typeof facts['tokenExpiresAtMs'] === 'number'
      ? t('clouds.testPanel.facts.tokenExpires', { value: dateText(facts['tokenExpiresAtMs']) })
      : null,
    typeof facts['devices'] === 'number' ? t('clouds.testPanel.facts.devices', { count: facts['devices'] }) : null,
    typeof facts['channels'] === 'number' ? t('clouds.testPanel.facts.channels', { count: facts['channels'] }) : null,
  ];
  return parts.filter((part) => part !== null).join(t('shell.comma'));
}

function hostPart(facts: Facts): string | null {
  if (facts['host'] === undefined) return null;
  const address = facts['address'] === undefined ? '' : ` (${facts['address']}:${facts['port'] ?? ''})`;
  return `${facts['host']}${address}`;
}

function skewText(t: Text, skewMs: number): string {
  // Clouds report the time in whole seconds; a smaller difference is not known.
  if (Math.abs(skewMs) < 1000) return t('clouds.testPanel.facts.skewNone');
  const value = (Math.abs(skewMs) / 1000).toFixed(1);
  return skewMs > 0
    ? t('clouds.testPanel.facts.skewAhead', { value })
    : t('clouds.testPanel.facts.skewBehind', { value });
}

/** The report as plain text: account, time, one line per stage with its code and request id. */
export function reportText(t: Text, test: AccountTest): string {
  const head = `${t('clouds.testPanel.title', { label: test.label })} (${t(`shell.vendors.${test.vendor}`)})`;
  const ranAt = test.report === null ? '' : `${localDay.format(test.report.ranAtMs)} ${clockText(test.report.ranAtMs)}`;
  const lines = test.stages.map((stage, i) => {
    const name = t(`clouds.testPanel.stages.${stage.stage}`);
    const took = stage.elapsedMs === null ? '' : ` ${Math.round(stage.elapsedMs)} ms`;
    return `${i + 1}. ${name}: ${stage.state}${took} ${stageDetail(t, stage)}`.trimEnd();
  });
  return [head, ranAt, ...lines].filter((line) => line !== '').join('\n');
}

function stageDetail(t: Text, stage: TestStage): string {
  const { error } = stage;
  if (error === null) return factsText(t, stage.facts);
  const { what, why } = errorWords(t, error);
  const { vendor } = error;
  const cloud =
    vendor === null ? [] : [vendor.operation, vendor.httpStatus, vendor.code, vendor.text, vendor.requestId];
  return [error.code, what, why, ...cloud].filter((part) => part !== null).join(' | ');
}
