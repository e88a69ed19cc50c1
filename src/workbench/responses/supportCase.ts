import { l10n } from 'vscode';
import type { ExchangeRecord } from '../../exchange/record.ts';
import { supportHeaders } from '../../exchange/supportHeaders.ts';
import type { ResponseState } from '../../panels/response/messages.ts';

/**
 * What NetSuite's support asks for, as lines of text: the request without its body, when it was sent, what came back and
 * the IDs that the answer names. The signature is masked already.
 */
export function supportCase(record: ExchangeRecord, state: ResponseState): string {
  const { account, request, response, timing, startedAt, failure } = record;
  const error = state.phase === 'done' ? state.response?.body?.error : undefined;
  const lines = [
    `${l10n.t('Account')}: ${account.id}`,
    `${l10n.t('Sent at')}: ${new Date(startedAt).toISOString()}`,
    `${l10n.t('Request')}: ${request.method} ${request.url}`,
    response
      ? `${l10n.t('Status')}: ${`${response.status} ${response.statusText}`.trim()}`
      : `${l10n.t('No response')}: ${failure?.code ?? ''}`,
    `${l10n.t('Time')}: ${Math.round(timing.total)} ms`,
    ...(error ? [`${l10n.t('Error')}: ${[error.code, error.message].filter(part => part !== '').join(' · ')}`] : []),
    ...supportHeaders(response?.headers ?? []).map(({ name, value }) => `${name}: ${value}`),
  ];
  return `${lines.map(line => line.replace(/[\r\n]+/g, ' ')).join('\n')}\n`;
}
