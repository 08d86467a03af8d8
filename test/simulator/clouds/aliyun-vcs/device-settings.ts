/** Settings that both CreateDevice and ModifyDevice take, by documented name. */
export const SETTING_NAMES: readonly string[] = [
  ...['Longitude', 'Latitude', 'DeviceDirection', 'DeviceSite', 'DeviceResolution', 'DeviceRate', 'FrameRate'],
  ...['GovLength', 'EncodeFormat', 'AudioEnable', 'OSDTimeEnable', 'OSDTimeType', 'OSDTimeX', 'OSDTimeY'],
  ...['Vendor', 'DeviceModel', 'DeviceSubType', 'DeviceIp', 'Password'],
];
