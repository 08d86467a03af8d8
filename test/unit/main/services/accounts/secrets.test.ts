/** Where the secrets of an account are clear text, and how often the keychain is asked for them. */
import { inspect } from 'node:util';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { AccountId } from '../../../../../preload/domain/ids.ts';
import { setLogSink } from '../../../../../main/log.ts';
import { Secret } from '../../../../../main/secret.ts';
import { draftOf } from '../bench.ts';
import { DOCUMENTED, open, OTHER, type Bench } from './moved-bench.ts';
import { TiredKeychain } from './tired-keychain.ts';

const KEYS = ['first-9f1c7ad0', 'second-51be02', 'third-77aa10', 'fourth-c0ffee', 'fifth-0dd5ba'] as const;

/** Files that sign, that store secrets, or that must know a secret to find it in a text. */
const MAY_REVEAL = ['memory-cloud.ts', 'session-store.ts', 'key-consent.ts', 'redactor.ts'];

/**
 * Collects everything that code between the form and the keychain could print: arguments, events, log lines and
 * failures.
 */
function watchEverything(bench: Bench): { readonly printed: string[]; readonly revealedIn: Set<string> } {
  const printed: string[] = [];
  const revealedIn = new Set<string>();
  const print = (value: unknown): void => {
    printed.push(
      inspect(value, { depth: 20, showHidden: true, getters: true }),
      JSON.stringify(value),
      `${value as string}`,
    );
  };
  const sinkBefore = setLogSink((_, line) => printed.push(line));
  const { reveal } = Secret.prototype;
  vi.spyOn(Secret.prototype, 'reveal').mockImplementation(function revealed(this: Secret) {
    const caller = (new Error().stack ?? '')
      .split('\n')
      .find((line) => /\.ts:/.test(line) && !line.includes('secrets.test.ts'));
    revealedIn.add(/([\w-]+\.ts):/.exec(caller ?? '')?.[1] ?? 'unknown');
    return reveal.call(this);
  });
  for (const [object, names] of [
    [bench.consent, ['agree', 'refusePlain']],
    [bench.vault, ['put']],
    [bench.sessions, ['draft', 'whileClosed']],
    [bench.accountStore, ['put']],
  ] as const) {
    for (const name of names) {
      const target = object as unknown as Record<string, (...args: unknown[]) => unknown>;
      const original = target[name]?.bind(object);
      target[name] = (...args) => (print(args), original?.(...args));
    }
  }
  onTestFinished(() => {
    setLogSink(sinkBefore);
    vi.restoreAllMocks();
  });
  return { printed, revealedIn };
}

it('no step between the check of a form and the keychain prints a secret', async () => {
  const keychain = new TiredKeychain();
  let answer = (): Promise<boolean> => Promise.resolve(true);
  const bench = open({ keychain, confirm: () => answer() });
  const { accounts } = bench;
  const { printed, revealedIn } = watchEverything(bench);
  const fails = (work: Promise<unknown>): Promise<number> =>
    work.then(
      () => expect.unreachable('it must fail'),
      (error: unknown) => printed.push(inspect(error, { depth: 20, showHidden: true })),
    );
  const { persistence: _, ...draft } = draftOf(OTHER, { secrets: { sk: KEYS[0] } });
  await accounts.tests.run({ runId: 'r', target: { kind: 'draft', draft } }, 'w');
  const { id } = await accounts.add(draftOf(OTHER, { secrets: { sk: KEYS[1] }, persistence: 'keychain' }));
  keychain.failsAt = 2;
  await fails(accounts.update({ accountId: id, secrets: { sk: KEYS[2] } })); // the earlier key is put back
  // Another change comes while a person reads the question: the change is planned anew, with the key of then.
  const question = Promise.withResolvers<boolean>();
  answer = () => question.promise;
  const asked = accounts.update({ accountId: id, endpoint: 'https://new.example', secrets: { sk: KEYS[3] } });
  await accounts.update({ accountId: id, label: 'Renamed' });
  question.resolve(true);
  await asked;
  await accounts.update({ accountId: id, persistence: 'session' }); // moves the stored key to another store
  await fails(accounts.add(draftOf(DOCUMENTED, { label: 'Renamed', secrets: { sk: KEYS[4] } })));
  const { account } = await bench.sessions.of(id);
  await account.signIn(new AbortController().signal);
  expect(bench.cloud.seenSecrets).toEqual([KEYS[3]]);

  expect(printed.length).toBeGreaterThan(20);
  expect(KEYS.filter((key) => [...printed, JSON.stringify(bench.emitted)].some((text) => text.includes(key)))).toEqual(
    [],
  );
  expect([...revealedIn].filter((file) => !MAY_REVEAL.includes(file))).toEqual([]);
});

it('each secret of an account is read once to open the session of the account, and not again for its redactor', async () => {
  const keychain = new TiredKeychain();
  const bench = open({ keychain });
  const { id } = await bench.accounts.add(draftOf(DOCUMENTED, { persistence: 'keychain' }));
  const reads: string[] = [];
  const { read } = keychain;
  keychain.read = (account: AccountId, name: string) => (reads.push(name), read(account, name));
  await bench.sessions.of(id);
  await bench.sessions.redactorOf(bench.accountStore.get(id));
  await bench.sessions.of(id);
  expect(reads.filter((name) => name === 'sk')).toHaveLength(1);
});
