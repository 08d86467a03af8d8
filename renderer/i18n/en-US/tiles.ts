/** Tiles with a picture, of the live wall and of playback. */
export const tiles = {
  map: 'Part of the picture that is shown, {{factor}} times enlarged',
  turned: '{{degrees}}°',
  mirrored: 'mirrored',
  taken: 'Taken {{time}}',
  tryNow: 'Try now',
  details: 'Details',
  editAccount: 'Edit account',
  allowPlain: 'Allow plain http from {{host}}',
  trustCertificate: 'Trust this certificate of {{host}}',
  allowAsking: 'Answer the question about {{host}}',
  statistics: {
    dropped: '{{count}} dropped',
    stalls: '{{count}} stalls',
    first: 'first frame {{seconds}} s',
    unknown: 'not measured yet',
    fps: '{{count}} fps',
    flv: 'FLV',
    hls: 'HLS',
  },
};
