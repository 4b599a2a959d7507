/** A brand file: what is taken, what is refused and by which name, and that its colours can be read. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { readBrand } from '../../source/report/brand.ts';
import { contrast, readableOn } from '../../source/report/html/colours.ts';
import { place } from '../commands/program.ts';

test('every member is read; each fault names its field', () => {
  const good = { name: 'Example \u001b[31mConsulting', colour: '#1A4D8F', 'logo-text': 'Logo', logo: 'logo.png' };
  assert.deepEqual(readBrand(good), {
    brand: { name: 'Example Consulting', colour: '#1a4d8f', logoText: 'Logo', logo: 'logo.png' },
    faults: [],
  });
  const { brand, faults } = readBrand({ colour: 'red', contact: 7, 'dark-colour': '#12', site: 'x' });
  assert.equal(brand, undefined);
  assert.deepEqual(faults.map(({ field }) => field).sort(), ['colour', 'contact', 'dark-colour', 'name', 'site']);
  for (const value of [null, 'x', 3, ['x']]) assert.equal(readBrand(value).brand, undefined);
});

test('any colour becomes one that can be read, in light and in dark', () => {
  const channel = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(channel, channel, channel, fc.constantFrom('#ffffff', '#14181d'), (r, g, b, ground) => {
      const colour = `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
      assert.ok(contrast(readableOn(colour, ground), ground) >= 4.5);
    }),
  );
  assert.equal(readableOn('#1d4f91', '#ffffff'), '#1d4f91', 'what can be read stays');
});

test('the command writes what was asked for, for whom, with the brand; what it cannot use it names', async (t) => {
  const { run, cwd } = place(t);
  const here = (name: string) => join(cwd, name);
  assert.equal((await run('init', 'acme')).code, 0);
  writeFileSync(here('brand.yaml'), 'name: Example Consulting\nlogo: logo.svg\ncolour: "#7a1fa2"\n');
  const missing = await run('report', 'out', '--dir', 'acme', '--brand', 'brand.yaml', '--format', 'html');
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /brand\.yaml: logo: .*logo\.svg is not there/);
  writeFileSync(here('logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const args = [
    'report',
    'out',
    '--dir',
    'acme',
    '--brand',
    'brand.yaml',
    '--format',
    'html,md',
    '--audience',
    'board',
  ];
  const made = await run(...args);
  assert.equal(made.code, 0, made.stderr);
  assert.deepEqual(made.stdout.trim().split('\n'), [join(cwd, 'out/report.html'), join(cwd, 'out/report.md')]);
  const html = readFileSync(here('out/report.html'), 'utf8');
  assert.match(html, /for the board · prepared by Example Consulting/);
  assert.match(html, /src="data:image\/svg\+xml;base64,/);
  assert.match(html, /--accent: #7a1fa2;/);
  assert.doesNotMatch(html, /Gap register/);
  const again = await run(...args);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /report\.html is there already/);
  assert.deepEqual(readdirSync(here('out')).sort(), ['report.html', 'report.md']);
  for (const [option, value, told] of [
    ['--audience', 'press', /--audience takes board, team, auditor, client/],
    ['--sections', 'summary,weather', /not "weather"/],
    ['--format', 'pdf', /--format takes some of html, md,.*not "pdf"/],
    ['--since', 'yesterday', /--since "yesterday" is no date/],
  ] as const) {
    const refused = await run('report', 'other', '--dir', 'acme', option, value);
    assert.equal(refused.code, 2, option);
    assert.match(refused.stderr, told);
  }
  writeFileSync(here('brand.yaml'), 'name: [x\n');
  const broken = await run(...args, '--force');
  assert.equal(broken.code, 2);
  assert.match(broken.stderr, /brand\.yaml: is no YAML or JSON/);
});
