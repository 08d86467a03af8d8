/** The rows of values that an installer types into the camera. */
import type { DeviceAccess } from '../../../preload/domain/onboarding/onboarding.ts';
import type { Text } from '../../i18n/i18n.ts';

const PARTS = ['host', 'port', 'serverId', 'domain'] as const;
const MINUTE_MS = 60_000;

export interface AccessRow {
  readonly name: string;
  readonly text: string;
  /** Words of this client, which nobody types into a camera. */
  readonly isOwn?: boolean;
  /** Too long for a column. */
  readonly isLong?: boolean;
}

/** @param algorithm the digest that was chosen for the camera; null where it has none */
export function accessRows(t: Text, access: DeviceAccess, algorithm: string | null): readonly AccessRow[] {
  if (access.form === 'push') {
    const { url, lifeMs, isIncomplete } = access;
    const life =
      lifeMs === null
        ? t('onboarding.access.notPublished')
        : t('onboarding.access.minutes', { count: Math.round(lifeMs / MINUTE_MS) });
    return [
      { name: t('onboarding.access.url'), text: url, isLong: true },
      { name: t('onboarding.access.life'), text: life, isOwn: true },
      ...(isIncomplete
        ? [{ name: t('onboarding.access.proof'), text: t('onboarding.access.incomplete'), isOwn: true, isLong: true }]
        : []),
    ];
  }
  const { userName, deviceId } = access;
  return [
    ...PARTS.map((part) => ({
      name: t(`onboarding.access.${part}`),
      text: access[part] ?? t('onboarding.access.notPublished'),
      isOwn: access[part] === null,
    })),
    {
      name: t('onboarding.access.userName'),
      text: userName ?? t('onboarding.access.notPublished'),
      isOwn: userName === null,
    },
    { name: t('onboarding.fields.deviceId'), text: deviceId },
    ...(algorithm === null ? [] : [{ name: t('onboarding.fields.algorithm'), text: algorithm }]),
    ...(access.password === 'cloud'
      ? []
      : [
          {
            name: t('onboarding.access.password'),
            text: t(`onboarding.access.madeBy.${access.password}`),
            isOwn: true,
          },
        ]),
  ];
}

/** The values as text to copy or to scan, a line each with its name. A push address alone is written without its name. */
export function accessText(rows: readonly AccessRow[]): string {
  const typed = rows.filter(({ isOwn = false }) => !isOwn);
  const [first] = typed;
  if (typed.length === 1 && first !== undefined) return first.text;
  return typed.map(({ name, text }) => `${name}: ${text}`).join('\n');
}
