/** Nothing can be done on the screen alone: each act that writes or reads has its prompt or its command. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actions } from '../../source/app/key-table.ts';
import { commands } from '../../source/commands/table.ts';
import { counterparts, elsewhere } from '../../source/plain/counterparts.ts';
import { menu } from '../../source/plain/main.ts';
import { facts, halfWay, portsOf, stateOf, workspaceWith } from './fixture.ts';

test('every action that writes has a prompt or a command, and those exist', async () => {
  const readOnly = 'Open for writing elsewhere.';
  const state = { ...stateOf(halfWay, { facts: facts(false) }), readOnly };
  const writing = actions.filter((action) => action.whyDisabled?.(state) === readOnly).map(({ id }) => id);
  assert.ok(writing.length > 15, `${writing.length}`);
  assert.deepEqual(
    writing.filter((id) => counterparts[id] === undefined),
    [],
  );

  const { workspace, end } = await workspaceWith(halfWay);
  const startScan = () => ({ done: Promise.reject(new Error('not asked for')), cancel: () => undefined });
  const prompts = menu({ ...portsOf(workspace), startScan }).map(({ value }) => value);
  await end();
  const menuless = elsewhere.map(({ what, command }): [string, { prompt?: string; command?: string }] => [
    what,
    { command: command.replace(/ [A-Z].*$/, '') },
  ]);
  for (const [id, { prompt, command }] of [...Object.entries(counterparts), ...menuless]) {
    assert.ok(prompt !== undefined || command !== undefined, id);
    if (prompt !== undefined) assert.ok(prompts.includes(prompt), `${id}: no prompt ${prompt}`);
    if (command === undefined) continue;
    const [name = '', action] = command.split(' ');
    const row = commands.find((candidate) => candidate.name === name);
    assert.ok(row, `${id}: no command ${name}`);
    const option = / --([a-z-]+)/.exec(command)?.[1];
    if (option !== undefined) assert.ok(row.options.includes(option), `${id}: ${name} has no --${option}`);
    if (action !== undefined && !action.startsWith('-'))
      assert.ok(`${row.usage} ${row.summary}`.includes(action), `${id}: ${name} does not know ${action}`);
  }
});
