// What the practice account's pages are written with for people who read the code, and no browser shows: the indentation
// of their markup, and the source of each rule in the tables of checks. It is a twentieth of its bundle.
import { readFile } from 'node:fs/promises';

const withRules = /[\\/]practice[\\/](authentication|oauth2|tokens)[\\/]/;

/**
 * A plugin for esbuild. Lines stay where they are, for stack traces. The build fails when there is nothing to fold: the
 * files have moved then, and somebody has to look again.
 *
 * @returns {import('esbuild').Plugin}
 */
export function foldPractice() {
  return {
    name: 'fold-practice',
    setup({ onLoad, onStart, onEnd }) {
      let rules = 0;
      let saved = 0;
      onStart(() => {
        rules = 0;
        saved = 0;
      });
      onLoad(
        { filter: /[\\/]src[\\/]practice[\\/](authentication|oauth2|pages|tokens)[\\/].*\.ts$/ },
        async ({ path }) => {
          const text = await readFile(path, 'utf8');
          const folded = foldMarkup(withRules.test(path) ? dropSources(text, () => (rules += 1)) : text);
          saved += text.length - folded.length;
          return { contents: folded, loader: 'ts' };
        },
      );
      onEnd(() => ({
        errors: rules > 0 && saved > 0 ? [] : [{ text: 'There is nothing of the practice account to fold.' }],
      }));
    },
  };
}

/** In code, how far a line is indented means nothing; in these files neither does it inside of template literals. */
function foldMarkup(text) {
  return text.replace(/\n[ \t]+/g, '\n');
}

function dropSources(text, count) {
  return text.replace(/^ +source:(\s*)(?:'(?:[^'\\\n]|\\.)*'|`[^`\n]*`),$/gm, (_, space) => {
    count();
    return space.replace(/[^\n]/g, '');
  });
}
