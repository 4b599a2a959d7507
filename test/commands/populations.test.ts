/** Lists from files on the command line: what is found, what is kept, and what a faulty file leaves alone. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { addDays } from '../../source/core/calendar.ts';
import { type Place, place } from './program.ts';

interface Report {
  findings: { rows: unknown[]; outside: number; controls: { control: string; deviations: number; pattern: string }[] };
  sample: string[];
  import: { seed: number; from?: string; query?: string };
  incomplete: string[];
}

/** A workspace with a committed time for leavers. */
async function acme(t: TestContext): Promise<Place> {
  const where = place(t);
  assert.equal((await where.run('init', 'acme', '--time-zone', 'Europe/Berlin')).code, 0);
  const answered = await where.run('answer', 'leaver-hours', '24', '--committed', '--dir', 'acme');
  assert.equal(answered.code, 0, answered.stderr);
  return where;
}

const journal = ({ cwd }: Place) => readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8');

/** 25 leavers of May, three of them late, as a German spreadsheet writes them. */
function leavers(): string {
  const german = (day: string) => day.split('-').reverse().join('.');
  const lines = Array.from({ length: 25 }, (_, index) => {
    const left = `2026-05-${String(index + 1).padStart(2, '0')}`;
    const removed = addDays(left, [3, 10, 18].includes(index) ? 5 : 1);
    return `Jürg ${index + 1};j${index + 1}@example.com;${german(left)};${german(removed)}`;
  });
  return ['Employee;Work email;Last day;Access removed', ...lines].join('\r\n');
}

const columns = ['name=Employee', 'email=Work email', 'left=Last day', 'removed=Access removed'].flatMap((pair) => [
  '--map',
  pair,
]);
const origin = ['--source', 'Personio', '--query', 'left in 2026'];

