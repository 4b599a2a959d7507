/** Reading one thing of each of many resources. */
import type { Reading } from '../../core/facts.ts';
import { GoneError } from '../session.ts';

/** Resources asked about at the same time: enough to keep the pace of the rates, few enough to keep memory small. */
const atOnce = 16;

/** What `read` makes of each item, in order; an item deleted while we read is left out. */
export async function readEach<Item, Result>(
  items: readonly Item[],
  read: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<{ result: Result } | undefined>(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      try {
        results[index] = { result: await read(items[index] as Item) };
      } catch (error) {
        if (!(error instanceof GoneError)) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results.filter((found) => found !== undefined).map(({ result }) => result);
}

/**
 * A detail of each resource of a list by its key. The reading is that of the list where the list could not be read;
 * else each detail has a reading of its own, so that one denied or failed hides no other.
 */
export async function detailsOf<Item, Detail>(
  list: Reading<readonly Item[]>,
  key: (item: Item) => string,
  read: (item: Item) => Promise<Reading<Detail>>,
): Promise<Reading<Record<string, Reading<Detail>>>> {
  if (list.state !== 'ok') return list;
  const found = await readEach(list.data, async (item) => [key(item), await read(item)] as const);
  return { state: 'ok', data: Object.fromEntries(found) };
}
