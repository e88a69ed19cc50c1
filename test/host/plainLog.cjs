// Stands in for @vscode/spdlog, which would have to be compiled: what VS Code and its extensions log goes to the same
// files, as lines of text. Copied over the package's index.js in the VS Code of the tests.
'use strict';
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  #path;
  #level = 2;
  #isPlain = false;

  constructor(path) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    for (const [at, level] of levels.entries()) {
      this[level] = text => this.#write(at, level, text);
    }
  }

  setLevel(level) {
    this.#level = level;
  }

  /** Lines as they come, without time and level. */
  clearFormatters() {
    this.#isPlain = true;
  }

  setPattern() {
    this.#isPlain = false;
  }

  flush() {}

  drop() {}

  #write(at, level, text) {
    if (at >= this.#level) {
      const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
      appendFileSync(this.#path, this.#isPlain ? text : `${time} [${level}] ${text}\n`);
    }
  }
}

const create = (_name, path) => Promise.resolve(new Logger(path));

exports.version = 0;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
exports.Logger = Logger;
