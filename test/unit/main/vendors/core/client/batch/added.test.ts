import { expect, it } from 'vitest';
import { AppError, cancelled } from '../../../../../../../main/errors.ts';
import type { AddAnswer, NewDevice } from '../../../../../../../main/ports/onboarding.ts';
import { starEverySecret } from '../../../../../../../main/redactor.ts';
import { Secret } from '../../../../../../../main/secret.ts';
import { addFailed, addOneByOne } from '../../../../../../../main/vendors/core/client/batch/added.ts';

const device = (nativeId: string): NewDevice => ({
  nativeId,
  values: {},
  secrets: { password: new Secret(`password-of-${nativeId}`) },
});
const done = (nativeId: string): AddAnswer => ({
  state: 'done',
  field: null,
  reason: null,
  error: null,
  nativeId,
  isPlaced: true,
});
const toAnswer = (error: AppError): AddAnswer => addFailed(error, undefined);

it('devices are added in order, each once, also after one of them was refused', async () => {
  const sent: string[] = [];
  const answers = await addOneByOne(
    [device('a'), device('b'), device('c')],
    async ({ nativeId }) => {
      sent.push(nativeId);
      if (nativeId === 'b') throw new AppError('cloud.refused', 'no');
      return done(nativeId);
    },
    toAnswer,
  );
  expect(sent).toEqual(['a', 'b', 'c']);
  expect(answers.map(({ state }) => state)).toEqual(['done', 'refused', 'done']);
});

it('no device is sent after the adding of devices was cancelled', async () => {
  const sent: string[] = [];
  const adding = addOneByOne(
    [device('a'), device('b')],
    async ({ nativeId }) => {
      sent.push(nativeId);
      throw cancelled('addDevice');
    },
    toAnswer,
  );
  await expect(adding).rejects.toMatchObject({ code: 'cancelled' });
  expect(sent).toEqual(['a']);
});

it('the passwords of devices show in no text of main while the devices are added', async () => {
  let shown = '';
  await addOneByOne(
    [device('a'), device('b')],
    async ({ nativeId }) => {
      shown += starEverySecret(`sent for ${nativeId}: password-of-b`);
      return done(nativeId);
    },
    toAnswer,
  );
  expect(shown).not.toContain('password-of-b');
});
