import type { Bug, Finding, KeyPlan, KeySource } from './plan.ts';
import type { Scene } from './scene.ts';

/** Signing keys put together wrongly. RFC 5849 section 3.4.2: both secrets, each encoded, `&` between them. */
export function keyBugs({ credentials }: Scene): Bug[] {
  return [...partBugs(credentials.token !== '' || credentials.tokenSecret !== ''), ...encodingBugs(), ...blankBugs()];
}

const sources: readonly KeySource[] = ['consumerSecret', 'tokenSecret', 'consumerKey', 'token', 'nothing'];

/** Every two of the four, or nothing, with the sign between them or without. */
function partBugs(hasToken: boolean): Bug[] {
  const bugs: Bug[] = [];
  for (const first of sources) {
    for (const second of sources) {
      const findings = partFindings(first, second, hasToken);
      const cost = 1 + 0.6 * Math.max(0, findings.length - 1) + (first === second ? 2 : 0);
      if (findings.length > 0) {
        bugs.push({ findings, cost, slots: ['key-parts'], change: { key: { first, second } } });
      }
    }
  }
  for (const [ampersand, cost] of [
    ['', 1],
    ['%26', 2],
    ['|', 4],
    [':', 4],
    [',', 4],
    [' ', 3],
    ['+', 3],
    ['&amp;', 3],
    ['&&', 3],
    ['_', 4],
    ['.', 4],
    ['-', 4],
    ['/', 4],
    ['\n', 4],
    [' & ', 3],
    ['=', 4],
  ] as const) {
    bugs.push({ findings: [{ code: 'ampersand-missing' }], cost, slots: ['key-sign'], change: { key: { ampersand } } });
  }
  // Joined first and encoded then, or a token secret that was never set.
  for (const word of ['undefined', 'null', 'None', 'nil', 'false', '0', '""', "''"]) {
    bugs.push({
      findings: [{ code: 'token-secret-missing' }],
      cost: 3,
      slots: ['key-parts', 'key-change'],
      change: { key: { changeSecret: (secret, which) => (which === 'second' ? word : secret) } },
    });
    bugs.push({
      findings: [{ code: 'consumer-secret-missing' }],
      cost: 3,
      slots: ['key-parts', 'key-change'],
      change: { key: { changeSecret: (secret, which) => (which === 'first' ? word : secret) } },
    });
  }
  bugs.push({
    findings: [
      { code: hasToken ? 'token-secret-missing' : 'ampersand-missing' },
      ...(hasToken ? [{ code: 'ampersand-missing' } as const] : []),
    ],
    cost: 1.4,
    slots: ['key-parts', 'key-sign'],
    change: { key: { second: 'nothing', ampersand: '' } },
  });
  bugs.push({
    findings: [{ code: 'consumer-secret-missing' }, { code: 'ampersand-missing' }],
    cost: 1.5,
    slots: ['key-parts', 'key-sign'],
    change: { key: { first: 'nothing', ampersand: '' } },
  });
  return bugs;
}

function partFindings(first: KeySource, second: KeySource, hasToken: boolean): Finding[] {
  if (first === 'tokenSecret' && second === 'consumerSecret') {
    return [{ code: 'secrets-swapped' }];
  }
  const findings: Finding[] = [];
  const used = [first, second];
  if (used.includes('token')) findings.push({ code: 'token-id-used-as-secret' });
  if (used.includes('consumerKey')) findings.push({ code: 'consumer-key-used-as-secret' });
  if (!used.includes('consumerSecret') && first !== 'consumerKey' && first !== 'token')
    findings.push({ code: 'consumer-secret-missing' });
  if (!used.includes('tokenSecret') && hasToken && second !== 'token' && second !== 'consumerKey')
    findings.push({ code: 'token-secret-missing' });
  if (first === 'tokenSecret' || (second === 'consumerSecret' && first !== 'consumerSecret'))
    findings.push({ code: 'secrets-swapped' });
  return findings;
}