describe('import population', () => {
  it('25 leavers with 3 late ones: exceptions, rate, sample and completeness; columns are kept', async (t) => {
    const where = await acme(t);
    // Windows-1252, semicolons, CRLF.
    writeFileSync(join(where.cwd, 'leavers.csv'), Buffer.from(leavers(), 'latin1'));
    const command = ['import', 'population', 'leavers.csv', '--kind', 'leavers', '--dir', 'acme'];

    const unconfirmed = await where.run(...command);
    assert.equal(unconfirmed.code, 2);
    assert.match(unconfirmed.stderr, /4 faults; nothing was changed/);
    assert.match(unconfirmed.stderr, /--map 'left=Last day'/);

    const first = await where.run(...command, ...columns, ...origin, '--count', '25', '--seed', '7');
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /3 of 25 \(12\.0 %\): systematic/);
    assert.match(first.stdout, /Held against leaver-hours 24, as committed/);
    assert.match(first.stdout, /usually draw 8 to 25 of 25 \(firm practice, not a rule\)/);
    assert.match(first.stdout, /Personio; query: left in 2026; 25 rows in leavers\.csv/);
    assert.match(first.stdout, /the source counts 25 rows too/);

    // Nothing has to be told twice, and the same seed draws the same people from shuffled rows.
    const [header = '', ...lines] = leavers().split('\r\n');
    writeFileSync(join(where.cwd, 'again.csv'), [header, ...lines.toReversed()].join('\n'));
    const again = await where.run(
      'import',
      'population',
      'again.csv',
      '--kind',
      'leavers',
      '--dir',
      'acme',
      '--seed',
      '7',
      '--json',
    );
    assert.equal(again.code, 0, again.stderr);
    const report = JSON.parse(again.stdout) as Report & { schema: string };
    assert.equal(report.schema, 'soc2-ready/population@1');
    assert.equal(report.sample.length, 8);
    assert.match(first.stdout, new RegExp(`seed 7: ${report.sample.join(', ')}`));
    assert.equal(report.incomplete.length, 3, 'source, query and count were not told this time');

    const folder = join(where.cwd, 'acme/populations');
    const files = readdirSync(folder);
    assert.equal(files.length, 1, 'the same rows are the same file');
    if (process.platform !== 'win32') assert.equal(statSync(join(folder, files[0] ?? '')).mode & 0o777, 0o600);
  });

  it('whatever is wrong with a file is told at once, and nothing changes', async (t) => {
    const where = await acme(t);
    const faulty: Record<string, { bytes: Uint8Array; says: RegExp[] }> = {
      'wrong columns': {
        bytes: Buffer.from('Wer,Wann\nAda,2026-05-01\n'),
        says: [/No column holds "left" \(last day\)/, /No column holds "email"/, /the file has: "Wer", "Wann"/],
      },
      'two encodings': {
        bytes: Buffer.concat([Buffer.from('name,left\nJürg,2026-05-01\n'), Buffer.from('Zoë,2026-05-02\n', 'latin1')]),
        says: [/line 3: Two encodings are mixed: byte EB/],
      },
      'a cell with a semicolon too many, bad dates, a duplicate': {
        bytes: Buffer.from(
          '\ufeffname;left;removed\nAda;1.5.2026;soon\nBo;2.5.2026;3.5.2026;x\nCy;31.2.2026;\nAda;1.5.2026;soon',
          'utf16le',
        ),
        says: [
          /5 faults; nothing was changed/,
          /line 2, column "removed": "soon" is no date/,
          /line 3: This line has 4 cells, the header 3/,
          /line 4, column "left": "31\.2\.2026" is no date/,
          /line 5, column "removed"/,
          /line 5: This line repeats line 2/,
        ],
      },
      'dates that can be read in two ways': {
        bytes: Buffer.from('name,left\nAda,3/4/2026\n'),
        says: [/line 2, column "left": 3\/4\/2026 can be read in two ways/, /--dates dmy/],
      },
      'no header': { bytes: Buffer.from(''), says: [/The file is empty/] },
      'a workbook': { bytes: Buffer.from('PK\u0003\u0004\0\0xl'), says: [/holds a zero byte/] },
    };
    const before = journal(where);
    for (const [what, { bytes, says }] of Object.entries(faulty)) {
      writeFileSync(join(where.cwd, 'list.csv'), bytes);
      const { code, stdout, stderr } = await where.run(
        'import',
        'population',
        'list.csv',
        '--kind',
        'leavers',
        '--dir',
        'acme',
      );
      assert.equal(code, 2, what);
      assert.equal(stdout, '', what);
      for (const pattern of says) assert.match(stderr, pattern, what);
      assert.doesNotMatch(stderr, /\bat .*\.ts:/, what);
    }
    assert.equal(journal(where), before);
    assert.deepEqual(
      readdirSync(join(where.cwd, 'acme')).filter((name) => name === 'populations'),
      [],
    );
  });

  it('mistakes in the options are told with what would be right', async (t) => {
    const where = await acme(t);
    writeFileSync(join(where.cwd, 'list.csv'), 'name,left\nAda,2026-05-01\nBo,2026-05-02\n');
    const run = async (...args: string[]) => {
      const { code, stderr } = await where.run('import', 'population', ...args);
      assert.equal(code, 2, stderr);
      return stderr;
    };
    const list = ['list.csv', '--dir', 'acme', '--kind', 'leavers'];
    assert.match(await run('list.csv', '--dir', 'acme'), /Kinds: leavers, joiners/);
    assert.match(await run('list.csv', '--dir', 'acme', '--kind', 'leaver'), /Did you mean "leavers"/);
    assert.match(await run('gone.csv', '--dir', 'acme', '--kind', 'leavers'), /Cannot read gone\.csv/);
    assert.match(await run(...list, '--seed', '-1'), /seed/);
    assert.match(await run(...list, '--date', '2999-01-01'), /still to come/);
    assert.match(await run(...list, '--count', '3'), /The file has 2 rows, and the source counts 3/);
    assert.match(await run(...list, '--period', '2026-01'), /takes FROM\.\.TO/);
    assert.match(await run(...list, '--map', 'left'), /takes FIELD=COLUMN/);
    assert.match(await run('list.csv', '--dir', 'other', '--kind', 'leavers'), /There is no assessment in other/);
    assert.ok(!readdirSync(where.cwd).includes('other'), 'no workspace is left behind');
    assert.match((await where.run('import', 'people')).stderr, /import takes population/);
  });

  it('a zero counts only with the query that came back empty; a list of users is never empty', async (t) => {
    const where = await acme(t);
    writeFileSync(join(where.cwd, 'none.csv'), 'id,opened,closed,review\n');
    writeFileSync(join(where.cwd, 'users.csv'), 'email,active,factor\n');
    const list = ['import', 'population', 'none.csv', '--kind', 'incidents', '--dir', 'acme'];
    const refused = await where.run(...list);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /--source SYSTEM and --query QUERY/);
    const taken = await where.run(...list, '--source', 'PagerDuty', '--query', 'severity >= 2 in 2026');
    assert.equal(taken.code, 0, taken.stderr);
    assert.match(taken.stdout, /Did not occur: .*not a pass/);
    assert.match(
      (await where.run('populations', '--dir', 'acme')).stdout,
      /incidents .* CC7\.5-root-cause +0 .*did not occur/,
    );
    const users = await where.run(
      'import',
      'population',
      'users.csv',
      '--kind',
      'idp-users',
      '--dir',
      'acme',
      ...origin,
    );
    assert.equal(users.code, 2);
    assert.match(users.stderr, /never empty/);
  });

  it('--dry-run shows everything and writes nothing', async (t) => {
    const where = await acme(t);
    writeFileSync(join(where.cwd, 'list.csv'), 'name,left,removed\nAda,2026-05-01,2026-05-09\n');
    const before = journal(where);
    const { code, stdout } = await where.run(
      ...['import', 'population', 'list.csv', '--kind', 'leavers', '--dir', 'acme', '--dry-run'],
    );
    assert.equal(code, 0);
    assert.match(stdout, /1 of 1 \(100\.0 %\): isolated/);
    assert.equal(journal(where), before);
  });
});

