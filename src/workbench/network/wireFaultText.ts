import { l10n } from 'vscode';
import { wireFault, type WireFaultData } from '../../wireFault.ts';

/** Which fault it was on the wire, in words, with what to do where that is not the same for all of them. */
export function wireFaultText(data: WireFaultData): string {
  const reason = String(data.reason);
  const proxy = String(data.proxy);
  switch (wireFault(data)) {
    case 'name-not-found':
      return l10n.t(
        'The host’s name could not be found ({0}): the account ID is wrong, or there is no network.',
        reason,
      );
    case 'nothing-listens':
      return l10n.t('Nothing listens at that address ({0}).', reason);
    case 'unreachable':
      return l10n.t('The host cannot be reached from this network ({0}).', reason);
    case 'closed':
      return l10n.t('The other side closed the connection ({0}).', reason);
    case 'no-time':
      return l10n.t('The host did not answer in time ({0}).', reason);
    case 'proxy-login':
      return l10n.t(
        'The proxy {0} wants a user name and password (407). Put them into http.proxy, as in http://user:password@host:port.',
        proxy,
      );
    case 'proxy-refused':
      return data.proxyStatus === undefined
        ? l10n.t('The proxy refused to open a connection to the host.')
        : l10n.t('The proxy {0} refused to open a connection to the host ({1}).', proxy, String(data.proxyStatus));
    case 'proxy-gone':
      return l10n.t(
        'The proxy {0} cannot be reached ({1}). It comes from http.proxy or the environment.',
        proxy,
        reason,
      );
    case 'certificate-expired':
      return l10n.t(
        'The certificate of the other side is out of date ({0}). The clock of this computer may be wrong.',
        reason,
      );
    case 'certificate-host':
      return l10n.t(
        'The certificate of the other side is for another host ({0}): something else answers in its place, or the base URL is wrong.',
        reason,
      );
    case 'certificate-unknown':
      return l10n.t(
        'The certificate of the other side is not trusted here ({0}). A proxy that inspects traffic is a common cause.',
        reason,
      );
    case 'tls-version':
      return l10n.t('The other side speaks only a version of TLS that is not safe any more ({0}).', reason);
    case 'no-tls':
      return l10n.t(
        'The other side answers without TLS ({0}): it is no https, or a proxy answers in its place.',
        reason,
      );
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
