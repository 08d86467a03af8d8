/** Beside the pictures of playback: the cameras of the review, or the list of all cameras as beside the wall. */
import { CameraPanel } from '../features/cameras/camera-panel.tsx';
import { PlaybackCameras } from '../features/playback/cameras/playback-cameras.tsx';

export const PlaybackSide = () => <PlaybackCameras list={<CameraPanel />} />;
