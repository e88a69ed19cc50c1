import { l10n } from 'vscode';
import type { ErrorText } from '../errorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The text of the response view's own codes; undefined for any other. */
export function responseErrorText(code: string, data: Data): ErrorText | undefined {
  const text = (title: string, reason = '', next = ''): ErrorText => ({ title, reason, next });
  const at = (key: string) => String(data[key] ?? '');
  switch (code) {
    case 'body-closed':
    case 'body-not-open':
    case 'body-no-node':
      return text(l10n.t('This body is not there any more.'), l10n.t('Another response took its place.'));
    case 'body-worker-failed':
      return text(
        l10n.t('The body could not be read.'),
        l10n.t('There may be too little memory for it.'),
        l10n.t('Close other responses and send the request again, or ask for less at once.'),
      );
    case 'body-work-cancelled':
      return text(l10n.t('Something else was asked for meanwhile.'));
    case 'body-work-too-long':
      return text(
        l10n.t('This took longer than a minute and was ended.'),
        '',
        l10n.t('Search for something shorter, or without a regular expression.'),
      );
    case 'search-pattern-invalid':
      return text(l10n.t('Not a regular expression: {0}', at('reason')));
    case 'too-many-rows':
      return text(l10n.t('That would be too many rows.'), '', l10n.t('Fold some of it first, or filter for less.'));
    case 'not-a-table':
      return text(l10n.t('There is no array of objects here.'));
    case 'value-not-base64':
      return text(l10n.t('This value holds no file in Base64.'));
    case 'no-value':
      return text(l10n.t('There is no value at this place any more.'), '', l10n.t('Choose it again.'));
    case 'no-response':
      return text(l10n.t('No response has the focus.'), '', l10n.t('Click into a response and try again.'));
    case 'no-previous-response':
      return text(
        l10n.t('There is no earlier response of this request to compare with.'),
        l10n.t('Compared is with the history, which keeps as many calls as netsuiteTba.history.size says.'),
      );
    case 'too-long-to-copy':
      return text(
        l10n.t('This is more than {0} MB, too much for the clipboard.', at('limit')),
        '',
        l10n.t('Save it to a file instead.'),
      );
    case 'image-too-large':
      return text(l10n.t('The image is larger than {0} MB.', at('limit')), '', l10n.t('Save it to a file instead.'));
    case 'script-not-found':
      return text(
        l10n.t('There is no {0} in the SuiteCloud projects of this workspace.', at('file')),
        l10n.t('A stack names files as they lie in the File Cabinet.'),
      );
    case 'content-type-there':
      return text(l10n.t('The request has a Content-Type by now.'), '', l10n.t('Send it again.'));
    default:
      return undefined;
  }
}
