/** An option of curl as it stood in a command, by its long name where we know it. */
export interface CurlOption {
  readonly name: string;
  /** As the person wrote it. */
  readonly spelled: string;
  readonly value?: string;
}

/** Short options by their long names; those in `withValue` take one (curl 8 manual). */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['A', 'user-agent'],
  ['b', 'cookie'],
  ['c', 'cookie-jar'],
  ['C', 'continue-at'],
  ['d', 'data'],
  ['D', 'dump-header'],
  ['e', 'referer'],
  ['E', 'cert'],
  ['F', 'form'],
  ['G', 'get'],
  ['H', 'header'],
  ['I', 'head'],
  ['k', 'insecure'],
  ['K', 'config'],
  ['L', 'location'],
  ['m', 'max-time'],
  ['o', 'output'],
  ['P', 'ftp-port'],
  ['Q', 'quote'],
  ['r', 'range'],
  ['t', 'telnet-option'],
  ['T', 'upload-file'],
  ['u', 'user'],
  ['U', 'proxy-user'],
  ['w', 'write-out'],
  ['x', 'proxy'],
  ['X', 'request'],
  ['y', 'speed-time'],
  ['Y', 'speed-limit'],
  ['z', 'time-cond'],
]);

const withValue: ReadonlySet<string> = new Set(
  `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to
  continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode
  delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare
  etag-save expect100-timeout form form-string ftp-account ftp-method ftp-port happy-eyeballs-timeout-ms haproxy-clientip
  header hostpubmd5 hostpubsha256 hsts http2-settings interface ipfs-gateway ip-tos json keepalive-cnt keepalive-time key
  key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time
  netrc-file noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey postquote preproxy proto proto-default
  proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key
  proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword
  proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range rate referer request request-target resolve retry
  retry-delay retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-gssapi-service socks5-hostname
  speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser
  trace trace-ascii trace-config unix-socket upload-file url url-query user user-agent variable vlan-priority write-out`
    .trim()
    .split(/\s+/),
);

/** The options of a command, and what stands without one: URLs. An option `--next` ends it, as another request begins. */
export function readOptions(words: readonly string[]): {
  readonly options: readonly CurlOption[];
  readonly urls: readonly string[];
} {
  const options: CurlOption[] = [];
  const urls: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--next' || word === '-:') {
      urls.push(...words.slice(at + 1).filter(each => /^https?:\/\//i.test(each)));
      break;
    }
    if (/^\d?>>?&?\d?$|^<{1,3}$/.test(word)) {
      // A file that the shell reads or writes.
      at++;
    } else if (/^(?:\d?>|<)/.test(word)) {
      continue;
    } else if (word.startsWith('--')) {
      const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
      if (value !== undefined || !withValue.has(name)) {
        options.push({ name, spelled: `--${name}`, ...(value !== undefined && { value }) });
      } else {
        options.push({ name, spelled: word, value: words[++at] ?? '' });
      }
    } else if (word.length > 1 && word.startsWith('-')) {
      at += readShort(word, words[at + 1], options);
    } else if (word !== '') {
      urls.push(word);
    }
  }
  return { options, urls };
}

/** `-sSL`, `-XPOST`, `-H 'Name: value'`. Returns how many further words were taken. */
function readShort(word: string, next: string | undefined, options: CurlOption[]): number {
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at);
    const name = shortNames.get(letter) ?? letter;
    if (!withValue.has(name)) {
      options.push({ name, spelled: `-${letter}` });
      continue;
    }
    const rest = word.slice(at + 1);
    options.push({ name, spelled: `-${letter}`, value: rest === '' ? (next ?? '') : rest });
    return rest === '' ? 1 : 0;
  }
  return 0;
}
