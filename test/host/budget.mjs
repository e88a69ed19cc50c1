// Size budgets that hold for every build.

/** Bytes that may be loaded at activation and right after it. */
export const activationBudget = 150_000;
/** Bytes of the packaged extension. */
export const packageBudget = 1_000_000;

/**
 * Adds up the extension's entry file and what it asks for at once, or as soon as it is active.
 * @param {{ outputs: Record<string, { bytes: number, entryPoint?: string, imports: { path: string, kind: string }[] }> }} metafile
 */
export function activationCost(metafile) {
  const seen = new Set();
  const visit = path => {
    const output = metafile.outputs[path];
    if (!output || seen.has(path)) {
      return;
    }
    seen.add(path);
    for (const imported of output.imports) {
      if (imported.kind === 'require-call') {
        visit(imported.path);
      }
    }
  };
  visit('dist/extension.cjs');
  const bytes = [...seen].reduce((sum, path) => sum + metafile.outputs[path].bytes, 0);
  return { bytes, budget: activationBudget };
}
