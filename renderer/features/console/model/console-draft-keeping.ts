/**
 * Drafts of the console over a restart: main keeps the values of each form, without its secrets. Texts of the JSON view
 * and files live as long as the window.
 */
import { MAX_DRAFT_CHARS } from '../../../../preload/domain/console/console-drafts.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../page/bridge.ts';
import { changeDraft, draftRef, selectDraft, useDrafts } from '../../../contract-form/console-drafts.ts';
import type { JsonObject } from '../../../contract-form/console-json.ts';
import type { OperationChoice } from '../../../contract-form/operation-choice.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';

const KEEP_AFTER_MS = 800;

interface Owner {
  readonly accountId: AccountId;
  readonly operationId: string;
}

const asked = new Set<string>();
/**
 * The owner of the draft under each key, after main has answered with its stored draft: until then nothing replaces the
 * stored draft.
 */
const owners = new Map<string, Owner>();
/** The draft of each form as main has stored it. */
const kept = new Map<string, JsonObject>();
let timer: ReturnType<typeof setTimeout> | null = null;

/** Puts the kept values into the form of an operation, once, unless the user typed something in the meantime. */
export async function recallDraft(choice: OperationChoice, accountId: AccountId): Promise<void> {
  const ref = draftRef(choice, accountId);
  if (asked.has(ref.key)) return;
  asked.add(ref.key);
  const owner = { accountId, operationId: choice.operationId };
  const answer = await request['console.draft'](owner);
  if (!answer.ok) {
    asked.delete(ref.key);
    return postFailure(answer.error);
  }
  owners.set(ref.key, owner);
  const values = (answer.value.params ?? {}) as JsonObject;
  kept.set(ref.key, values);
  const typed = selectDraft(ref)(useDrafts.getState());
  const isTyped = typed.jsonText !== null || !isEmpty(typed.values);
  // Either way the store changes, and what differs from the kept is kept.
  changeDraft(ref, () => (isTyped || isEmpty(values) ? {} : { values }));
}

/** Lets main store the typed values, until the returned function is called. */
export function keepDrafts(): () => void {
  const later = (): void => {
    timer ??= setTimeout(keepNow, KEEP_AFTER_MS);
  };
  const stop = useDrafts.subscribe(later);
  window.addEventListener('pagehide', keepNow);
  later();
  return () => {
    stop();
    window.removeEventListener('pagehide', keepNow);
    keepNow();
  };
}

function keepNow(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  const { drafts } = useDrafts.getState();
  for (const [key, owner] of owners) {
    const values = drafts[key]?.values;
    const before = kept.get(key);
    if (values === undefined || values === before) continue;
    if (isEmpty(values) && isEmpty(before ?? {})) continue;
    void keep(key, owner, values);
  }
}

const isEmpty = (values: JsonObject): boolean => Object.keys(values).length === 0;

async function keep(key: string, owner: Owner, values: JsonObject): Promise<void> {
  kept.set(key, values);
  type Params = Parameters<(typeof request)['console.keep-draft']>[0]['params'];
  // Too long values are not even sent: main would only forget the kept ones.
  const params = (JSON.stringify(values).length > MAX_DRAFT_CHARS ? {} : values) as Params;
  const answer = await request['console.keep-draft']({ ...owner, params });
  if (answer.ok || kept.get(key) !== values) return;
  kept.delete(key); // the next change tries again
  postFailure(answer.error);
}
