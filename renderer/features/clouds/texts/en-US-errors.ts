/** Faults of an account and of the addresses that its keys go to. */
export const accountErrors = {
  'not-found': {
    what: 'The account does not exist any more.',
    why: 'It was deleted.',
    next: 'Choose another account.',
  },
  'label-taken': {
    what: 'The name "{{label}}" is taken.',
    why: 'Another account has it.',
    next: 'Give this one another name.',
  },
  disabled: {
    what: 'The account is turned off.',
    why: 'Nothing is sent to its cloud until it is turned on again.',
    next: 'Turn it on under Clouds.',
  },
  'keys-needed': {
    what: 'The keys of "{{label}}" are needed again.',
    why: 'They would go to {{host}} now. Stored keys never follow a changed address.',
    next: 'Enter every key again, then save. Nothing was sent and nothing was changed.',
  },
  'address-refused': {
    what: 'Nothing was sent to {{host}}.',
    why: 'The cloud does not document this host, and nobody confirmed that the keys of "{{label}}" may go there.',
    next: '{{field}}: check the address. If it is right, save the account with its keys and confirm the host in the dialog.',
  },
  'address-plain': {
    what: '{{host}} is not used without TLS.',
    why: 'With http, anybody on the way can read the keys. The client takes http only for simulated clouds on this computer.',
    next: '{{field}}: enter an address of the cloud that begins with https.',
  },
};
