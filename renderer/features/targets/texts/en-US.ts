const english = {
  devices: 'Devices and their lists',
  people: 'Targets of the list',
  reading: 'Reading the target library',
  noAccount: 'No account yet',
  noAccountText: 'Add a cloud account to see the target libraries of its devices.',
  noDevice: 'No device of this account has a target library.',
  choose: 'No list is open',
  chooseText: 'Choose a device, then one of its lists.',
  asOf: 'As of {{time}}.',
  consent: { opened: 'Consent is given.', closed: 'Consent is not given.', unknown: 'Consent is not known.' },
  unknown: 'unknown',
  search: 'Search the loaded targets',
  loaded: 'Loaded {{loaded}} of {{all}}',
  cut: 'The cloud does not give the rest of this list.',
};

export const words = english;
