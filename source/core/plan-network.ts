/** Dependencies among open items: loops found and cut, the longest chains, over plain numbers. */

/** The network after loops are cut. Nodes are places in the given list. */
export interface Network {
  /** Places each node waits for. */
  before: number[][];
  /** Places that wait for each node. */
  next: number[][];
  /** Every node after all it waits for. */
  order: number[];
  /** Each loop found, as places in order; the edge from its last to its first was cut. */
  cycles: number[][];
}

/**
 * Builds the network. Edges to nodes that are not in the list are ignored. A loop is cut at the edge that closes it,
 * walking nodes and edges in the order given, so that the same list always cuts the same edge.
 */
export function makeNetwork(ids: readonly string[], after: readonly (readonly string[])[]): Network {
  const place = new Map(ids.map((id, index) => [id, index]));
  const before: number[][] = ids.map(() => []);
  const next: number[][] = ids.map(() => []);
  const order: number[] = [];
  const cycles: number[][] = [];
  const state: ('new' | 'open' | 'done')[] = ids.map(() => 'new');

  // A stack of its own: a chain of a thousand controls must not exhaust the call stack.
  for (const root of ids.keys()) {
    if (state[root] !== 'new') continue;
    const path: { node: number; edge: number }[] = [{ node: root, edge: 0 }];
    state[root] = 'open';
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node } = top;
      const edges = after[node] ?? [];
      if (top.edge === edges.length) {
        state[node] = 'done';
        order.push(node);
        path.pop();
        continue;
      }
      const waitsFor = place.get(edges[top.edge] ?? '');
      top.edge += 1;
      if (waitsFor === undefined || before[node]?.includes(waitsFor)) continue;
      if (state[waitsFor] === 'open') {
        const start = path.findIndex((step) => step.node === waitsFor);
        // The path runs from who waits to what it waits for; people read it the other way round.
        cycles.push(
          path
            .slice(start)
            .map((step) => step.node)
            .reverse(),
        );
        continue;
      }
      before[node]?.push(waitsFor);
      next[waitsFor]?.push(node);
      if (state[waitsFor] === 'new') {
        state[waitsFor] = 'open';
        path.push({ node: waitsFor, edge: 0 });
      }
    }
  }
  return { before, next, order, cycles };
}

/** Length of the longest chain that ends with each node, itself included. */
export function longestHeads({ before, order }: Network, length: (node: number) => number): number[] {
  const heads: number[] = before.map(() => 0);
  for (const node of order)
    heads[node] = length(node) + Math.max(0, ...(before[node] ?? []).map((earlier) => heads[earlier] ?? 0));
  return heads;
}

/**
 * Length of the longest chain from the start of each node to the end of a wanted node; 0 where it leads to none.
 */
export function longestTails(
  { next, order }: Network,
  length: (node: number) => number,
  wanted: (node: number) => boolean,
): number[] {
  const tails: number[] = next.map(() => 0);
  for (const node of order.toReversed()) {
    const onward = Math.max(0, ...(next[node] ?? []).map((later) => tails[later] ?? 0));
    tails[node] = onward > 0 || wanted(node) ? length(node) + onward : 0;
  }
  return tails;
}

/** The longest chain that ends in a wanted node, first to last; empty when there is none. */
export function longestChain(network: Network, heads: readonly number[], wanted: (node: number) => boolean): number[] {
  const longest = (nodes: readonly number[]) =>
    nodes.reduce<number | undefined>(
      (best, node) => (best === undefined || (heads[node] ?? 0) > (heads[best] ?? 0) ? node : best),
      undefined,
    );
  const chain: number[] = [];
  let node = longest([...heads.keys()].filter(wanted));
  while (node !== undefined) {
    chain.unshift(node);
    node = longest(network.before[node] ?? []);
  }
  return chain;
}
