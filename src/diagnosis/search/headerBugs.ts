import type { Bug, Finding } from './plan.ts';
import { isHeaderOnly, made, type Scene } from './scene.ts';

/** Header and base string that disagree, and what of the header does not belong into a base string. */
export function headerBugs({ header, credentials, account, call }: Scene): Bug[] {
  const bugs: Bug[] = [];
  const has = (name: string) => header.some(item => item.name === name);
  const add = (finding: Finding, name: string, value: string, cost: number, slot = `header:${name}`) => {
    bugs.push({ findings: [finding], cost, slots: [slot], change: { pick: items => [...items, made(name, value)] } });
  };
  const queryNames = new Set(call.query.map(({ name }) => name));
  for (const { name } of header) {
    if (!isHeaderOnly(name) && !queryNames.has(name)) {
      bugs.push({
        findings: [{ code: 'header-param-not-signed', detail: name }],
        cost: 2,
        slots: [`header:${name}`],
        change: { pick: items => items.filter(item => item.place !== 'header' || item.name !== name) },
      });
    }
  }
  for (const [name, value, cost] of absent(account, credentials.token)) {
    if (!has(name)) {
      add({ code: 'signed-param-not-in-header', detail: name }, name, value, cost);
    }
  }
  const realm = header.find(({ name }) => name === 'realm');
  for (const [value, cost] of [
    [realm?.value, 1],
    [account, realm ? 2 : 1.5],
    [credentials.account, realm ? 2 : 1.5],
    [account.toLowerCase().replaceAll('_', '-'), 3],
    [account.toLowerCase(), 3],
    ['', 3],
  ] as const) {
    if (value !== undefined && (value !== '' || cost === 3)) {
      add({ code: 'realm-signed' }, 'realm', value, cost, 'realm');
    }
  }
  for (const [value, cost] of [
    ['', 1],
    ['undefined', 2],
    ['null', 2],
    ['None', 3],
    ['0', 4],
    ['signature', 4],
    ['oauth_signature', 4],
    ['{oauth_signature}', 4],
    ['placeholder', 4],
    ['PLACEHOLDER', 4],
    ['TODO', 4],
  ] as const) {
    add({ code: 'oauth-signature-included' }, 'oauth_signature', value, cost, 'signature');
  }
  // Another value signed than sent: time taken twice, another label in the base string.
  bugs.push(...otherValues(header));
  return bugs;
}

/** What clients sign and then leave out of the header. */
function absent(account: string, token: string): readonly (readonly [string, string, number])[] {
  return [
    ['oauth_version', '1.0', 1],
    ['oauth_version', '', 4],
    ['oauth_token', '', 1],
    ['oauth_token', token, 1.5],
    ['oauth_callback', 'oob', 2],
    ['oauth_callback', '', 2],
    ['oauth_verifier', '', 2],
    ['oauth_body_hash', '', 3],
    ['oauth_token_secret', '', 3],
    ['oauth_session_handle', '', 4],
    ['role', '', 3],
    ['role', '3', 3],
    ['oauth_realm', account, 3],
    ['account', account, 3],
  ];
}

function otherValues(header: Scene['header']): Bug[] {
  const bugs: Bug[] = [];
  const replace = (finding: Finding, name: string, value: string, cost: number): void => {
    bugs.push({
      findings: [finding],
      cost,
      slots: [`header:${name}`],
      change: {
        pick: items =>
          items.map(item =>
            item.place === 'header' && item.name === name ? { ...item, value, rawValue: value } : item,
          ),
      },
    });
  };
  for (const { name, value, rawValue } of header) {
    if (name === 'oauth_signature_method') {
      for (const label of [
        'HMAC-SHA1',
        'HMAC-SHA256',
        'HMAC_SHA256',
        'HMACSHA256',
        'SHA256',
        'hmac-sha256',
        'HMAC-SHA512',
        'PLAINTEXT',
      ]) {
        if (label !== value) {
          replace(
            { code: 'algorithm-label-mismatch', detail: label },
            name,
            label,
            label.startsWith('HMAC-SHA') ? 1.5 : 3,
          );
        }
      }
    } else if (name === 'oauth_timestamp' && /^\d{9,14}$/.test(value)) {
      for (let off = -5; off <= 5; off++) {
        replace({ code: 'header-param-not-signed', detail: name }, name, String(Number(value) + off), 3);
      }
      replace({ code: 'header-param-not-signed', detail: name }, name, `${value}000`, 3);
      replace({ code: 'header-param-not-signed', detail: name }, name, value.slice(0, 10), 3);
    } else if (name === 'oauth_version') {
      for (const version of ['1.0', '1.0a', '1', '2.0']) {
        if (version !== value) {
          replace({ code: 'header-param-not-signed', detail: name }, name, version, 3);
        }
      }
    }
    if (!isHeaderOnly(name)) {
      // Encoded once too often, or not at all, in the header only.
      const again = decoded(value);
      if (again !== value) {
        replace({ code: 'header-malformed', detail: name }, name, again, 2);
      }
      if (rawValue !== value) {
        replace({ code: 'header-malformed', detail: name }, name, rawValue, 2.5);
      }
      const trimmed = value.trim();
      if (trimmed !== value) {
        replace({ code: 'header-malformed', detail: name }, name, trimmed, 2);
      }
      for (const other of [value.toLowerCase(), value.toUpperCase()]) {
        if (other !== value && name !== 'oauth_signature_method' && name !== 'oauth_nonce') {
          replace({ code: 'header-param-not-signed', detail: name }, name, other, 4);
        }
      }
    }
  }
  return bugs;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
