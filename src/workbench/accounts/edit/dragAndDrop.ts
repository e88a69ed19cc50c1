import * as vscode from 'vscode';
import type { AccountNode } from '../accountTree.ts';

/**
 * A type of our own, so that nothing else can be dropped and rows drop nowhere else. The type that VS Code recommends for
 * a tree also holds data of VS Code's, and at times that is what a drop gets.
 */
const mimeType = 'application/vnd.netsuite-tba.record';

/** Rows can be dragged onto what they shall belong to. The command asks and explains; it is also the way of the keyboard. */
export const dragAndDrop: vscode.TreeDragAndDropController<AccountNode> = {
  dragMimeTypes: [mimeType],
  dropMimeTypes: [mimeType],
  handleDrag: ([node], data) => {
    if (node && node.kind !== 'account') {
      data.set(mimeType, new vscode.DataTransferItem(JSON.stringify(node)));
    }
  },
  handleDrop: async (target, data) => {
    const text = await data.get(mimeType)?.asString();
    if (target && text !== undefined) {
      // Not waited for: a drop that is not over keeps the tree busy while a question is open.
      void vscode.commands.executeCommand('netsuiteTba.move', JSON.parse(text) as AccountNode, target);
    }
  },
};
