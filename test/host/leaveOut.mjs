// Parts of packages that nothing of ours can reach, kept out of the bundles: a third of what ships of them.
import { relative, resolve, sep } from 'node:path';

const packages = resolve(import.meta.dirname, '../../node_modules');

/** What stands in for a file, by its path in node_modules. */
const left = {
  // The parser of HTTP comes twice, once for processors that work on several bytes at once: client-h1.js takes the other
  // one when this one cannot be loaded.
  'undici/lib/llhttp/llhttp_simd-wasm.js': "throw new Error('left out');",
  // Connections offer http/1.1 alone, as nobody sets allowH2 or useH2c.
  'undici/lib/dispatcher/client-h2.js': "module.exports = () => { throw new Error('left out'); };",
  // With all of fetch behind it, for bodies that are FormData; ours are bytes.
  'undici/lib/web/fetch/body.js': "exports.extractBody = () => { throw new Error('left out'); };",
  // Files are encrypted with a passphrase only, which takes scrypt and ChaCha20-Poly1305; what follows is for keys.
  'age-encryption/dist/x25519.js': 'export const scalarMult = undefined; export const scalarMultBase = undefined;',
  '@noble/curves/nist.js': 'export const p256 = undefined;',
  '@noble/post-quantum/hybrid.js': 'export const MLKEM768P256 = undefined; export const MLKEM768X25519 = undefined;',
};

/**
 * A plugin for esbuild. The build fails when one of the files was not asked for: its package has changed then, and
 * somebody has to look again.
 *
 * @returns {import('esbuild').Plugin}
 */
export function leaveOut() {
  const waiting = new Set(Object.keys(left));
  return {
    name: 'leave-out',
    setup({ onLoad, onEnd }) {
      onLoad({ filter: /[\\/]node_modules[\\/]/ }, ({ path }) => {
        const name = relative(packages, path).split(sep).join('/');
        waiting.delete(name);
        return Object.hasOwn(left, name) ? { contents: left[name] } : undefined;
      });
      onEnd(() => ({ errors: [...waiting].map(path => ({ text: `${path} is not there to be left out.` })) }));
    },
  };
}
