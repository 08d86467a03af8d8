import { MAX_DEVICE_PASSWORD_CHARS } from '../../../../preload/domain/cameras/camera-settings.ts';
import { Secret } from '../../../secret.ts';
import { otherAnswer } from './answers/other-answer.ts';

/**
 * The password of a device as a cloud answers it in clear: it leaves the mapping as a secret.
 *
 * @param host of the cloud.
 * @returns null for a device without a password.
 * @throws {AppError} `network.bad-answer` for an answer without the field, and for a password longer than any documented one.
 */
export function deviceSecret(host: string, operation: string, password: string | undefined): Secret | null {
  if (password === undefined || password.length > MAX_DEVICE_PASSWORD_CHARS) throw otherAnswer(host, operation);
  return password === '' ? null : new Secret(password);
}
