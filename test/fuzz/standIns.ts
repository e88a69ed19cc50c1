// Loaded before anything that asks for the module vscode, where there is none.
import { registerHooks } from 'node:module';

const fake = new URL('../panels/fakeVscode.ts', import.meta.url).href;

registerHooks({
  resolve: (name, context, next) =>
    name === 'vscode' ? { url: fake, format: 'module-typescript', shortCircuit: true } : next(name, context),
});
