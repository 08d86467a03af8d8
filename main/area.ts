/**
 * An area of the client, as main/app.ts sees it. An area is a folder of main/services: its `area.ts` creates the services
 * from the core and from the areas that it needs, and returns this. Each hook is called in the order of the list in
 * main/app.ts; areas are closed in the reverse order.
 */
import type { Handlers, RequestName } from '../preload/contract/contract.ts';
import type { AccountId } from '../preload/domain/ids.ts';
import type { Restoration } from '../preload/domain/restoration.ts';
import type { RevokedHost } from './ports/media-trust.ts';
import type { Screen } from './ports/screens.ts';
import type { AccountChange } from './services/accounts/accounts.ts';
import type { CameraRefs } from './services/shared/camera-refs.ts';
import type { RemovedThings } from './services/shared/removed-things.ts';

/** @template N the requests that the area answers. */
export interface Area<N extends RequestName = never> {
  readonly handlers: Pick<Handlers, N>;
  /** For each settings file of the area: why it could not be taken as it was, or null. */
  readonly restored?: readonly (Restoration | null)[];
  /**
   * The camera ids that the area stores. When a deleted account is added again, its cameras have other ids: each of
   * these gets the new ids.
   */
  readonly cameraRefs?: readonly CameraRefs[];
  /** Of these, the places where operators put cameras: a camera that takes over from another one gets them. */
  readonly cameraPlaces?: readonly CameraRefs[];
  /** The operations of a cloud that the area brings to a screen: the table of capabilities follows. */
  readonly screens?: readonly Screen[];
  /** The area's deleted things that can be restored. */
  readonly removedThings?: readonly RemovedThings[];
  /** Starts work that takes long. Called once, just before the first window opens. */
  start?(): void;
  /** Something happened to an account. */
  onAccount?(id: AccountId, what: AccountChange): void;
  /** A person takes pictures of an account from one more host, or from `revoked` no longer: what comes from there ends. */
  onMediaHosts?(id: AccountId, revoked: RevokedHost | null): void;
  /** The cameras of an account were read and differ from the earlier list. */
  onDirectory?(): void;
  /** The keychain can be used now and could not be used before. */
  onUnlocked?(): void;
  /** All sessions were closed because their connections are dead: after sleep, and on another network. */
  onReconnect?(): void;
  /** The computer woke up. Called after `onReconnect`. */
  onResumed?(): void;
  /** A window sent a request; the request has not been answered yet. */
  onWindow?(windowId: string): void;
  /** A window closed or its page was loaded again: the area releases everything that it holds for the window. */
  onWindowGone?(windowId: string): void;
  dispose?(): void | Promise<void>;
}

type Answered<A> = A extends { readonly handlers: infer H } ? keyof H : never;
type Unanswered<A extends readonly Area[]> = Exclude<RequestName, Answered<A[number]>>;

/**
 * Puts the handlers of all areas into one object. A request that no area answers does not compile; the error names it.
 *
 * @throws {Error} when two areas answer one request.
 */
export function handlersOf<A extends readonly Area[]>(
  areas: A & ([Unanswered<A>] extends [never] ? unknown : { readonly unanswered: Unanswered<A> }),
): Handlers {
  const handlers: Record<string, unknown> = {};
  for (const area of areas as readonly Area[]) {
    for (const [name, handler] of Object.entries(area.handlers)) {
      if (Object.hasOwn(handlers, name)) throw new Error(`two areas answer ${name}`);
      handlers[name] = handler;
    }
  }
  return handlers as unknown as Handlers;
}
