/** The frame shown while the assessment is still being opened: the furniture of the program, nothing in it yet. */
import { layout, type Size } from '../app/layout.ts';
import { fit, type Line, line } from './lines.ts';
import { type Look, shown } from './theme.ts';

/** Exactly as many lines as the window has rows. */
export function openingLines(size: Size, look: Look): Line[] {
  const plan = layout(size);
  const lines: Line[] = Array.from({ length: size.rows }, () => []);
  lines[0] = line(' soc2-ready', 'heading');
  for (const row of plan.rules) lines[row] = line('─'.repeat(size.columns), 'frame');
  lines[plan.body.top] = line('  Opening the assessment…');
  lines[plan.footer.top] = line(' ? help  q leave');
  return lines.map((one) => fit(one, size.columns).map((part) => ({ ...part, text: shown(part.text, look) })));
}
