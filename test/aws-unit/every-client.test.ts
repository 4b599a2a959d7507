/** Every command of every AWS client that the program builds: those of the list pass, all others never leave the process. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { allowedOperations } from '../../source/aws/operations.ts';
import type { AwsClient, ClientClass } from '../../source/aws/read-only.ts';
import { buildClient, type ClientSettings, Transport, WriteRefusedError } from '../../source/aws/read-only.ts';
import { realClock } from '../../source/aws/scheduler.ts';
import { signedGet } from '../../source/aws/signed-get.ts';
import { startServer } from '../aws/server.ts';

interface Built {
  service: string;
  name: string;
  file: string;
}

/** What the sources build: `session.client('s3', S3Client, …)`, with the package that the class comes from. */
function built(): Built[] {
  const found = new Map<string, Built>();
  for (const file of globSync('source/aws/**/*.ts')) {
    const text = readFileSync(file, 'utf8');
    const from = new Map<string, string>();
    for (const [, names = '', source = ''] of text.matchAll(/import \{([^}]*)\} from '(@aws-sdk\/client-[\w-]+)'/g))
      for (const name of names.split(',')) from.set(name.trim(), source);
    for (const [, service = '', name = ''] of text.matchAll(/\.client\(\s*'([\w-]+)',\s*(\w+Client)\b/g)) {
      const source = from.get(name);
      assert.ok(source, `${file}: ${name}`);
      found.set(`${service} ${name}`, { service, name, file: source });
    }
  }
  return [...found.values()];
}

test('of every command of every client only those of the list leave the process', async (t) => {
  const server = await startServer({ replay: { recordedAt: '2026-11-21T00:00:00Z', answers: {} } });
  t.after(() => server.close());
  const passed: string[] = [];
  const settings: ClientSettings = {
    credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }),
    endpoint: server.url,
    transport: new Transport(),
    pass: async (operation) => {
      passed.push(operation);
      throw new Error('passed the gate');
    },
  };
  let refused = 0;
  const clients = built();
  for (const { service, name, file } of clients) {
    const sdk = (await import(file)) as Record<string, unknown>;
    const client = buildClient(service, sdk[name] as ClientClass<Sender>, 'us-east-1', settings);
    const commands = Object.entries(sdk).filter(
      ([exported]) => /^[A-Z].*Command$/.test(exported) && exported !== '$Command',
    );
    assert.ok(commands.length > 0, file);
    for (const [, Command] of commands) {
      const sent = client.send(new (Command as new (input: object) => object)({}));
      const error = await sent.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error instanceof WriteRefusedError) refused += 1;
      else assert.match(String(error), /passed the gate/);
    }
    client.destroy();
  }
  const withoutClient = signedGet(
    {
      operation: 'artifact:GetReport',
      host: 'artifact.us-east-1.amazonaws.com',
      region: 'us-east-1',
      path: '/',
      query: {},
    },
    settings,
    realClock,
  );
  await assert.rejects(withoutClient, WriteRefusedError);
  settings.transport.destroy();
  const services = new Set(clients.map(({ service }) => service));
  assert.deepEqual(
    passed.sort(),
    allowedOperations
      .map(({ operation }) => operation)
      .filter((name) => services.has(name.split(':')[0] ?? ''))
      .sort(),
  );
  // Artifact is the only one read without a client of its own.
  assert.deepEqual(
    [...new Set(allowedOperations.map(({ client }) => client))].filter((client) => !services.has(client)),
    ['artifact'],
  );
  assert.equal(server.seen.length, 0);
  t.diagnostic(`${clients.length} clients, ${refused} commands refused`);
  assert.ok(refused > 4_000, `${refused}`);
});

interface Sender extends AwsClient {
  send(command: object): Promise<unknown>;
}
