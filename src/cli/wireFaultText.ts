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
      return `the other side closed it, ${reason}`;
    case 'no-time':
      return `the host did not answer in time, ${reason}`;
    case 'proxy-login':
      return `the proxy ${proxy} wants a user name and password, as in http://user:password@host:port`;
    case 'proxy-refused':
      return `the proxy ${proxy} opened no tunnel, ${String(data.proxyStatus ?? reason)}`;
    case 'proxy-gone':
      return `the proxy ${proxy} cannot be reached, ${reason}`;
    case 'certificate-expired':
      return `the certificate is out of date, or this clock is wrong, ${reason}`;
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