describe('populations', () => {
  it('an account counts once it is confirmed; other lists and commitments are judged anew', async (t) => {
    const where = place(t);
    assert.equal((await where.run('demo', '--dir', 'acme', '--json')).code, 0);
    writeFileSync(
      join(where.cwd, 'users.csv'),
      [
        'email\tname\tactive\tfactor',
        'ines.duarte@example.com\tInés Duarte\tactive\tnone',
        'leo.ferri@example.com\tLeo Ferri\tactive\twebauthn',
        'joan.legacy@example.com\tJoan Legacy\tsuspended\t',
      ].join('\n'),
    );
    writeFileSync(
      join(where.cwd, 'leavers.csv'),
      'email,name,left,removed\njoan.legacy@example.com,Joan Legacy,2026-05-01,2026-05-02\n',
    );
    const taken = (file: string, kind: string) =>
      where.run('import', 'population', file, '--kind', kind, '--dir', 'acme');
    const users = await taken('users.csv', 'idp-users');
    assert.equal(users.code, 0, users.stderr);
    assert.match(
      users.stdout,
      /CC6\.1-mfa .*\n.*\n {2}Exceptions: 1 of 2 \(50\.0 %\): isolated\n {4}ines\.duarte@example\.com: no second factor/,
    );
    assert.match(users.stdout, /Active in AWS, and like nobody on the list[\s\S]*deploy-bot/);
    assert.match(
      (await taken('leavers.csv', 'leavers')).stdout,
      /j\.legacy \(123456789012\) may be theirs and is active/,
    );

    const settled = await where.run('populations', '--dir', 'acme', '--match', 'joan.legacy@example.com=j.legacy');
    assert.equal(settled.code, 0, settled.stderr);
    assert.match(settled.stderr, /brought up to date: leavers, idp-users/);
    assert.match(settled.stdout, /leavers .* CC6\.2-leavers +1 +1 +100\.0 % +isolated/);
    assert.match(settled.stdout, /idp-users .* CC6\.2-unused +1 +1 /);

    // The outcome hangs on a value: when that changes, what was written down is out of date until it is judged anew.
    assert.equal((await where.run('answer', 'leaver-hours', '48', '--dir', 'acme')).code, 0);
    const uncommitted = await where.run('populations', 'leavers', '--dir', 'acme');
    assert.match(uncommitted.stdout, /Held against leaver-hours 48, which nobody committed to: not scored/);
    assert.match(uncommitted.stdout, /populations --refresh/);
    assert.match((await where.run('populations', '--refresh', '--dir', 'acme')).stderr, /brought up to date: leavers/);
    assert.match((await where.run('populations', '--refresh', '--dir', 'acme')).stderr, /no outcome changed/);

    const refuse = async (...args: string[]) => (await where.run('populations', '--dir', 'acme', ...args)).stderr;
    assert.match(await refuse('--match', 'nobody@example.com=j.legacy'), /Nobody on the imported lists/);
    assert.match(await refuse('--match', 'leo.ferri@example.com=nobody'), /There is no account "nobody"/);
    assert.match(await refuse('devices'), /No list of devices has been imported/);
    const json = JSON.parse((await where.run('populations', '--json', '--dir', 'acme')).stdout) as {
      populations: Report[];
    };
    assert.deepEqual(
      json.populations.map(({ findings }) => findings.rows.length),
      [1, 3],
    );
  });

  it('rows that were changed by hand are not used', async (t) => {
    const where = await acme(t);
    writeFileSync(join(where.cwd, 'list.csv'), 'id,owner,encrypted\nL1,ada,no\n');
    assert.equal((await where.run('import', 'population', 'list.csv', '--kind', 'devices', '--dir', 'acme')).code, 0);
    const folder = join(where.cwd, 'acme/populations');
    const file = join(folder, readdirSync(folder)[0] ?? '');
    writeFileSync(file, readFileSync(file, 'utf8').replace('false', 'true'));
    const { stdout, stderr } = await where.run('populations', '--dir', 'acme');
    assert.match(stderr, /SHA-256 differs/);
    assert.doesNotMatch(stdout, /CC6\.7-device-encryption/);
  });
});
