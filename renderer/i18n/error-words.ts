/** A failure in words: what happened, why, what to do. */
import type { ErrorAction, ErrorCode, WireError } from '../../preload/domain/error.ts';
import { isFieldProblem } from '../../preload/domain/field-problems.ts';
import { isForeignAnswer } from '../../preload/domain/console/foreign-answers.ts';
import { isMediaBound } from '../../preload/domain/media/media-bounds.ts';
import { enUS } from './en-US/index.ts';
import type { Text } from './i18n.ts';

export interface ErrorWords {
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

type Params = Record<string, string | number>;

const KNOWN_PARAMS = ['host', 'limit', 'seconds', 'codec', 'label', 'detail', 'line', 'folder'] as const;

/** An empty parameter says as little as none. */
const given = (value: string | number | undefined): string | number | undefined => (value === '' ? undefined : value);

/** The codes under which a cloud's API that does not work shows; each vendor's own codes are sorted among them. */
const API_FAULTS: ReadonlySet<ErrorCode> = new Set(['cloud.rate-limited', 'cloud.unavailable', 'network.bad-answer']);

/**
 * The status by which a server says that it cannot serve at all, whatever code it adds, or null. Not 500: clouds send that
 * with codes which say more.
 */
function downStatus({ code, vendor }: WireError): number | null {
  const status = vendor?.httpStatus ?? 0;
  return status > 500 && API_FAULTS.has(code) ? status : null;
}

const isField = (name: string): name is keyof typeof enUS.errors.fields => Object.hasOwn(enUS.errors.fields, name);

/** The label of a field by the name that requests give it, or null for a field that only an API or a file knows. */
export function fieldLabel(t: Text, name: string): string | null {
  return isField(name) ? t(`errors.fields.${name}`) : null;
}

/** A field in a sentence, in the words of the forms: `tiles.3.camera` reads "Camera (entry 4)". */
function fieldInWords(t: Text, place: string | number | undefined): string {
  const parts = String(place ?? '').split('.');
  const name = parts.at(-1) ?? '';
  if (name === '') return t('errors.unknown.field');
  const index = parts.findLast((part) => /^\d+$/.test(part));
  const label = fieldLabel(t, index === name ? (parts.at(-2) ?? '') : name);
  if (label === null) return t('errors.fieldWords.unnamed', { name: place });
  if (index === undefined) return t('errors.fieldWords.named', { label });
  return t('errors.fieldWords.inList', { label, position: Number(index) + 1 });
}

/** The words of a cloud go into a sentence of ours, which has a full stop of its own. */
const withoutStop = (text: string): string => (/[.。]$/.test(text) ? text.slice(0, -1) : text);

/** Stands for a reason that the failure does not carry. */
const LACKING = '\uE000';
/** The place for the reason at the end of a sentence: the sentence is true without it. */
const LACKING_REASON = /[:：] ?\uE000/g;

/** A text without the place for a reason that nobody gave. */
const withoutLack = (t: Text, text: string): string =>
  text.replace(LACKING_REASON, '').replaceAll(LACKING, t('errors.unknown.detail'));

/** Why, in words: the name of a reason of our own, or what the cloud said, without its full stop. */
function detailWords(t: Text, { params, vendor }: WireError): string | number {
  const detail = given(params['detail']);
  const known: Params = {
    limit: params['limit'] ?? '',
    options: params['options'] ?? '',
    status: vendor?.httpStatus ?? '',
  };
  if (isMediaBound(detail)) return t(`errors.bounds.${detail}`, known);
  if (isFieldProblem(detail)) return t(`errors.fieldProblems.${detail}`, known);
  if (isForeignAnswer(detail)) return t(`errors.foreign.${detail}`, known);
  return detail ?? given(withoutStop(vendor?.text?.trim() ?? '')) ?? LACKING;
}

/** A parameter that the failure lacks reads as a plain word, never as an empty gap; a reason that it lacks is left out. */
export function errorWords(t: Text, error: WireError): ErrorWords {
  const { vendor } = error;
  const params: Params = {};
  for (const name of KNOWN_PARAMS) params[name] = given(error.params[name]) ?? t(`errors.unknown.${name}`);
  params['field'] = fieldInWords(t, error.params['field']);
  params['detail'] = detailWords(t, error);
  params['cloud'] = vendor === null ? t('errors.unknown.cloud') : t(`shell.vendors.${vendor.id}`);
  const say = (part: keyof ErrorWords): string =>
    withoutLack(t, (t as LooseText)(`errors.${error.code}.${part}`, params));
  const status = downStatus(error);
  const what = status === null ? say('what') : t('errors.apiAnswers', { status });
  return { what, why: say('why'), next: say('next') };
}

/** The verb for the button, or null when there is nothing to press. */
export function actionWords(t: Text, action: ErrorAction): string | null {
  return action === 'none' ? null : t(`errors.actions.${action}`);
}

/** Codes are joined into keys at run time; the test over all codes stands in for the compiler here. */
type LooseText = (key: string, params: Readonly<Record<string, string | number>>) => string;
