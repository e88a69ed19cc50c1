import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LogOutputChannel } from 'vscode';
import { CodedError } from '../../../src/codedError.ts';
import { Log } from '../../../src/workbench/log.ts';

let lines: string[];
let log: Log;

beforeEach(() => {
  lines = [];
  const keep = (line: string) => void lines.push(line);
  log = new Log({ info: keep, error: keep } as unknown as LogOutputChannel);
});

describe('the log', () => {
  it('masks secrets, percent-encoded ones too, also those that it is told of later', () => {
    log.hide('s3cr&t!');
    log.info('s3cr&t! and s3cr%26t!');
    log.hide('later-one');
    log.info('s3cr&t! and later-one');
    expect(lines).toEqual(['••• and •••', '••• and •••']);
  });

  it('masks a private key in the data of an error, where its line ends are escaped', () => {
    const pem = generateKeyPairSync('ec', {
      namedCurve: 'prime256v1',
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    }).privateKey;
    log.hide(pem);
    log.error('read', new CodedError('some-code', { reason: `no key: ${pem}` }));
    expect(lines).toEqual(['read: some-code {"reason":"no key: •••"}']);
  });

  it('takes a secret that is cut in the middle of a character', () => {
    log.hide('half-\ud83d');
    log.info('sent');
    expect(lines).toEqual(['sent']);
  });
});
