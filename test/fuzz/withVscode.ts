// Puts a stand-in where Node would look for the module of VS Code: what the trees need of it. What imports it is to be
// imported after this one has run.
import { registerHooks } from 'node:module';

const standIn = new URL('../unit/workbench/treeVscode.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
