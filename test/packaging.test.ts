/** The package as a user gets it: packed, installed in an empty folder, run from there. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const megabyte = 1024 * 1024;

/** Runs npm with this very Node, wherever npm itself came from. */
function npm(cwd: string, ...args: string[]): string {
  const cli = process.env.npm_execpath;
  return cli === undefined
    ? execFileSync('npm', args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' })
    : execFileSync(process.execPath, [cli, ...args], { cwd, encoding: 'utf8' });
}

describe('the packed program', () => {
  let folder = '';
  let packed: { filename: string; unpackedSize: number; files: { path: string }[] };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'soc2-ready-pack-'));
    // dist/ has been built by the test script; building again here would pull it from under other tests.
    const output = npm(root, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder);
    packed = JSON.parse(output.slice(output.indexOf('[')))[0];
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is small, and holds the program, the questions and the sample, and nothing of ours besides', () => {
    assert.ok(packed.unpackedSize <= 15 * megabyte, `${packed.unpackedSize} bytes`);
    const paths = packed.files.map((file) => file.path);
    for (const path of [
      'dist/soc2-ready.cjs',
      'dist/cli.js',
      'dist/worker.js',
      'dist/questionnaire.json',
      'demo/company.json',
      'demo/scan.json.gz',
      'LICENSE',
    ]) {
      assert.ok(paths.includes(path), path);
    }
    assert.deepEqual(
      paths.filter((path) => /^(source|test|scripts|bench|questionnaires)\//.test(path)),
      [],
    );
  });

  it('needs at most a handful of packages at run time', () => {
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.ok(Object.keys(dependencies).length <= 5);
  });

  it('installs in an empty folder and shows the sample company', () => {
    const place = join(folder, 'place');
    mkdirSync(place);
    writeFileSync(join(place, 'package.json'), '{"private": true}');
    npm(place, 'install', '--offline', '--no-audit', '--no-fund', join(folder, packed.filename));
    const program = join(place, 'node_modules/soc2-ready/dist/soc2-ready.cjs');
    const home = join(folder, 'home');
    const env = {
      ...process.env,
      HOME: home,
      USERPROFILE: home,
      APPDATA: home,
      LOCALAPPDATA: home,
      XDG_DATA_HOME: '',
      XDG_CONFIG_HOME: '',
    };
    const stdout = execFileSync(process.execPath, [program, 'demo'], { cwd: place, env, encoding: 'utf8' });
    assert.match(stdout, /Example Robotics/);
    assert.match(stdout, /^Report: /m);
  });

  it('says one sentence on a Node that is too old', () => {
    // The check itself, run with the version it would see there.
    const code = readFileSync(join(root, 'dist/soc2-ready.cjs'), 'utf8').replace(/^#!.*/, '');
    const script = `Object.defineProperty(process.versions, 'node', {value: '18.20.0'});\n${code}`;
    assert.throws(
      () => execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', stdio: 'pipe' }),
      (error: { status: number; stderr: string }) => {
        assert.equal(error.status, 1);
        assert.match(error.stderr, /^soc2-ready needs Node 22\.13 or newer; this is Node 18\.20\.0\..*\n$/);
        return true;
      },
    );
  });
});
