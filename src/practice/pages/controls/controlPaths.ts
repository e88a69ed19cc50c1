export const controlsPath = '/practice/controls';
export const refreshPath = '/practice/refresh-sandbox';
export const startOverPath = '/practice/start-over';
/** Faults on demand. */
export const faultsPath = '/practice/faults';
