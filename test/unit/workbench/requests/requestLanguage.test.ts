import { beforeEach, describe, expect, it, vi } from 'vitest';
import { whenRequestsOpen } from '../../../../src/workbench/requests/requestLanguage.ts';

const { documents, listeners } = vi.hoisted(() => ({
  documents: [] as { languageId: string }[],
  listeners: new Set<(document: { languageId: string }) => void>(),
}));
vi.mock('vscode', () => ({
  workspace: {
    textDocuments: documents,
    onDidOpenTextDocument: (listener: (document: { languageId: string }) => void) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  },
}));

beforeEach(() => {
  documents.length = 0;
  listeners.clear();
});

function open(languageId: string): void {
  documents.push({ languageId });
  listeners.forEach(listener => listener({ languageId }));
}

describe('what request files take', () => {
  it('comes at once where one is open, and once', () => {
    documents.push({ languageId: 'json' }, { languageId: 'http' });
    const run = vi.fn();
    whenRequestsOpen(run);
    expect(run).toHaveBeenCalledOnce();
    open('http');
    expect(run).toHaveBeenCalledOnce();
  });

  it('comes with the first one that is opened, in the same moment, and with no other file', () => {
    const run = vi.fn();
    whenRequestsOpen(run);
    open('json');
    expect(run).not.toHaveBeenCalled();
    open('http');
    expect(run).toHaveBeenCalledOnce();
    open('http');
    expect(run).toHaveBeenCalledOnce();
  });

  it('comes no more when it was given up', () => {
    const run = vi.fn();
    whenRequestsOpen(run).dispose();
    open('http');
    expect(run).not.toHaveBeenCalled();
  });
});
