/** The move of cameras that were dragged onto a group of their cloud: the same dialog as over the table, with the group chosen. */
import { useEffect } from 'react';
import { useCloudMove } from '../../../state/cameras/cloud-move.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { closeDialog } from '../../../state/page/navigation.ts';
import { askChange, dismissChange, setGroup, useChanging } from '../model/changing.ts';
import { ChangeDialog } from './change-dialog.tsx';

export function MoveDialog() {
  const move = useCloudMove((state) => state.move);
  useEffect(() => {
    if (move === null) return undefined;
    const { byId } = useDirectory.getState().view;
    const cameras = move.channelIds.flatMap((id) => byId.get(id) ?? []);
    void askChange('move', cameras);
    setGroup(move.groupId);
    const unfollow = useChanging.subscribe(({ change }) => {
      if (change === null) closeDialog();
    });
    return () => {
      unfollow();
      dismissChange();
    };
  }, [move]);
  return <ChangeDialog />;
}
