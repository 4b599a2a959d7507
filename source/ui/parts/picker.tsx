/** The library's picker, drawn in our symbols and told to us as an event. */
import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { cell } from '../lines.ts';
import { type Look, painted, shown } from '../theme.ts';
import { useProgram } from '../use-program.ts';
import type { PickerView } from '../view.ts';
import { Rows } from './rows.tsx';

/** A list to pick one from: ↑ ↓ j k move, enter and 1–9 pick. */
export function Picker({ picker, look }: { picker: PickerView; look: Look }) {
  const program = useProgram();
  const limit = picker.height < picker.items.length ? { limit: picker.height } : {};
  const labels = picker.items.map((item, index) => ({
    key: item.value,
    value: item.value,
    label: shown(cell(`${index < 9 ? index + 1 : ' '} ${item.label}`, picker.width - 3), look),
  }));
  return (
    <Box height={picker.height}>
      <Box width={picker.width} flexShrink={0}>
        <SelectInput
          key={picker.key}
          items={labels}
          initialIndex={picker.initialIndex}
          {...limit}
          indicatorComponent={({ isSelected = false }) => (
            <Text>{isSelected ? painted(shown('▸ ', look), 'selected', look) : '  '}</Text>
          )}
          itemComponent={({ isSelected = false, label }) => (
            <Text>{painted(label, isSelected ? 'selected' : 'plain', look)}</Text>
          )}
          onSelect={(item) => program.dispatch({ type: 'picked', value: item.value })}
        />
      </Box>
      <Rows lines={picker.beside} look={look} />
    </Box>
  );
}
