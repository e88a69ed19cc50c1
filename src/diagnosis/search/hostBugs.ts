import type { Bug } from './plan.ts';
import type { Scene } from './scene.ts';

const domain = 'netsuite.com';
const services = ['restlets.api', 'suitetalk.api', 'app'];
/** Not for TBA calls, but people mix them up; the last are wrong memories of the right ones. */
const otherServices = [
  'api',
  'restlets',
  'suitetalk',
  'webservices',
  'extforms',
  'extsystem',
  'connect.api',
  'rest',
  'system',
  'forms',
];
const oldServices = ['rest', 'system', 'webservices', 'forms', 'api', 'suitetalk', 'restlets', 'checkout', 'debugger'];
const oldCentres = ['', 'sandbox.', 'na0.', 'na1.', 'na2.', 'na3.', 'eu1.', 'eu2.', 'beta.'];

/**
 * Other spellings of the host, other hosts of the account, the hosts that NetSuite had before accounts had their own, and
 * NetSuite's own host behind a gateway.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534941088.html
 */
export function hostBugs({ call: { url }, credentials, account, header }: Scene): Bug[] {
  const bugs: Bug[] = [];
  const seen = new Set([url.host]);
  const add = (host: string, cost: number, isOther = false) => {
    if (seen.has(host) || host === '') {
      return;
    }
    seen.add(host);
    const findings = [{ code: 'host-case-or-alias', detail: host } as const];
    bugs.push({ findings, cost, slots: ['host'], change: { url: { host } } });
    if (isOther) {
      // Behind a gateway scheme and port are another's too.
      bugs.push({
        findings,
        cost: cost + 0.5,
        slots: ['host', 'scheme', 'port'],
        change: { url: { host, scheme: 'https://', port: '' } },
      });
    }
  };
  const { host } = url;
  add(url.rawHost, 1);
  add(host.toUpperCase(), 1);
  const match = /^([^.]+)\.(.+)\.netsuite\.com$/.exec(host);
  const [, label = '', service = ''] = match ?? [];
  if (match) {
    for (const each of spellings(label)) add(`${each}.${service}.${domain}`, 1);
    for (const each of services) add(`${label}.${each}.${domain}`, 1.5);
    for (const each of otherServices) add(`${label}.${each}.${domain}`, 3);
    add(`${label}.${domain}`, 3);
  } else {
    add(host.replaceAll('-', '_'), 2);
    add(host.replaceAll('_', '-'), 2);
  }
  add(host.charAt(0).toUpperCase() + host.slice(1), 3);
  add(
    host.replace(/(?<![a-z])[a-z]/g, first => first.toUpperCase()),
    3,
  );
  add(`${host}.`, 4);
  add(`www.${host}`, 4);
  add(host.replace(/^www\./, ''), 4);
  add(host.replace(/^[^.]+\./, ''), 4);
  const realm = header.find(({ name }) => name === 'realm')?.value ?? '';
  const labels = new Set([account, credentials.account, realm].flatMap(id => (/^[\w-]{1,63}$/.test(id) ? [id] : [])));
  for (const each of labels) {
    const lower = each.toLowerCase().replaceAll('_', '-');
    for (const service of services) add(`${lower}.${service}.${domain}`, match ? 2 : 1.5, !match);
    for (const other of spellings(lower)) {
      for (const service of services) add(`${other}.${service}.${domain}`, 3, !match);
    }
  }
  for (const centre of oldCentres) {
    for (const each of oldServices) {
      add(`${each}.${centre}${domain}`, centre === '' || centre === 'sandbox.' ? 2 : 3);
    }
  }
  for (const each of services) add(`${each}.${domain}`, 4);
  add(domain, 4);
  for (const each of ['localhost', '127.0.0.1', '[::1]']) add(each, 4);
  return bugs;
}

/** `1234567-sb1` as people write it. */
function spellings(label: string): string[] {
  const underscored = label.replaceAll('-', '_');
  return [
    underscored,
    underscored.toUpperCase(),
    label.toUpperCase(),
    label.replace(/-(?:sb|rp)\d*$/, ''),
    label.replaceAll('-', ''),
    ...(/-(?:sb|rp)\d*$/.test(label) ? [] : [`${label}-sb1`, `${label}_SB1`, `${label}_sb1`]),
  ];
}
