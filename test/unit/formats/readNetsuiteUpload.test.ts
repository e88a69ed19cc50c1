import { describe, expect, it } from 'vitest';
import { readNetsuiteUpload } from '../../../src/formats/readNetsuiteUpload.ts';
import { keys, otherKeys } from './secrets.ts';

const lines = `  // Script Deployment URL for the deployed vscodeExtensionRestlet.js
  "netSuiteUpload.restlet": "https:\\/\\/1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1",
  /* Token */
  "netSuiteUpload.netSuiteKey": "${keys.token}",
  "netSuiteUpload.netSuiteSecret": "${keys.tokenSecret}",
  // "netSuiteUpload.consumerToken": "${otherKeys.consumerKey}",
  "netSuiteUpload.consumerToken": "${keys.consumerKey}",
  "netSuiteUpload.consumerSecret": "${keys.consumerSecret}",
  "netSuiteUpload.realm": "1234567_SB1",
`;

describe('readNetsuiteUpload', () => {
  it.each([
    ['settings', `// mine\n{\n  "editor.tabSize": 2,\n${lines}}\n`],
    ['a workspace file', `{"folders":[{"path":"."}],"settings":{${lines}}}`],
    ['lines cut out of settings', lines],
  ])('reads %s, past comments and trailing commas', (_name, text) => {
    const { found, problems } = readNetsuiteUpload(text);
    expect(problems).toEqual([]);
    expect(found).toMatchObject([{ source: 'netsuite-upload', accountId: '1234567_SB1', ...keys, notes: [] }]);
    for (const { field, start, end } of found[0]?.spans ?? []) {
      expect(text.slice(start, end)).toBe(found[0]?.[field]);
    }
  });

  it('reads the names of old versions', () => {
    const text = `{"netSuiteUpload.netsuite-key":"${keys.token}","netSuiteUpload.netsuite-secret":"${keys.tokenSecret}",
      "netSuiteUpload.consumer-token":"${keys.consumerKey}","netSuiteUpload.consumer-secret":"${keys.consumerSecret}"}`;
    expect(readNetsuiteUpload(text).found).toMatchObject([keys]);
  });

  it('takes the account from the RESTlet’s URL, and notes one that differs', () => {
    const [found] = readNetsuiteUpload(lines.replace(/.*realm.*\n/, '')).found;
    expect(found).toMatchObject({ accountId: '1234567-sb1', notes: [{ code: 'account-from-host' }] });
    expect(readNetsuiteUpload(lines.replace('1234567_SB1', '7654321')).found[0]?.notes).toEqual([
      { code: 'account-differs-from-host' },
    ]);
  });

  it('says so of settings with a password only, and never reads it', () => {
    const nlauth =
      '"netSuiteUpload.authentication": "NLAuth nlauth_account=1, nlauth_email=a@b.c, nlauth_signature=hunter2, nlauth_role=3",\n';
    const alone = readNetsuiteUpload(`{${nlauth}}`);
    expect(alone).toEqual({ found: [], problems: [{ code: 'password-only', data: { source: 'netsuite-upload' } }] });
    const both = readNetsuiteUpload(`{${nlauth}${lines}}`);
    expect(both.found[0]?.notes).toEqual([{ code: 'password-present' }]);
    expect(JSON.stringify(both)).not.toContain('hunter2');
  });

  it('says where settings cannot be read', () => {
    expect(readNetsuiteUpload('{"netSuiteUpload.realm": oops}').problems).toEqual([
      { code: 'json-invalid', data: { offset: 25 } },
    ]);
  });
});
