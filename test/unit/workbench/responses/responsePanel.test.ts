import { describe, expect, it, vi } from 'vitest';
import type { ResponseContract } from '../../../../src/panels/response/messages.ts';
import type { Handlers } from '../../../../src/panels/rpc.ts';
import type { PanelPorts } from '../../../../src/workbench/responses/panelHandlers.ts';
import { ResponsePanel, type Shown } from '../../../../src/workbench/responses/responsePanel.ts';
import { sampleExchange } from '../history/sampleCalls.ts';

/** The panel's page. */
const view = vi.hoisted((): { handlers?: Handlers<ResponseContract> } => ({}));

vi.mock('vscode', () => ({
  l10n: { t: (message: string) => message },
  workspace: { getConfiguration: () => ({ get: () => [] }) },
}));
vi.mock('../../../../src/workbench/panelHost.ts', () => ({
  openPanel: ({ handlers }: { handlers: Handlers<ResponseContract> }) => {
    view.handlers = handlers;
    return { panel: {}, push: () => undefined };
  },
}));

describe('ResponsePanel', () => {
  it('asks for another page with what is known of its call, and with nothing of the one before', async () => {
    const asked: unknown[][] = [];
    const actions = { sendOther: (...args: unknown[]) => Promise.resolve(void asked.push(args)) };
    const running: Shown = { phase: 'running', title: 'Read', accountLabel: '', startedAt: 0 };
    const panel = new ResponsePanel('1', 'key', running, { actions } as unknown as PanelPorts);
    const exchange = sampleExchange('Read', { failure: { code: 'timed-out', data: {} } });
    const call = { credentialId: 't1', noLog: true, secrets: () => ['of a variable'], incomplete: 'redacted' } as const;
    const url = `${exchange.record.request.url}&offset=5`;

    panel.showExchange('key', exchange, { checks: [], ...call });
    await view.handlers?.page({ bodyId: 1, offset: 5 });
    expect(asked.splice(0)).toEqual([['key', exchange.record, url, call]]);

    panel.showExchange('key', exchange, { checks: [] });
    await view.handlers?.page({ bodyId: 2, offset: 5 });
    expect(asked).toEqual([['key', exchange.record, url, {}]]);
  });
});
