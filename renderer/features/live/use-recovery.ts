/** Tries failed tiles again when the cause may be gone: a camera came online, an account works again. */
import { useEffect } from 'react';
import { isOfAccount, type AccountId } from '../../../preload/domain/ids.ts';
import { livePool } from '../../media/pool/live-pool.ts';
import type { SlotKey } from '../../media/pool/player-pool.ts';
import type { PlayerSnapshot } from '../../media/live/player-state.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { usePlayers } from '../../state/players/players.ts';

type Failed = readonly (readonly [SlotKey, PlayerSnapshot])[];

function failedPlayers(): Failed {
  const entries = Object.entries(usePlayers.getState().bySlot) as [SlotKey, PlayerSnapshot][];
  return entries.filter(([, player]) => player.state.phase === 'failed');
}

export function useRecovery(): void {
  useEffect(() => {
    const stopDirectory = useDirectory.subscribe(({ view }, before) => {
      if (view === before.view) return;
      for (const [key, { channelId }] of failedPlayers()) {
        const isBack = view.byId.get(channelId)?.reachable === 'online';
        if (isBack && before.view.byId.get(channelId)?.reachable !== 'online') livePool.retry(key);
      }
    });
    const stopAccounts = useAccounts.subscribe(({ accounts }, before) => {
      if (accounts === before.accounts) return;
      for (const [key, { channelId }] of failedPlayers()) {
        const isOf = ({ id }: { readonly id: AccountId }): boolean => isOfAccount(channelId, id);
        const isWell = accounts.find(isOf)?.health.state === 'ok';
        if (isWell && before.accounts.find(isOf)?.health.state !== 'ok') livePool.retry(key);
      }
    });
    return () => {
      stopDirectory();
      stopAccounts();
    };
  }, []);
}
