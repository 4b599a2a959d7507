import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { describe, test } from 'node:test';
import type { ReadStream } from 'node:tty';
import { KeyStream, splitKeys } from '../../source/ui/key-stream.ts';

describe('splitKeys', () => {
  const cases: [chunk: string, keys: string[], rest?: string][] = [
    ['jjj', ['j', 'j', 'j']],
    ['text\r', ['t', 'e', 'x', 't', '\r']],
    ['a\r\nb\n', ['a', '\r', 'b', '\r']],
    ['\u001b[A\u001b[Bj', ['\u001b[A', '\u001b[B', 'j']],
    ['\u001bOA\u001b[5~\u001b[1;5D', ['\u001bOA', '\u001b[5~', '\u001b[1;5D']],
    ['\u001b[Z\t', ['\u001b[Z', '\t']],
    ['e\u0301👨‍👩‍👧漢', ['e\u0301', '👨‍👩‍👧', '漢']],
    ['x\u001b[200~one\rtwo\u001b[201~y', ['x', '\u001b[200~one\rtwo\u001b[201~', 'y']],
    ['\u001bq', ['\u001b', 'q']],
    ['j\u001b', ['j'], '\u001b'],
    ['\u001b[', [], '\u001b['],
    ['\u001b[200~half', [], '\u001b[200~half'],
    ['\u0003\u001a', ['\u0003', '\u001a']],
  ];
  for (const [chunk, keys, rest = ''] of cases) {
    test(JSON.stringify(chunk), () => assert.deepEqual(splitKeys(chunk), { keys, rest }));
  }
});

describe('KeyStream', () => {
  /** What Ink would read, a list of what came in each turn. */
  async function read(...chunks: string[]): Promise<string[]> {
    const terminal = new (class extends EventEmitter {
      setEncoding() {}
      pause() {}
    })();
    const stream = new KeyStream(terminal as unknown as ReadStream);
    const keys: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    stream.on('readable', () => {
      for (let key = stream.read(); key !== null; key = stream.read()) keys.push(key);
      if (keys.at(-1) === '.') resolve();
    });
    for (const chunk of [...chunks, '.']) terminal.emit('data', chunk);
    await promise;
    stream.close();
    return keys;
  }

  test('one key at a time, in order, over several reads', async () => {
    assert.deepEqual(await read('ab', 'c\u001b[', 'Ad'), ['a', 'b', 'c', '\u001b[A', 'd', '.']);
  });

  test('a paste that comes in pieces is one', async () => {
    assert.deepEqual(await read('\u001b[200~one ', 'two', '\u001b[201~'), ['\u001b[200~one two\u001b[201~', '.']);
  });

  test('keys wait while nobody reads, as when the terminal is given away', async () => {
    const terminal = new (class extends EventEmitter {
      setEncoding() {}
      pause() {}
    })();
    const stream = new KeyStream(terminal as unknown as ReadStream);
    const keys: (string | null)[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const second = () => {
      keys.push(stream.read());
      if (keys.length === 4) resolve();
    };
    stream.once('readable', () => {
      keys.push(stream.read());
      setTimeout(() => stream.on('readable', second), 20);
    });
    terminal.emit('data', 'abcd');
    await promise;
    stream.close();
    assert.deepEqual(keys, ['a', 'b', 'c', 'd']);
  });

  test('a lone escape is a key', async () => {
    assert.deepEqual(await read('\u001b', 'q'), ['\u001b', 'q', '.']);
  });
});
