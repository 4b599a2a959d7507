import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  configFolder,
  dataFolder,
  defaultWorkspaceFolder,
  findWorkspaceFolder,
} from '../../source/workspace/folders.ts';
import { newWorkspace, temporaryFolder } from './helpers.ts';

test('data and preferences live where each system keeps them', () => {
  const linux = { platform: 'linux', env: {}, home: '/home/ann' } as const;
  const mac = { platform: 'darwin', env: {}, home: '/Users/ann' } as const;
  const windows = { platform: 'win32', env: {}, home: 'C:\\Users\\ann' } as const;
  assert.equal(dataFolder(linux), '/home/ann/.local/share/soc2-ready');
  assert.equal(dataFolder({ ...linux, env: { XDG_DATA_HOME: '/data' } }), '/data/soc2-ready');
  assert.equal(dataFolder({ ...linux, env: { XDG_DATA_HOME: 'relative' } }), '/home/ann/.local/share/soc2-ready');
  assert.equal(dataFolder(mac), '/Users/ann/Library/Application Support/soc2-ready');
  assert.equal(dataFolder(windows), 'C:\\Users\\ann\\AppData\\Local\\soc2-ready');
  assert.equal(dataFolder({ ...windows, env: { LOCALAPPDATA: 'D:\\Local' } }), 'D:\\Local\\soc2-ready');
  assert.equal(configFolder(linux), '/home/ann/.config/soc2-ready');
  assert.equal(configFolder({ ...linux, env: { XDG_CONFIG_HOME: '/etc/me' } }), '/etc/me/soc2-ready');
  assert.equal(configFolder(mac), '/Users/ann/Library/Preferences/soc2-ready');
  assert.equal(configFolder(windows), 'C:\\Users\\ann\\AppData\\Roaming\\soc2-ready');
  assert.equal(defaultWorkspaceFolder(linux), '/home/ann/.local/share/soc2-ready/workspaces/default');
  assert.equal(defaultWorkspaceFolder(windows), 'C:\\Users\\ann\\AppData\\Local\\soc2-ready\\workspaces\\default');
});

test('--dir wins, then the current folder if it holds a workspace, then the default one', async (t) => {
  const { folder } = await newWorkspace(t);
  const other = temporaryFolder(t);
  mkdirSync(join(folder, 'sub'));
  assert.deepEqual(findWorkspaceFolder({ cwd: folder }), { folder, exists: true });
  assert.deepEqual(findWorkspaceFolder({ cwd: join(folder, 'sub'), dir: '..' }), { folder, exists: true });
  assert.deepEqual(findWorkspaceFolder({ cwd: other, dir: folder }), { folder, exists: true });
  assert.deepEqual(findWorkspaceFolder({ cwd: folder, dir: 'new' }), { folder: join(folder, 'new'), exists: false });
  assert.equal(findWorkspaceFolder({ cwd: join(folder, 'sub') }).folder, defaultWorkspaceFolder());
  assert.equal(findWorkspaceFolder({ cwd: other }).folder, defaultWorkspaceFolder());
});
