/**
 * The lease of one player, from the request until it is given back. When the answer comes after the player stopped waiting, its
 * lease is given back at once, so that the gateway pulls no stream for it.
 */
import type { Result } from '../../../preload/domain/error.ts';
import type { StreamTicket } from '../../../preload/domain/media/streams.ts';
import type { PlayerSetup } from './player-setup.ts';

type TicketSetup = Pick<PlayerSetup, 'ports' | 'channelId' | 'profile' | 'onLease'>;

export class PlayerTicket {
  readonly #setup: TicketSetup;
  #held: StreamTicket | null = null;
  /** Raised when the wait for `live.open` ends, so that a late answer gives its lease back. */
  #questions = 0;

  constructor(setup: TicketSetup) {
    this.#setup = setup;
  }

  get held(): StreamTicket | null {
    return this.#held;
  }

  /**
   * Gives the present lease back and asks for another; `onAnswer` gets the answer unless {@link forget} or {@link drop}
   * comes first.
   */
  ask(onAnswer: (answer: Result<StreamTicket>) => void): void {
    this.drop();
    const question = this.#questions;
    const { ports, channelId, profile, onLease } = this.#setup;
    void ports.open(channelId, profile).then((answer) => {
      if (question !== this.#questions) {
        if (answer.ok) ports.close(answer.value.leaseId);
        return;
      }
      if (answer.ok) this.#held = answer.value;
      onAnswer(answer);
      if (answer.ok) onLease(answer.value.leaseId, null);
    });
  }

  /** The same lease under a new URL. */
  replace(ticket: StreamTicket): void {
    this.#held = ticket;
  }

  /** Drops the answer that is on its way. The present lease stays. */
  forget(): void {
    this.#questions += 1;
  }

  drop(): void {
    this.forget();
    const leaseId = this.#held?.leaseId;
    this.#held = null;
    if (leaseId === undefined) return;
    this.#setup.onLease(null, leaseId);
    this.#setup.ports.close(leaseId);
  }
}
