import { l10n } from 'vscode';
import { redactHeader } from '../../exchange/redact.ts';
import { masked } from '../../exchange/secretMask.ts';
import type { SignatureState } from '../../panels/signature/messages.ts';
import type { SecretShape } from '../../tba/secretShape.ts';
import { block, code, inline, section } from '../markdown.ts';
import { signatureStrings } from './signatureStrings.ts';

/**
 * A signature as Markdown for a colleague or a vendor: every step, and nothing that logs in. Secrets are told by length,
 * and the signature is left out, since a header that was not received could still be sent by another.
 */
export function signatureReport({ view, passport, comparison }: SignatureState): string {
  const { steps } = view;
  const lines = [
    `# ${l10n.t('Signature: {0}', inline(view.title))}`,
    '',
    l10n.t(
      'No secret and no signature stands in this report. Consumer key and token ID name who signed; they do not log in.',
    ),
    '',
    `- ${l10n.t('Account')}: ${inline(view.accountName)}${steps.realm === '' ? '' : ` (realm ${code(steps.realm)})`}`,
    `- ${l10n.t('Algorithm')}: ${steps.algorithm}`,
    `- ${l10n.t('Method')}: ${code(steps.method)}`,
    `- ${l10n.t('URL as it goes on the wire')}: ${code(steps.url.wire)}`,
    ...section(l10n.t('Parameters, in signed order'), table(steps.parameters)),
    ...section(l10n.t('Joined parameters'), block(steps.normalizedParameters)),
    ...section(l10n.t('Base string'), block(steps.baseString.text)),
    ...section(l10n.t('Signing key'), [keyText(steps.key)]),
    ...section(
      l10n.t('Authorization header'),
      block(redactHeader({ name: 'Authorization', value: steps.authorization }).value),
    ),
  ];
  const soap = passport
    ? [
        ...section(l10n.t('TokenPassport: base string'), block(passport.steps.baseString)),
        ...section(
          l10n.t('TokenPassport: element'),
          block(
            passport.xml
              .map(({ before, name, text, after }) => before + (name === 'signature' ? masked : text) + after)
              .join('\n'),
          ),
        ),
      ]
    : [];
  const compared = comparison
    ? section(l10n.t('Compared with another program'), [
        comparison.verdict,
        '',
        ...comparison.lines.map(line => `- ${inline(line.text)}`),
      ])
    : [];
  return [...lines, ...soap, ...compared, ''].join('\n');
}

/** Secrets by their length alone. */
function keyText({ consumerSecret, tokenSecret }: Readonly<Record<'consumerSecret' | 'tokenSecret', SecretShape>>) {
  return l10n.t(
    'consumer secret ({0} characters) & token secret ({1} characters)',
    consumerSecret.length,
    tokenSecret.length,
  );
}

function table(parameters: SignatureState['view']['steps']['parameters']): string[] {
  const { sources } = signatureStrings();
  const row = (...cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    row(l10n.t('Name'), l10n.t('Value'), l10n.t('Encoded'), l10n.t('From')),
    row('---', '---', '---', '---'),
    ...parameters.map(({ name, value, encodedName, encodedValue, source }) =>
      row(code(name), code(value), code(`${encodedName}=${encodedValue}`), sources[source]),
    ),
  ];
}
