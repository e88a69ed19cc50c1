import type * as vscode from 'vscode';
import type { KnownRestlets } from '../requests/editor/editorServices.ts';
import type { AccountServices } from './accountRestlets.ts';
import { ProjectIndex } from './projectIndex.ts';
import { ProjectProblems } from './projectProblems.ts';
import { RequestFiles } from './requestFiles.ts';
import { completeRestlets } from './restletCompletion.ts';
import { hoverRestlet } from './restletHover.ts';
import { resolveRestletLens, restletLenses, type Uploads } from './restletLenses.ts';
import { findRequests, findRestlet } from './restletLinks.ts';
import { sendToRestlet } from './sendToRestlet.ts';

/** All that the editor asks about SuiteCloud projects; loaded with the first question. */
export class ProjectKnowledge {
  readonly #index = new ProjectIndex();
  readonly #files = new RequestFiles();
  readonly #services: AccountServices;
  #problems: ProjectProblems | undefined;

  constructor(services: AccountServices) {
    this.#services = services;
  }

  onDidChange(listener: () => void): vscode.Disposable[] {
    return [this.#index.onDidChange(listener), this.#files.onDidChange(listener)];
  }

  /** From now on, squiggles in request files. */
  watchProblems(): void {
    this.#problems ??= new ProjectProblems(this.#index, this.#services);
  }

  lenses(document: vscode.TextDocument, uploads: Uploads): vscode.CodeLens[] {
    return restletLenses(document, uploads);
  }

  resolveLens(lens: vscode.CodeLens, token: vscode.CancellationToken): Promise<vscode.CodeLens> {
    return resolveRestletLens(lens, this.#index, this.#files, token);
  }

  hover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    return hoverRestlet(document, position, this.#index, this.#services, token);
  }

  definition(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.LocationLink[]> {
    return findRestlet(document, position, this.#index, token);
  }

  references(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Location[]> {
    return findRequests(document, position, this.#index, this.#files, token);
  }

  completion(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    return completeRestlets(document, position, this.#index, this.#services, token);
  }

  /** The script and deployment IDs of the project that a document is in. */
  async knownIds(document: vscode.TextDocument): Promise<KnownRestlets> {
    const { restlets } = await this.#index.near(document.uri);
    return {
      scripts: restlets.map(({ object }) => object.scriptId),
      deploymentsOf: script =>
        restlets
          .filter(({ object }) => object.scriptId === script)
          .flatMap(({ object }) => object.deployments.map(({ scriptId }) => scriptId)),
    };
  }

  send(uri: unknown, method: unknown): Promise<void> {
    return sendToRestlet(this.#index, this.#files, uri, method);
  }

  dispose(): void {
    this.#problems?.dispose();
    this.#index.dispose();
    this.#files.dispose();
  }
}
