#!/usr/bin/env node
// The first file that runs: old syntax on purpose, so that an old Node can say one sentence instead of a stack.
'use strict';
var wanted = [22, 13];
var found = process.versions.node.split('.').map(Number);
if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  process.stderr.write(
    'soc2-ready needs Node ' +
      wanted.join('.') +
      ' or newer; this is Node ' +
      process.versions.node +
      '. Install a current Node from https://nodejs.org and run the command again.\n',
  );
  process.exit(1);
}
// Before anything else is loaded, so that the compiled code of every chunk is kept for the next start.
require('node:module').enableCompileCache();
import('./cli.js');
