export const activationBudget: number;
export const packageBudget: number;
export function activationCost(metafile: unknown): { readonly bytes: number; readonly budget: number };
