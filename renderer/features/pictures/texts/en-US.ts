/** The dialog with a picture from the cloud. */
export const words = {
  title: 'Picture now · {{camera}}',
  of: 'Picture of {{camera}}',
  close: 'Close the picture',
  asking: 'The cloud is having the camera take a picture',
  asked: 'Asked for at {{time}}. The cloud does not say when the camera took the picture.',
  again: 'Take another picture',
  againIn: 'Another picture in {{seconds}} s',
};
