/** The PTZ stage: one camera large and live, its controls and its presets. It joins two features, so app lays it out. */
import { StagePad } from '../features/live/ptz/stage-pad.tsx';
import { StagePicture } from '../features/live/ptz/stage-picture.tsx';
import { showOnStage, stepCamera, turningCameras, useStage } from '../features/presets/model/stage.ts';
import { whyNoPresets } from '../state/presets/preset-reason.ts';
import { useTracks } from '../features/presets/model/tracks.ts';
import { PresetsPanel } from '../features/presets/presets-panel.tsx';
import { TrackEditor } from '../features/presets/track-editor.tsx';
import { LeaveTrack } from '../features/presets/track-questions.tsx';
import { TracksPanel } from '../features/presets/tracks-panel.tsx';
import { WithoutPresets } from '../features/presets/without-presets.tsx';
import { useLocale, useText } from '../i18n/i18n.ts';
import { mayTurn } from '../../preload/domain/cameras/cameras.ts';
import type { ChannelId } from '../../preload/domain/ids.ts';
import { useActions } from '../state/actions/shortcut-actions.ts';
import { selectAccount, useAccounts } from '../state/accounts/accounts.ts';
import { selectChannel, useDirectory } from '../state/cameras/directory.ts';
import { goTo } from '../state/page/navigation.ts';
import { ThemeProvider } from '../ui/theme/theme-provider.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

export function PresetsScreen() {
  const channelId = useStage((state) => state.channelId);
  useActions({ 'presets.nextCamera': () => stepCamera(1), 'presets.previousCamera': () => stepCamera(-1) });
  return (
    <ThemeProvider locale={useLocale()}>
      <section className="stage presets-stage" data-scope="presets">
        {channelId === null ? <NoCamera /> : <Stage key={channelId} channelId={channelId} />}
      </section>
    </ThemeProvider>
  );
}

function Stage({ channelId }: { readonly channelId: ChannelId }) {
  const channel = useDirectory(selectChannel(channelId));
  const vendor = useAccounts((state) => selectAccount(channel?.accountId ?? null)(state)?.vendor);
  const reason = channel === undefined || vendor === undefined ? null : whyNoPresets(channel, vendor);
  const canSteer = channel === undefined || mayTurn(channel);
  return (
    <>
      <StagePicture channelId={channelId} />
      <aside className="beside">
        {canSteer ? <StagePad channelId={channelId} /> : null}
        {reason === null ? <PresetsAndTracks channelId={channelId} /> : <WithoutPresets reason={reason} />}
      </aside>
    </>
  );
}

/** The editor of a track takes the place of both lists. */
function PresetsAndTracks({ channelId }: { readonly channelId: ChannelId }) {
  const editing = useTracks((state) => (state.editing?.channelId === channelId ? state.editing : null));
  return (
    <>
      {editing === null ? (
        <>
          <PresetsPanel channelId={channelId} />
          <TracksPanel channelId={channelId} />
        </>
      ) : (
        <TrackEditor editing={editing} />
      )}
      <LeaveTrack />
    </>
  );
}

function NoCamera() {
  const t = useText();
  const [first] = turningCameras(useDirectory((state) => state.view));
  return (
    <EmptyState
      title={t('presets.empty.title')}
      text={t(first === undefined ? 'presets.empty.noneTurns' : 'presets.empty.text')}
    >
      {first === undefined ? (
        <button type="button" className="btn" data-action="app.clouds" onClick={() => goTo('clouds')}>
          {t('presets.empty.toClouds')}
        </button>
      ) : (
        <button type="button" className="btn" onClick={() => showOnStage(first.id)}>
          {t('presets.empty.first', { number: first.number, name: first.name })}
        </button>
      )}
    </EmptyState>
  );
}
