/** Refusals of a cloud or a device, each with the reason and the next step. */
export const cloudErrors = {
  'rate-limited': {
    what: 'Cloud refused: too many calls.',
    why: 'The limit of calls is reached for the moment.',
    next: 'Wait a moment. Pictures and lists of cameras come back by themselves; send anything else again.',
  },
  unavailable: {
    what: 'The cloud has a fault.',
    why: 'It answered with a fault of its own.',
    next: "Pictures and lists of cameras come back by themselves; send anything else again. If it lasts, ask the cloud's support with the request id.",
  },
  'invalid-parameter': {
    what: 'Cloud refused the request.',
    why: 'A value is not accepted: {{detail}}.',
    next: 'Correct that value and repeat. If it is right, send the request id to support.',
  },
  'not-found': {
    what: 'Not found in this cloud.',
    why: 'It was deleted or moved to another account.',
    next: 'Refresh the camera list.',
  },
  conflict: {
    what: 'Cloud refused: the present state does not allow this.',
    why: 'Its state is another than this action needs; somebody may have changed it meanwhile.',
    next: 'Read the state again, then repeat.',
  },
  exists: {
    what: 'It is there already.',
    why: 'The cloud has it: {{detail}}.',
    next: 'Use what is there, or choose another name or id.',
  },
  'in-use': {
    what: 'It is still in use.',
    why: 'Something else in the cloud uses it: {{detail}}.',
    next: 'Remove what uses it first, then repeat.',
  },
  'first-needed': {
    what: 'Something else has to be done first.',
    why: 'The cloud asks for another step before this one: {{detail}}.',
    next: "Do that first, here or in the cloud's console, then repeat.",
  },
  quota: {
    what: 'Cloud refused: the quota is used up.',
    why: 'The account has reached a limit of the cloud: {{detail}}.',
    next: "Free some of it or extend the quota in the cloud's console.",
  },
  arrears: {
    what: 'Cloud refused: payment is due.',
    why: 'The account is in arrears.',
    next: "Settle it in the cloud's console.",
  },
  'service-not-enabled': {
    what: 'The service is not enabled.',
    why: 'The account has not switched this service on.',
    next: "Enable it in the cloud's console.",
  },
  'service-abnormal': {
    what: 'The service is not in order.',
    why: 'It is frozen, has expired or is being changed: {{detail}}.',
    next: "Open the service in the cloud's console; it says what to pay or to finish.",
  },
  'service-unclear': {
    what: 'Cloud refused because of a storage service.',
    why: 'Its documents contradict each other about this code: either the service is not enabled, or it is there already.',
    next: "Look in the cloud's console whether the service is enabled for this camera.",
  },
  'not-supported': {
    what: 'This cloud does not offer it.',
    why: 'It documents no operation for it.',
    next: 'Use another way or another cloud for it.',
  },
  pending: {
    what: 'The cloud is still setting it up.',
    why: 'It asked to be called again later.',
    next: 'Wait a moment. Where the client needs the result, it asks again by itself.',
  },
  failed: {
    what: 'The cloud did not get it done.',
    why: 'It tried and did not succeed: {{detail}}.',
    next: "Try again. If it fails again, ask the cloud's support with the request id.",
  },
  refused: {
    what: 'Cloud refused.',
    why: 'It refused by a rule of its own: {{detail}}.',
    next: "Ask the cloud's support with the request id.",
  },
  partial: {
    what: 'Only a part was done.',
    why: 'Some entries were refused: {{detail}}.',
    next: 'Fix the refused ones and repeat them.',
  },
};

export const deviceErrors = {
  offline: {
    what: 'The device is offline.',
    why: 'The cloud has no connection to it.',
    next: 'Check its power and network. Its pictures come back by themselves; send anything else again.',
  },
  frozen: {
    what: 'The device is frozen.',
    why: 'It was frozen in the cloud, for example because its licence ended.',
    next: "Unfreeze it in the cloud's console.",
  },
  unregistered: {
    what: 'The device has never signed in.',
    why: 'It is entered in the cloud, but has not connected yet.',
    next: 'Check the platform address and the password on the device.',
  },
  busy: {
    what: 'The device is busy.',
    why: 'It serves as many streams as it can, or somebody else holds it.',
    next: 'Close other viewers, or wait.',
  },
  timeout: {
    what: 'The device did not answer.',
    why: 'The cloud waited for it in vain.',
    next: 'Try again. If it lasts, check the network of the device.',
  },
  failed: {
    what: 'The device did not carry it out.',
    why: 'The cloud passed it on, and the device failed: {{detail}}.',
    next: 'Check that the device is online and that its model can do this, then try again.',
  },
  'rejected-password': {
    what: 'The device refused its password.',
    why: 'The user name or password that the cloud has of the device is wrong or has expired.',
    next: "Enter the present user name and password of the device in the cloud's console.",
  },
  'privacy-mask': {
    what: 'Privacy masking is on.',
    why: 'The device does not do this while it hides its picture.',
    next: 'Turn privacy masking off on the device, then try again.',
  },
  licence: {
    what: 'The device lacks a valid licence for this.',
    why: 'The cloud finds no valid licence: {{detail}}.',
    next: "Order or renew the licence in the cloud's console.",
  },
  storage: {
    what: 'The device has a storage fault.',
    why: 'Its disk or card is missing, full or damaged.',
    next: 'Check the storage on the device.',
  },
};
