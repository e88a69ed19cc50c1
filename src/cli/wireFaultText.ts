import { wireFault, type WireFaultData } from '../wireFault.ts';

/** Which fault it was on the wire, in words. */
export function wireFaultText(data: WireFaultData): string {
  const reason = String(data.reason);
  const proxy = String(data.proxy);
  switch (wireFault(data)) {
    case 'name-not-found':
      return `the host's name was not found, ${reason}`;
    case 'nothing-listens':
      return `nothing listens there, ${reason}`;
    case 'unreachable':
      return `the host cannot be reached from this network, ${reason}`;
    case 'closed':
      return `the other side closed it${data.kept === true ? ', which was kept from an earlier call' : ''}, ${reason}`;
    case 'no-time':
      return `the host did not answer in time, ${reason}`;
    case 'proxy-login':
      return `the proxy ${proxy} wants a user name and password, 407`;
    case 'proxy-refused':
      return `the proxy ${proxy} opened no tunnel, ${String(data.proxyStatus ?? reason)}`;
    case 'proxy-gone':
      return `the proxy ${proxy} cannot be reached, ${reason}`;
    case 'certificate-expired':
      return `the certificate is out of date, ${reason}`;
    case 'certificate-host':
      return `the certificate is for another host, ${reason}`;
    case 'certificate-unknown':
      return `the certificate is not trusted here, ${reason}`;
    case 'tls-version':
      return `the other side speaks only an old version of TLS, ${reason}`;
    case 'no-tls':
      return `the other side answers without TLS, ${reason}`;
    case 'not-http':
      return `what was answered is not HTTP, ${reason}`;
    case 'headers-too-large':
      return `the answer has more than 16 kB of headers, ${reason}`;
    case 'length':
      return `the answer contradicts itself about its length, ${reason}`;
    case 'other':
      return reason;
  }
}

/** What to do about it, in whole sentences. */
export function wireFaultAdvice(data: WireFaultData): string {
  switch (wireFault(data)) {
    case 'name-not-found':
      return 'Check NETSUITE_ACCOUNT_ID or NETSUITE_BASE_URL, and that this machine is online; where only a proxy knows names, set https_proxy.';
    case 'nothing-listens':
      return 'Check host and port of NETSUITE_BASE_URL, and that the program there runs; a firewall can refuse like this too.';
    case 'unreachable':
      return 'Connect to the network or VPN that leads to the host.';
    case 'closed':
      return 'If it happens again, ask who runs the network: a proxy, VPN or firewall on the way may cut it.';
    case 'no-time':
      return 'A firewall on the way may swallow it: set https_proxy if this network needs a proxy, or connect the VPN.';
    case 'proxy-login':
      return 'Put them into https_proxy, as in http://user:password@host:port.';
    case 'proxy-refused':
      return 'Check the account ID, and ask who runs the proxy to let the host through; what needs no proxy goes into no_proxy.';
    case 'proxy-gone':
      return "Correct https_proxy or all_proxy, or connect to the proxy's network.";
    case 'certificate-expired':
      return "Set this machine's clock right; if it is, whoever runs the other side has to renew the certificate.";
    case 'certificate-host':
      return "Correct NETSUITE_BASE_URL; if it is right, something else answers in its place, such as a network's log-in page.";
    case 'certificate-unknown':
      return 'If a proxy inspects traffic here, name the file of its authority in NODE_EXTRA_CA_CERTS.';
    case 'tls-version':
      return 'Whoever runs it, a gateway or proxy, has to allow TLS 1.2 or later; NetSuite does.';
    case 'no-tls':
      return "Check the port of NETSUITE_BASE_URL and https_proxy; a network's log-in page answers like this too.";
    case 'not-http':
      return 'Check the port of NETSUITE_BASE_URL: another program answers there, or a proxy spoils the answer.';
    case 'headers-too-large':
      return 'The gateway or proxy that answered has to set fewer or shorter headers, cookies above all.';
    case 'length':
      return "Have the gateway or proxy that answered mended, or call the account's own host past it.";
    case 'other':
      return 'Check the network, the account ID, NETSUITE_BASE_URL and the proxy.';
  }
}