function encodingBugs(): Bug[] {
  const bug = (
    encoding: KeyPlan['encoding'],
    cost: number,
    code: Finding['code'] = 'secrets-not-percent-encoded',
  ): Bug => ({
    findings: [{ code }],
    cost,
    slots: ['key-encoding'],
    change: { key: { encoding } },
  });
  return [
    bug('raw', 1),
    bug('twice', 2),
    bug('uri-component', 1.5),
    bug('form', 1.5),
    bug('lower', 1.5, 'lowercase-percent-hex'),
    bug('form-lower', 2, 'lowercase-percent-hex'),
    {
      findings: [{ code: 'secrets-not-percent-encoded' }],
      cost: 2,
      slots: ['key-encoding', 'key-change'],
      change: { key: { encoding: 'raw', changeKey: key => encodeURIComponent(key) } },
    },
    ...(['first', 'second'] as const).map((one): Bug => ({
      findings: [{ code: 'secrets-not-percent-encoded' }],
      cost: 2,
      slots: ['key-encoding', 'key-change'],
      change: {
        key: {
          encoding: 'raw',
          changeSecret: (secret, which) => (which === one ? secret : encodeURIComponent(secret)),
        },
      },
    })),
  ];
}

const blanks = ['\n', ' ', '\r\n', '\t', '\r', '\u00a0', '\ufeff', '\0'];

/** Line ends and blanks of a file or a paste that went into the key. */
function blankBugs(): Bug[] {
  const bugs: Bug[] = [];
  const add = (key: Partial<KeyPlan>, cost: number, detail?: string) => {
    bugs.push({ findings: [{ code: 'secret-whitespace', detail }], cost, slots: ['key-change'], change: { key } });
    // A blank in a secret is encoded as a form, raw, or not noticed by an encoder for query texts.
    bugs.push({
      findings: [{ code: 'secret-whitespace', detail }],
      cost: cost + 0.1,
      slots: ['key-change', 'key-encoding'],
      change: { key: { ...key, encoding: 'raw' } },
    });
    bugs.push({
      findings: [{ code: 'secret-whitespace', detail }],
      cost: cost + 1,
      slots: ['key-change', 'key-encoding'],
      change: { key: { ...key, encoding: 'form' } },
    });
  };
  for (const [index, blank] of blanks.entries()) {
    const rare = index * 0.2;
    const consumer = 'consumer secret';
    const token = 'token secret';
    add({ changeSecret: (secret, which) => (which === 'second' ? secret + blank : secret) }, 1 + rare, token);
    add({ changeSecret: (secret, which) => (which === 'first' ? secret + blank : secret) }, 1 + rare, consumer);
    add({ changeSecret: (secret, which) => (which === 'second' ? blank + secret : secret) }, 1.5 + rare, token);
    add({ changeSecret: (secret, which) => (which === 'first' ? blank + secret : secret) }, 1.5 + rare, consumer);
    add({ changeSecret: secret => secret + blank }, 1.3 + rare);
    add({ changeSecret: secret => blank + secret }, 2 + rare);
    add({ changeSecret: secret => blank + secret + blank }, 2 + rare);
    add({ changeSecret: (secret, which) => (which === 'second' ? blank + secret + blank : secret) }, 2 + rare, token);
    add({ changeSecret: (secret, which) => (which === 'first' ? blank + secret + blank : secret) }, 2 + rare, consumer);
  }
  for (const quote of ['"', "'"]) {
    add({ changeSecret: secret => quote + secret + quote }, 3);
  }
  add({ changeSecret: secret => secret.trim() }, 1);
  add({ changeSecret: secret => secret.replace(/\s+/g, '') }, 1.2);
  add({ changeSecret: (secret, which) => (which === 'first' ? secret.trim() : secret) }, 1.5);
  add({ changeSecret: (secret, which) => (which === 'second' ? secret.trim() : secret) }, 1.5);
  return bugs;
}
