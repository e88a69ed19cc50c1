import { l10n } from 'vscode';
import { wireFault, type WireFaultData } from '../../wireFault.ts';

/** Which fault it was on the wire, in words, and where VS Code's own way was tried too, how that went. */
export function wireFaultText(data: WireFaultData): string {
  const { hostReason, directReason } = data;
  if (hostReason !== undefined) {
    return `${faultText(data)} ${l10n.t('VS Code’s own connection, which knows PAC files and the system’s proxy, was tried too and failed as well: {0}', faultText({ reason: hostReason }))}`;
  }
  return directReason === undefined
    ? faultText(data)
    : `${faultText(data)} ${l10n.t('It was sent through VS Code’s own connection, since the direct one could not be made: {0}', faultText({ reason: directReason }))}`;
}

function faultText(data: WireFaultData): string {
  const reason = String(data.reason);
  const proxy = String(data.proxy);
  switch (wireFault(data)) {
    case 'name-not-found':
      return l10n.t('The host’s name could not be found ({0}).', reason);
    case 'nothing-listens':
      return l10n.t('Nothing listens at that address ({0}).', reason);
    case 'unreachable':
      return l10n.t('The host cannot be reached from this network ({0}).', reason);
    case 'closed':
      return data.kept === true
        ? l10n.t('The other side had closed the connection, which was kept from an earlier call ({0}).', reason)
        : l10n.t('The other side closed the connection ({0}).', reason);
    case 'no-time':
      return l10n.t('The host did not answer in time ({0}).', reason);
    case 'proxy-login':
      return l10n.t('The proxy {0} wants a user name and password (407).', proxy);
    case 'proxy-refused':
      return data.proxyStatus === undefined
        ? l10n.t('The proxy refused to open a connection to the host.')
        : l10n.t('The proxy {0} refused to open a connection to the host ({1}).', proxy, String(data.proxyStatus));
    case 'proxy-gone':
      return l10n.t('The proxy {0} cannot be reached ({1}).', proxy, reason);
    case 'certificate-expired':
      return l10n.t('The certificate of the other side is out of date ({0}).', reason);
    case 'certificate-host':
      return l10n.t('The certificate of the other side is for another host ({0}).', reason);
    case 'certificate-unknown':
      return l10n.t('The certificate of the other side is not trusted here ({0}).', reason);
    case 'tls-version':
      return l10n.t('The other side speaks only a version of TLS that is not safe any more ({0}).', reason);
    case 'no-tls':
      return l10n.t('The other side answers without TLS ({0}).', reason);
    case 'not-http':
      return l10n.t('What was answered is not HTTP ({0}).', reason);
    case 'headers-too-large':
      return l10n.t('The answer has more headers than are taken in, 16 kB ({0}).', reason);
    case 'length':
      return l10n.t('The answer contradicts itself about its length ({0}).', reason);
    case 'other':
      return l10n.t('The system says: {0}.', reason);
  }
}

/** What to do about it. */
export function wireFaultAdvice(data: WireFaultData): string {
  switch (wireFault(data)) {
    case 'name-not-found':
      return l10n.t('Check the account ID or base URL, and that this computer is online (a VPN may be off).');
    case 'nothing-listens':
      return l10n.t(
        'Check host and port of the base URL, and that the program there runs; a firewall can refuse like this too.',
      );
    case 'unreachable':
      return l10n.t('Connect to the network or VPN that leads to the host.');
    case 'closed':
      return l10n.t('If it happens again, ask who runs the network: a proxy, VPN or firewall on the way may cut it.');
    case 'no-time':
      return l10n.t(
        'A firewall on the way may swallow it: set http.proxy if this network needs a proxy, or connect the VPN.',
      );
    case 'proxy-login':
      return l10n.t('Put them into http.proxy, as in http://user:password@host:port.');
    case 'proxy-refused':
      return l10n.t(
        'Check the account ID, and ask who runs the proxy to let the host through; what needs no proxy goes into http.noProxy.',
      );
    case 'proxy-gone':
      return l10n.t(
        'Correct http.proxy, or https_proxy in the environment that it comes from, or connect to the proxy’s network.',
      );
    case 'certificate-expired':
      return l10n.t(
        'Set the clock of this computer right; if it is, whoever runs the other side has to renew the certificate.',
      );
    case 'certificate-host':
      return l10n.t(
        'Correct the base URL; if it is right, something else answers in its place: log in to the network in a browser if it wants that.',
      );
    case 'certificate-unknown':
      return l10n.t(
        'If a proxy inspects traffic here, have the system trust its authority and reload the window; if a network wants a login, log in in a browser.',
      );
    case 'tls-version':
      return l10n.t('Whoever runs it, a gateway or proxy, has to allow TLS 1.2 or later; NetSuite does.');
    case 'no-tls':
      return l10n.t(
        'Check the port of the base URL and http.proxy; a network’s log-in page answers like this too: log in in a browser.',
      );
    case 'not-http':
      return l10n.t('Check the port of the base URL: another program answers there, or a proxy spoils the answer.');
    case 'headers-too-large':
      return l10n.t('The gateway or proxy that answered has to set fewer or shorter headers, cookies above all.');
    case 'length':
      return l10n.t('Have the gateway or proxy that answered mended, or call the account’s own host past it.');
    case 'other':
      return l10n.t('Check the network, the account ID and the proxy settings.');
  }
}
