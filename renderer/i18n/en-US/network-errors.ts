/** The words of the failures on the way to a server, by the rest of the code: `network.dns` is `dns` here. */
export const networkErrors = {
  unreachable: {
    what: '{{host}} cannot be reached.',
    why: 'No connection could be opened: {{detail}}.',
    next: 'Check the cable, the proxy and the firewall, then try again.',
  },
  dns: {
    what: '{{host}} is not known.',
    why: 'The name could not be resolved: {{detail}}.',
    next: 'Check the spelling of the address and the DNS of this computer.',
  },
  tls: {
    what: 'The connection to {{host}} is not trusted.',
    why: 'Its certificate was refused: {{detail}}.',
    next: 'Check the address. Behind a proxy that opens TLS, have its certificate installed on this computer.',
  },
  'certificate-expired': {
    what: 'The certificate of {{host}} has expired.',
    why: 'By the clock of this computer, its time is over.',
    next: 'Check the clock of this computer. If it is right, the server needs a new certificate: tell its administrator.',
  },
  'certificate-not-yet-valid': {
    what: 'The certificate of {{host}} is not valid yet.',
    why: 'By the clock of this computer, its time has not begun.',
    next: 'Check the clock and the time zone of this computer, then try again.',
  },
  'certificate-other-host': {
    what: 'The certificate is not for {{host}}.',
    why: 'The server that answers shows the certificate of another host.',
    next: 'Check the address. The page of a network that asks for a sign-in can answer like this too: open a browser and sign in.',
  },
  'certificate-self-signed': {
    what: 'The certificate of {{host}} vouches for itself.',
    why: 'No authority has signed it, so it may be anybody’s.',
    next: 'Ask the administrator for a certificate of an authority, or for the authority of your organisation as a file.',
  },
  'certificate-unknown-issuer': {
    what: 'This computer does not know the authority of {{host}}.',
    why: 'The certificate was signed by an authority that neither the system nor this client trusts.',
    next: 'Behind a proxy that opens TLS, or with an authority of your organisation, add its certificate: Settings, Network.',
  },
  'tls-too-old': {
    what: '{{host}} speaks an outdated TLS only.',
    why: 'The server or a proxy on the way offers no TLS 1.2 or later, and older versions protect nothing.',
    next: 'Ask the administrator of the server or of the proxy to switch TLS 1.2 on.',
  },
  'proxy-unreachable': {
    what: 'The proxy {{host}} cannot be reached.',
    why: 'No connection to it could be opened.',
    next: 'Check the proxy under Settings, Network, and the cable and the firewall of this computer.',
  },
  'proxy-sign-in': {
    what: 'The proxy {{host}} asks for a user and a password.',
    why: 'None are stored for it, or it does not take those that are.',
    next: 'Enter the user and the password of the proxy under Settings, Network.',
  },
  'proxy-page': {
    what: 'A page for a sign-in answers instead of the cloud.',
    why: 'The proxy {{host}}, or the network around it, wants a person to sign in first.',
    next: 'Open a browser, sign in to the network, then try again.',
  },
  'proxy-refused': {
    what: 'The proxy {{host}} refuses this connection.',
    why: 'Its rules do not allow the address or the port of the cloud.',
    next: 'Ask the administrator of the proxy to allow the address.',
  },
  'proxy-failed': {
    what: 'The proxy {{host}} could not open the connection.',
    why: 'It answers, but does not reach the cloud.',
    next: 'Try again. If it lasts, tell the administrator of the proxy.',
  },
  'proxy-unsupported': {
    what: 'The system names no proxy for {{host}} that this client can use.',
    why: 'It names proxies of another kind only, such as SOCKS.',
    next: 'Enter an HTTP proxy under Settings, Network.',
  },
  timeout: {
    what: '{{host}} did not answer in time.',
    why: 'No answer within {{seconds}} s.',
    next: 'Try again. If it lasts, check the network.',
  },
  reset: {
    what: '{{host}} closed the connection.',
    why: 'It was cut before the answer was complete.',
    next: 'Try again.',
  },
  'bad-answer': {
    what: '{{host}} gave an answer that cannot be read.',
    why: 'The answer is not what the cloud documents: {{detail}}.',
    next: 'Check the address: a proxy or another service may be answering.',
  },
  'no-api': {
    what: 'No {{cloud}} API answers at this address.',
    why: '{{host}} answers, but with {{detail}}.',
    next: 'Check the address of the API: it may belong to another cloud or to a web page. If it is right, a proxy on the way may be answering.',
  },
  'too-large': {
    what: 'The answer of {{host}} is too large.',
    why: 'More than {{limit}} bytes arrived.',
    next: 'Ask for less at once. If it happens again, send the log to support.',
  },
  'redirect-refused': {
    what: '{{host}} sent the request elsewhere.',
    why: 'Redirects are refused, because the keys would leave for another host.',
    next: 'Enter the final address of the cloud.',
  },
  'address-refused': {
    what: '{{host}} was not contacted.',
    why: '{{detail}} belongs to this computer, to its network link or to a service for this computer alone. A cloud may not name such an address.',
    next: 'If the host is right, send its name to support.',
  },
};
