/** In the global state, since VS Code keeps the variables of terminals for each workspace apart. */
export const terminalPathKey = 'terminalPath';
