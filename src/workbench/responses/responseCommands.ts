import { CodedError } from '../../codedError.ts';
import type { NodeWanted } from '../../panels/response/messages.ts';
import { copyNode, openBody, openNode, saveExport } from './bodyActions.ts';
import { copyText } from './clipboard.ts';
import { openEmbedded, saveEmbedded } from './embeddedFiles.ts';
import type { PanelPorts } from './panelHandlers.ts';
import type { ResponsePanel } from './responsePanel.ts';
import { supportCase } from './supportCase.ts';

/** The commands of response panels, by the last part of their IDs. */
export type ResponseCommand =
  | 'pin'
  | 'compare'
  | 'saveBody'
  | 'copyBody'
  | 'openBody'
  | 'copySupportCase'
  | 'copyValue'
  | 'copyText'
  | 'copyIndented'
  | 'copyPath'
  | 'openValue'
  | 'saveFile'
  | 'openFile';

/** Runs a command of a panel. `about` is what the menu was opened on, as the page told. */
export async function runResponseCommand(
  command: ResponseCommand,
  panel: ResponsePanel,
  about: unknown,
  ports: PanelPorts,
): Promise<void> {
  const { documents, actions } = ports;
  const session = () => panel.session();
  switch (command) {
    case 'pin':
      panel.pin(!panel.pinned);
      return;
    case 'compare':
      return actions.comparePrevious(panel);
    case 'saveBody':
      return saveExport(panel, session(), { what: 'body' });
    case 'copyBody':
      return copyText(await session().ask('text', { form: 'raw' }));
    case 'openBody':
      return openBody(panel, documents);
    case 'copySupportCase':
      return copyText(panel.record ? supportCase(panel.record, panel.state) : '');
    case 'copyValue':
      return copyNode(session(), wanted(panel, about, 'sent'));
    case 'copyText':
      return copyNode(session(), wanted(panel, about, 'meant'));
    case 'copyIndented':
      return copyNode(session(), wanted(panel, about, 'pretty'));
    case 'copyPath':
      return copyNode(session(), wanted(panel, about, 'path'));
    case 'openValue':
      return openNode(session(), wanted(panel, about, 'pretty'), documents);
    case 'saveFile':
      return saveEmbedded(session(), wanted(panel, about, 'sent').node);
    case 'openFile':
      return openEmbedded(session(), wanted(panel, about, 'sent').node, ports.temporaryFolder);
  }
}

/** @throws CodedError `no-value` when the menu was opened on no value, or on one of an earlier body */
function wanted(
  panel: ResponsePanel,
  about: unknown,
  form: NodeWanted['form'],
): { readonly node: number; readonly form: NodeWanted['form'] } {
  const { node, bodyId } = (typeof about === 'object' && about !== null ? about : {}) as Partial<NodeWanted>;
  if (typeof node !== 'number' || !Number.isSafeInteger(node) || node < 0 || bodyId !== panel.bodyId) {
    throw new CodedError('no-value');
  }
  return { node, form };
}
