import { l10n } from 'vscode';
import type { ErrorText } from '../errorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The texts of codes that say why a request of a file was not sent; undefined for all others. */
export function requestErrorText(code: string, data: Data): ErrorText | undefined {
  const text = (title: string, reason = '', next = ''): ErrorText => ({ title, reason, next });
  const at = (key: string) => String(data[key] ?? '');
  switch (code) {
    case 'undefined-variable':
      return text(
        l10n.t('Not sent: the variable “{0}” is not defined.', at('name') || at('variable')),
        '',
        l10n.t('Define it in the file: @name = value.'),
      );
    case 'variable-cycle':
      return text(l10n.t('Not sent: the variable “{0}” refers to itself.', at('name') || at('variable')));
    case 'target-unknown':
    case 'target-missing':
    case 'target-injection':
      return text(
        l10n.t('Not sent: “{0}” is not a target that the workbench knows.', at('target')),
        '',
        l10n.t('Use /app/…, /rest/…, /services/…, restlet:script/deployment, or a whole https URL.'),
      );
    case 'body-file-unreadable':
      return text(
        l10n.t('Not sent: the body’s file “{0}” cannot be read.', at('path')),
        l10n.t('The path is taken from the folder of the request file.'),
        l10n.t('Check that the file is there.'),
      );
    case 'body-file-mixed':
      return text(
        l10n.t('Not sent: a body is either a file or text, not both.'),
        '',
        l10n.t('Put all of it into the file, or all of it into the request.'),
      );
    case 'body-file-not-text':
      return text(
        l10n.t('Not sent: “{0}” is not text in {1}.', at('path'), at('encoding')),
        l10n.t('Calls to NetSuite carry text.'),
        l10n.t('Name its encoding, as in <@latin1 {0}, or send it as Base64 in JSON.', at('path')),
      );
    case 'body-file-encoding':
      return text(
        l10n.t('Not sent: there is no encoding “{0}” to read “{1}” in.', at('encoding'), at('path')),
        '',
        l10n.t('Write <@ for UTF-8, or <@latin1 and the like.'),
      );
    case 'body-file-too-large':
      return text(
        l10n.t('Not sent: “{0}” is larger than {1} MB.', at('path'), Number(data['limit']) / 1024 / 1024),
        l10n.t('A RESTlet takes 10 MB.'),
        l10n.t('Send it in parts.'),
      );
    case 'multipart-refused':
      return text(
        l10n.t('Not sent: NetSuite refuses multipart bodies.'),
        '',
        l10n.t('Send a file as Base64 in JSON to a RESTlet that saves it with N/file.'),
      );
    case 'suiteql-empty':
      return text(
        l10n.t('Not sent: there is no query.'),
        '',
        l10n.t('Write it below a blank line: SELECT id FROM customer'),
      );
    case 'timeout-invalid':
      return text(
        l10n.t('Not sent: “{0}” is no time.', at('value')),
        '',
        l10n.t('Write seconds, such as @timeout 30.'),
      );
    default:
      return undefined;
  }
}
