import { describe, expect, it } from 'vitest';
import type { SignatureStrings, SignatureView } from '../../../../src/panels/signature/messages.ts';
import { announcementOf, detailOf } from '../../../../src/panels/signature/view/detail.ts';
import { cut } from '../../../../src/panels/signature/view/cut.ts';
import { signRequest } from '../../../../src/tba/signRequest.ts';

const strings = {
  sources: { query: 'query', form: 'form body', oauth: 'OAuth', header: 'header' },
  rowIs: 'Row {0} of {1}: {2}, from {3}',
  litIn: '{0} lights up in: {1}',
  inBaseString: 'base string',
  inUrl: 'URL',
  inHeader: 'header',
  decoded: 'decoded',
  encodedOnce: 'once',
  encodedTwice: 'twice',
  doubledNote: 'doubled',
  unchangedNote: 'unchanged',
  moreCharacters: '({0} more characters)',
  legendMethod: 'Method',
  aboutMethod: 'upper case',
} as SignatureStrings;

const view: SignatureView = {
  title: 'Read',
  accountName: 'Acme',
  credentialLabel: 'jane',
  sent: false,
  steps: signRequest(
    {
      method: 'GET',
      url: `https://a.example/?id=1&q=${encodeURIComponent('a b')}&z=${'x'.repeat(1000)}`,
      realm: '',
      nonce: 'n0nce1',
      timestamp: '1',
    },
    { consumerKey: 'ck', consumerSecret: 's', token: '', tokenSecret: '' },
  ),
};
const row = (name: string) => `row:${view.steps.parameters.findIndex(parameter => parameter.name === name)}` as const;

describe('detailOf', () => {
  it('shows a parameter decoded, encoded and encoded again', () => {
    expect(detailOf(row('q'), view, strings)).toEqual({
      heading: 'Row 7 of 8: q, from query',
      forms: [
        { label: 'decoded', text: 'q=a b', doubled: false },
        { label: 'once', text: 'q=a%20b', doubled: false },
        { label: 'twice', text: 'q%3Da%2520b', doubled: true },
      ],
      note: 'doubled',
    });
  });

  it('says so when encoding changes nothing', () => {
    expect(detailOf(row('id'), view, strings).note).toBe('unchanged');
  });

  it('shortens long values and says by how much', () => {
    expect(detailOf(row('z'), view, strings).forms[0]?.text).toMatch(/x… \(602 more characters\)$/);
  });

  it('explains pieces that are no parameters', () => {
    expect(detailOf('method', view, strings)).toEqual({ heading: 'Method', forms: [], note: 'upper case' });
  });
});

describe('announcementOf', () => {
  it('tells the row of a piece, and the places of a row', () => {
    expect(announcementOf(row('id'), false, view, strings)).toBe('Row 1 of 8: id, from query');
    expect(announcementOf(row('id'), true, view, strings)).toBe('id lights up in: base string, URL');
    expect(announcementOf(row('oauth_nonce'), true, view, strings)).toBe(
      'oauth_nonce lights up in: base string, header',
    );
  });
});

describe('cut', () => {
  it('does not tear a character apart', () => {
    expect(cut('a😀b', 2)).toEqual({ text: 'a', left: 3 });
    expect(cut('ab', 2)).toEqual({ text: 'ab', left: 0 });
  });
});
