/** One line of the screen as one text node: the fewest nodes to lay out. */
import { Text } from 'ink';
import { memo } from 'react';
import type { Line } from '../lines.ts';
import { styleOf } from '../theme.ts';

/** A line of spans. An empty line takes a row too. */
export const Row = memo(
  function Row({ line }: { line: Line }) {
    const parts = line.filter((span) => span.text !== '');
    if (parts.length === 0) return <Text> </Text>;
    return (
      <Text wrap="truncate-end">
        {parts.map((span, index) =>
          span.token === 'plain' ? (
            span.text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line have no other name
            <Text key={index} {...styleOf(span.token)}>
              {span.text}
            </Text>
          ),
        )}
      </Text>
    );
  },
  (before, after) =>
    before.line.length === after.line.length &&
    before.line.every(
      (span, index) => span.text === after.line[index]?.text && span.token === after.line[index]?.token,
    ),
);
